"""The classes of a network's blocks, dense layers and short chains, written from the rows that their stages give.

A class is written by giving the functions of `models.units` numbers with names (`Named`) in place of a block's own:
what they compute then says how it was computed, `4 * width`, and equal classes are equal texts.
"""

from collections.abc import Iterable
from typing import NamedTuple

from models.config import DenseStage, ResidualStage
from models.source.code import Call, Named, NamedRate, applied, assignment, broken, layer_code, named, shifted, steps
from models.units import dense, residual
from models.units.layer import Layer, LayerType, Shape, ShortcutKind, stochastic_depth
from models.units.unit import Unit

TITLES = {
    "basic": "BasicBlock",
    "bottleneck": "Bottleneck",
    "dense_layer": "DenseLayer",
    "transition": "Transition",
    "entry": "Entry",
    "norm": "Exit",
}
DOCS = {
    "basic": "Two 3x3 convolutions{}.",
    "bottleneck": "1x1 reduce, 3x3, 1x1 restore{}.",
    "dense_layer": "k new maps from all earlier ones (Huang et al. 2017, arXiv:1608.06993).",
    "transition": "Between dense blocks: compresses the channels, halves the size.",
    "entry": "A bare convolution takes the stride and the change of width.",
    "norm": "The activation that a pre-activation stage still owes.",
}
ORIGINAL, PRE_ACTIVATION = "He et al. 2015", "He et al. 2016, pre-activation"


class UnitClass(NamedTuple):
    """All of a class but its title; without `forward` it is a Sequential."""

    kind: str
    doc: str
    parameters: tuple[str, ...]
    constructor: tuple[str, ...]
    forward: tuple[str, ...] = ()
    last_norm: str = ""
    """The batch norm that ends a residual branch beside a shortcut."""

    def lines(self, title: str) -> list[str]:
        base = "nn.Module" if self.forward else "nn.Sequential"
        forward = ["", "def forward(self, x: Tensor) -> Tensor:", *shifted(self.forward)] if self.forward else []
        return [
            f"class {title}({base}):",
            *shifted([f'"""{self.doc}"""', ""]),
            *shifted(broken(Call("def __init__", ("self", *self.parameters)), 1, " -> None:")),
            *shifted(["super().__init__()", *self.constructor], 2),
            *shifted(forward),
        ]


class Habits(NamedTuple):
    """What any of the blocks that share a class does: the class has no code for what none of them does."""

    strides: bool
    widens: bool
    """A block gives another number of channels than it takes."""
    projects: bool
    """A block's shortcut has layers."""
    shares: bool
    """A block shares its first activation with an identity (the first one after a bare stem)."""
    drops: bool

    @classmethod
    def of(cls, blocks: Iterable[Unit]) -> "Habits":
        blocks = list(blocks)
        return cls(
            strides=any(_stride(unit) > 1 for unit in blocks),
            widens=any(unit.input[0] != unit.output[0] for unit in blocks),
            projects=any(unit.shortcut for unit in blocks),
            shares=any(unit.before and not unit.shortcut for unit in blocks),
            drops=any(unit.drop for unit in blocks),
        )


def kind_of(stage: ResidualStage) -> ResidualStage:
    """What two stages have in common whose blocks are of one class."""
    numbers = {"blocks": 1, "width": 1, "width_multiplier": 1.0, "stride": 1, "entry": "block"}
    return stage.model_copy(update=numbers)


def _stride(unit: Unit) -> int:
    return max(layer.stride for layer in (*unit.before, *unit.branch))


def block_class(stage: ResidualStage, habits: Habits) -> UnitClass:
    """The class of a stage's blocks."""
    return _BlockClass(stage, habits).unit_class()


def block_arguments(stage: ResidualStage, habits: Habits, unit: Unit) -> list[str]:
    """The arguments of one of the blocks."""
    numbers = {"in_channels": unit.input[0], **residual.stage_widths(stage)._asdict()}
    rate = round(unit.drop[0].rate, 9) if unit.drop else 0.0  # a rate is a sum, 0.07500000000000001
    keywords = {
        "stride": (_stride(unit), 1),
        "rate": (rate, 0.0),
        "share": (bool(unit.before and not unit.shortcut), False),
    }
    keywords_code = [f"{name}={value}" for name, (value, default) in keywords.items() if value != default]
    return [*(str(numbers[name]) for name in _numbers(stage, habits)), *keywords_code]


def _numbers(stage: ResidualStage, habits: Habits) -> dict[str, str]:
    """The numbers that a constructor takes, each with its name in the class."""
    if stage.width_per_group is not None:
        return {"in_channels": "in_channels", "inner": "width", "output": "out_channels"}
    if stage.block == "bottleneck":
        return {"in_channels": "in_channels", "inner": "width"}
    entering = {"in_channels": "in_channels"} if habits.widens else {}
    return {**entering, "output": "channels"}


class _BlockClass:
    def __init__(self, stage: ResidualStage, habits: Habits) -> None:
        self._stage, self._habits = stage, habits
        names = _numbers(stage, habits)
        output = Named(1, names.get("output", "out_channels"))
        self._parameters = [f"{name}: int" for name in names.values()]
        self._prelude = [] if "output" in names else [f"out_channels = {residual.EXPANSION[stage.block]} * width"]
        self._input: Shape = (Named(1, names.get("in_channels", str(output))), 8, 8)
        self._widths = residual.Widths(Named(1, names.get("inner", str(output))), output)
        self._output: Shape = (output, 8, 8)
        self._stride = Named(2, "stride") if habits.strides else 1
        branch = residual.branch_layers(stage, self._input, self._widths, self._stride)
        num_shared = residual.num_shared(stage) if self._sharing else 0
        self._before, self._branch = branch[:num_shared], branch[num_shared:]
        self._gate = residual.gate_layers(stage, self._output)
        self._drop = (stochastic_depth("drop_path", self._output, NamedRate(0.5, "rate")),) if habits.drops else ()
        self._after = residual.after_layers(stage, self._output)

    def unit_class(self) -> UnitClass:
        stage, has_shortcut = self._stage, self._stage.shortcut != "none"
        whose = PRE_ACTIVATION if stage.order in residual.PRE_ACTIVATION else ORIGINAL
        doc = DOCS[stage.block].format(f"{' and a shortcut' if has_shortcut else ''} ({whose})")
        last = next(layer for layer in reversed(self._branch) if not layer.type.is_activation)
        ends_in_norm = has_shortcut and last.type is LayerType.BATCH_NORM
        parameters = [*self._parameters, *self._optional_parameters()]
        constructor = [*self._prelude, *self._layers(), *self._shortcut()]
        if self._sharing not in ("", "True"):
            constructor.append(f"self.shares = {self._sharing}")
        last_norm = last.name if ends_in_norm else ""
        return UnitClass(stage.block, doc, tuple(parameters), tuple(constructor), tuple(self._forward()), last_norm)

    @property
    def _changes(self) -> str:
        """The condition under which a block's output has another shape than its input."""
        tests = {"stride > 1": self._habits.strides, self._widens: self._habits.widens}
        return " or ".join(text for text, is_possible in tests.items() if is_possible)

    @property
    def _widens(self) -> str:
        return f"in_channels != {self._output[0]}"

    @property
    def _kind(self) -> ShortcutKind:
        """The kind of shortcut; one that never needs layers is an identity."""
        kind = residual.kind_at_change(self._stage)
        return kind if kind is ShortcutKind.NONE or self._habits.projects else ShortcutKind.IDENTITY

    @property
    def _always_projects(self) -> bool:
        return self._stage.shortcut == "projection_all"

    @property
    def _sharing(self) -> str:
        """The condition under which branch and shortcut share the block's first activation; empty for never."""
        if self._stage.order not in residual.PRE_ACTIVATION or self._kind is ShortcutKind.NONE:
            return ""
        if self._always_projects:
            return "True"
        changes = [self._changes] if self._kind.is_projection else []
        return " or ".join([*changes, *(["share"] if self._habits.shares else [])])

    def _optional_parameters(self) -> list[str]:
        habits = self._habits
        shares = self._sharing.endswith("share")
        wanted = {"stride: int = 1": habits.strides, "rate: float = 0.0": habits.drops, "share: bool = False": shares}
        return [text for text, is_wanted in wanted.items() if is_wanted]

    def _layers(self) -> list[str]:
        layers = (*self._before, *self._branch, *self._after, *self._drop)
        lines = [line for layer in layers if not layer.type.is_activation for line in assignment(layer)]
        if self._gate:
            lines.append(f"self.se = SqueezeExcitation({self._output[0]}, {self._gate[1].output[0]})")
        return lines

    def _shortcut(self) -> list[str]:
        if not self._shortcut_layers(1):
            return []
        always = self._always_projects
        lines = [] if always else ["self.downsample = nn.Identity()"]
        strided, plain = self._shortcut_code(self._stride), self._shortcut_code(1)
        if not self._takes_stride_apart:
            return strided if always else [*lines, f"if {self._changes}:", *shifted(strided)]
        lines += ["if stride > 1:", *shifted(strided)]
        if always or self._habits.widens:
            lines += ["else:" if always else f"elif {self._widens}:", *shifted(plain)]
        return lines

    @property
    def _takes_stride_apart(self) -> bool:
        """Whether a shortcut with a stride has other layers than one without."""
        strided, plain = ([layer.type for layer in self._shortcut_layers(stride)] for stride in (self._stride, 1))
        return strided != plain

    def _shortcut_layers(self, stride: int) -> tuple[Layer, ...]:
        return residual.shortcut_layers(self._stage, self._kind, self._input, self._output[0], stride)

    def _shortcut_code(self, stride: int) -> list[str]:
        layers = self._shortcut_layers(stride)
        name, _, is_sequential = layers[0].name.partition(".")
        code = Call("nn.Sequential", tuple(map(layer_code, layers))) if is_sequential else layer_code(layers[0])
        # As deep as in the branch of a condition, where it mostly stands.
        return broken(named(f"self.{name} = ", code), 3)

    def _forward(self) -> list[str]:
        lines = []
        if self._before:
            shared = "x = y" if self._sharing == "True" else "x = y if self.shares else x"
            lines = [f"y = {applied(self._before, 'x')}", shared]
        lines += steps(self._branch, "y" if lines else "x", "y")
        if self._gate or self._drop:
            lines.append(f"y = {applied(self._drop, 'self.se(y)' if self._gate else 'y')}")
        shortcut = {ShortcutKind.NONE: "", ShortcutKind.IDENTITY: " + x"}.get(self._kind, " + self.downsample(x)")
        return [*lines, f"return {applied(self._after, f'y{shortcut}')}"]


def dense_layer_class(stage: DenseStage) -> UnitClass:
    """The class of a stage's dense layers."""
    x: Shape = (Named(1, "in_channels"), 8, 8)
    named_stage = stage.model_copy(update={"growth_rate": Named(1, "growth_rate")})
    layers = dense.concatenated_layers(named_stage, x) + dense.squeezed_layers(named_stage, x)
    *lines, last = steps(layers, "x", "x")
    return UnitClass(
        "dense_layer",
        DOCS["dense_layer"],
        ("in_channels: int", "growth_rate: int"),
        tuple(line for layer in layers if not layer.type.is_activation for line in assignment(layer)),
        (*lines, f"return {last.removeprefix('x = ')}"),
    )


def chain_class(unit: Unit) -> UnitClass:
    """The class of a unit that is a plain run of layers."""
    enters, leaves = unit.input[0], unit.output[0]
    names = {enters: "channels"} if enters == leaves else {enters: "in_channels", leaves: "out_channels"}
    parameters = tuple(f"{name}: int" for name in names.values())
    lines = [line for layer in unit.layers for line in assignment(_renamed(layer, names))]
    return UnitClass(unit.kind, DOCS[unit.kind], parameters, tuple(lines))


def chain_arguments(unit: Unit) -> list[str]:
    """The arguments of such a run of layers."""
    return [str(channels) for channels in dict.fromkeys((unit.input[0], unit.output[0]))]


def _renamed(layer: Layer, names: dict[int, str]) -> Layer:
    """The layer with names for its channels."""
    enters, leaves = layer.input, layer.output
    return layer._replace(
        input=(Named(enters[0], names[enters[0]]), *enters[1:]),
        output=(Named(leaves[0], names[leaves[0]]), *leaves[1:]),
    )
