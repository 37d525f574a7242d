"""A class for the residual blocks of a network that are built alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.source.expression import Names, condition
from models.source.layer_code import applied, layer_code, steps
from models.source.layout import Call, Code, broken, named, shifted
from models.units.layer import Layer
from models.units.unit import Unit

TITLES = {"basic": "BasicBlock", "bottleneck": "Bottleneck"}
DOCS = {"basic": "Two 3x3 convolutions", "bottleneck": "1x1 reduce, 3x3, 1x1 restore"}
ORIGINAL, PRE_ACTIVATION = "He et al. 2015", "He et al. 2016, pre-activation"


def block_classes(units: Sequence[Unit]) -> list["BlockClass"]:
    """As few classes as tell these residual blocks apart, in the order in which the network needs them."""
    groups: dict[tuple, list[Unit]] = {}
    for unit in units:
        groups.setdefault(alike(unit), []).append(unit)
    classes: list[BlockClass] = []
    for group in groups.values():
        classes += _classes_of(list(dict.fromkeys(group)), TITLES[group[0].kind])
    titles = [each.title for each in classes]
    return [
        replace(each, title=f"{each.title}{titles[:i].count(each.title) + 1}") if titles.count(each.title) > 1 else each
        for i, each in enumerate(classes)
    ]


def _classes_of(units: Sequence[Unit], title: str) -> list["BlockClass"]:
    whole = BlockClass(title, tuple(units))
    try:
        whole.lines()
    except KeyError:
        # No words tell these apart: then by the kind of their shortcuts, and one by one at last.
        kinds: dict[tuple, list[Unit]] = {}
        for unit in units:
            kinds.setdefault(_kind(unit.shortcut or ()), []).append(unit)
        parts = list(kinds.values()) if len(kinds) > 1 else [[unit] for unit in units]
        return [each for part in parts for each in _classes_of(part, title)]
    return [whole]


def alike(unit: Unit) -> tuple:
    """What two blocks must have in common to be of one class; shortcuts may differ."""
    layers = [*unit.before, *unit.branch, *unit.gate, *unit.drop, *unit.after]
    what = tuple((layer.type, layer.name, layer.bias, layer.kernel) for layer in layers)
    # The same layers may stand before or behind the addition.
    return unit.kind, unit.shortcut is None, len(unit.after), what


@dataclass(frozen=True)
class BlockClass:
    """The class of `units`, which are `alike`."""

    title: str
    units: tuple[Unit, ...]

    @property
    def arguments(self) -> dict[str, tuple[int | float | bool, ...]]:
        """What the class is told of each unit, by name."""
        return {**self._numbers(), **self._flags()}

    def call(self, unit: Unit) -> Code:
        """The code that makes one of the units."""
        i = self.units.index(unit)
        said = []
        for name, values in self.arguments.items():
            default = DEFAULTS.get(name)
            if values[i] != default:
                # The rates of stochastic depth are sums, 0.07500000000000001.
                shown = round(values[i], 9)
                said.append(f"{shown}" if default is None else f"{name}={shown}")
        return Call(self.title, tuple(said))

    def lines(self) -> list[str]:
        """The class."""
        return [
            f"class {self.title}(nn.Module):",
            *shifted([f'"""{self._doc}"""', ""]),
            *shifted(self._constructor()),
            "",
            *shifted(self._forward()),
        ]

    @property
    def _doc(self) -> str:
        unit = self.units[0]
        shortcut = "" if unit.shortcut is None else " and a shortcut"
        begins = (*unit.before, *unit.branch)[0]
        return f"{DOCS[unit.kind]}{shortcut} ({ORIGINAL if begins.type == 'Conv2d' else PRE_ACTIVATION})."

    def _numbers(self) -> dict[str, tuple[int | float, ...]]:
        enters = tuple(unit.input[0] for unit in self.units)
        leaves = tuple(unit.output[0] for unit in self.units)
        inner = tuple(_first_conv(unit).output[0] for unit in self.units)
        numbers: dict[str, tuple[int | float, ...]] = {}
        if inner == leaves:
            numbers = {"channels": leaves} if enters == leaves else {"in_channels": enters, "channels": leaves}
        elif self._expansion:
            numbers = {"in_channels": enters, "width": inner}
        else:
            numbers = {"in_channels": enters, "width": inner, "out_channels": leaves}
        strides = tuple(_stride(unit) for unit in self.units)
        groups = tuple(max(layer.groups for layer in unit.branch) for unit in self.units)
        rates = tuple(unit.drop[0].rate if unit.drop else 0.0 for unit in self.units)
        if set(strides) != {1}:
            numbers["stride"] = strides
        if len(set(groups)) > 1:
            numbers["groups"] = groups
        if any(rates):
            numbers["rate"] = rates
        return numbers

    @property
    def _expansion(self) -> int:
        """How many times the inner width leaves the block, where that is one number for all; else 0."""
        found = {unit.output[0] / _first_conv(unit).output[0] for unit in self.units}
        factor = found.pop()
        return int(factor) if not found and factor > 1 and factor == int(factor) else 0

    @property
    def _names(self) -> Names:
        leaves = {"out_channels": [unit.output[0] for unit in self.units]} if self._expansion else {}
        return Names({**self._numbers(), **leaves})

    def _flags(self) -> dict[str, tuple[bool, ...]]:
        """What no condition in the numbers tells: whether a block projects, and whether it shares its activation."""
        flags = {}
        if any(self._projects) and len(self._projections) == 1 and condition(self._names, self._projects) is None:
            flags["project"] = self._projects
        if self._sharing_condition is None:
            flags["share"] = self._shares
        return flags

    @property
    def _projections(self) -> dict[tuple, tuple[bool, ...]]:
        """The different kinds of shortcut with layers, each with the units that have it."""
        kinds = {_kind(unit.shortcut or ()) for unit in self.units if unit.shortcut}
        return {kind: tuple(_kind(unit.shortcut or ()) == kind for unit in self.units) for kind in sorted(kinds)}

    @property
    def _projects(self) -> tuple[bool, ...]:
        return tuple(bool(unit.shortcut) for unit in self.units)

    @property
    def _shares(self) -> tuple[bool, ...]:
        return tuple(bool(unit.before) for unit in self.units)

    @property
    def _sharing_condition(self) -> str | None:
        if not any(self._shares):
            return ""
        return condition(self._names, self._shares)

    def _constructor(self) -> list[str]:
        arguments = ["self", *map(_parameter, self.arguments)]
        lines = [*broken(Call("def __init__", tuple(arguments)), 1, " -> None:"), *shifted(["super().__init__()"])]
        if self._expansion:
            lines += shifted([f"out_channels = {self._expansion} * width"])
        lines += shifted(self._layers())
        lines += shifted(self._shortcut())
        if self._sharing_condition not in ("", "True"):
            lines += shifted([f"self.shares = {self._sharing_condition or 'share'}"])
        return lines

    def _layers(self) -> list[str]:
        lines = []
        units = self.units
        columns = zip(*((*unit.before, *unit.branch, *unit.after, *unit.drop) for unit in units), strict=True)
        for layers in columns:
            if layers[0].type != "ReLU":
                lines += broken(named(f"self.{layers[0].name} = ", layer_code(layers, self._names)), 2)
        if units[0].gate:
            channels = self._names.channels([unit.output[0] for unit in units])
            squeezed = self._names.channels([unit.gate[1].output[0] for unit in units])
            lines.append(f"self.se = SqueezeExcitation({channels}, {squeezed})")
        return lines

    def _shortcut(self) -> list[str]:
        if not any(self._projects):
            return []
        lines, rest = [], list(range(len(self.units)))
        for kind in sorted(self._projections):
            members = [i for i in rest if self._projections[kind][i]]
            test = condition(_picked(self._names, rest), [i in members for i in rest])
            if test is None:
                test = self._flag_of_projection()
            made = self._projection([self.units[i].shortcut for i in members], _picked(self._names, members))
            if test == "True":
                lines += ["else:", *shifted(made)] if lines else made
            else:
                lines += [f"{'elif' if lines else 'if'} {test}:", *shifted(made)]
            rest = [i for i in rest if i not in members]
        return ["self.downsample = nn.Identity()", *lines] if rest else lines

    def _flag_of_projection(self) -> str:
        if len(self._projections) > 1:
            raise KeyError(tuple(self._projections))
        return "project"

    def _projection(self, shortcuts: Sequence[tuple[Layer, ...]], names: Names) -> list[str]:
        layers = tuple(layer_code(column, _seen_by(column, names)) for column in zip(*shortcuts, strict=True))
        code = Call("nn.Sequential", layers) if "." in shortcuts[0][0].name else layers[0]
        # As deep as in the branch of a condition, where it mostly stands.
        return broken(named("self.downsample = ", code), 3)

    def _forward(self) -> list[str]:
        unit = max(self.units, key=lambda unit: len(unit.before))
        main = (*unit.before, *unit.branch)
        lines = []
        if unit.before:
            lines += [f"y = {applied(unit.before, 'x')}", *self._shared_line()]
            main = unit.branch
        lines += steps(main, "y" if lines else "x", "y")
        if unit.gate or unit.drop:
            lines.append(f"y = {applied(unit.drop, 'self.se(y)' if unit.gate else 'y')}")
        lines.append(f"return {applied(unit.after, self._sum())}")
        return ["def forward(self, x: Tensor) -> Tensor:", *shifted(lines)]

    def _sum(self) -> str:
        if self.units[0].shortcut is None:
            return "y"
        return "y + self.downsample(x)" if any(self._projects) else "y + x"

    def _shared_line(self) -> list[str]:
        if self._sharing_condition == "True":
            return ["x = y"]
        return ["x = y if self.shares else x"]


DEFAULTS = {"stride": 1, "groups": 1, "rate": 0.0, "project": False, "share": False}


def _parameter(name: str) -> str:
    if name not in DEFAULTS:
        return f"{name}: int"
    default = DEFAULTS[name]
    return f"{name}: {type(default).__name__} = {default}"


def _first_conv(unit: Unit) -> Layer:
    return next(layer for layer in (*unit.before, *unit.branch) if layer.type == "Conv2d")


def _stride(unit: Unit) -> int:
    return max(layer.stride for layer in unit.branch)


def _kind(layers: Sequence[Layer]) -> tuple:
    return tuple((layer.type, layer.name, layer.bias) for layer in layers)


def _picked(names: Names, places: Sequence[int]) -> Names:
    return Names({name: [values[i] for i in places] for name, values in names.values.items()})


def _seen_by(layers: Sequence[Layer], names: Names) -> Names:
    """Where an inner width happens to be that of the block's input, a shortcut still begins with the input."""
    if layers[0].input[0] == layers[0].output[0]:
        return names
    return Names({name: values for name, values in names.values.items() if name != "width"})
