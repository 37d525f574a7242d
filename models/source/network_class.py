"""The class of the whole network, and the classes that it is made of."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from models.config import ResidualStage
from models.source.code import Call, Code, Named, broken, layer_code, named, shifted, steps
from models.source.unit_class import (
    TITLES,
    Habits,
    UnitClass,
    block_arguments,
    block_class,
    chain_arguments,
    chain_class,
    dense_layer_class,
    kind_of,
)
from models.spec import NetworkSpec, StageSpec
from models.units.layer import Layer, LayerType
from models.units.unit import Unit

NETWORK_TITLES = {"resnet": "ResNet", "densenet": "DenseNet", "mixed": "MixedNet"}
BLOCKS = ("basic", "bottleneck")

DENSE_BLOCK = '''
class DenseBlock(nn.ModuleDict):
    """Every layer sees all earlier maps; its own come behind them."""

    def __init__({arguments}) -> None:
        super().__init__()
        for i in range(num_layers):
            enters = in_channels + i * growth_rate
            self[f"denselayer{{i + 1}}"] = {layer}(enters, growth_rate)

    def forward(self, x: Tensor) -> Tensor:
        features = [x]
        for each in self.values():
            features.append(each(torch.cat(features, 1)))
        return torch.cat(features, 1)
'''

Member = tuple[str, Code]
"""A module's name within its parent and the code that makes it."""
DOCS = {
    "kaiming_fan_out": "Normal weights that keep the size of gradients (He et al. 2015).",
    "kaiming_fan_in": "Normal weights that keep the size of maps (He et al. 2015).",
    "xavier": "Uniform weights (Glorot and Bengio 2010).",
    "pytorch": "Blocks that begin as the identity.",
}
KAIMING = "nn.init.kaiming_normal_(module.weight, {}{{gain}})"
SCHEMES = {
    "kaiming_fan_out": ["if isinstance(module, nn.Conv2d):", *shifted([KAIMING.format('mode="fan_out", ')])],
    "kaiming_fan_in": [
        "if isinstance(module, nn.Conv2d):",
        *shifted([KAIMING.format("")]),
        "elif isinstance(module, nn.Linear):",
        *shifted(["nn.init.zeros_(module.bias)"]),
    ],
    "xavier": ["if isinstance(module, nn.Conv2d | nn.Linear):", *shifted(["nn.init.xavier_uniform_(module.weight)"])],
    "pytorch": [],
}
"""As `models.build` does it."""


class NetworkClass:
    """The network of a spec as classes."""

    def __init__(self, spec: NetworkSpec) -> None:
        self._spec = spec
        self.title = NETWORK_TITLES[spec.naming.family]
        self._habits = {
            kind: Habits.of(unit for stage in stages for unit in stage.units if unit.kind in BLOCKS)
            for kind, stages in _by_kind(spec).items()
        }
        self._by_stage = {
            stage.index: block_class(stage.config, self._habits[kind_of(stage.config)])
            if isinstance(stage.config, ResidualStage)
            else dense_layer_class(stage.config)
            for stage in spec.stages
        }
        chains = [unit for stage in spec.stages for unit in stage.units if unit.kind in ("transition", "entry", "norm")]
        self._titles = _titled([*self._by_stage.values(), *map(chain_class, chains)])

    def parts(self) -> list[list[str]]:
        """The lines of each class that the network is made of, then its own."""
        found = [each.lines(title) for each, title in self._titles.items()]
        layers = self._dense_layers()
        if layers:
            # Behind the layers that it is made of.
            found.insert(max(list(self._titles).index(each) for each in layers) + 1, _dense_block_lines(layers))
        return [*found, *([self._init] if self._init else []), self._network()]

    def _dense_layers(self) -> dict[UnitClass, str]:
        return {each: title for each, title in self._titles.items() if each.kind == "dense_layer"}

    @property
    def _init(self) -> list[str]:
        norms = {title: each.last_norm for each, title in self._titles.items() if each.last_norm}
        return initial_weights(self._spec, norms)

    def _network(self) -> list[str]:
        doc = '"""{} x {} x {} images to the scores of the classes."""'.format(*self._spec.input)
        make = {"resnet": self._resnet, "densenet": self._densenet, "mixed": self._mixed}[self._spec.naming.family]
        codes, forward = make()
        layers = [line for code in codes for line in broken(code, depth=2)]
        constructor = ["super().__init__()", *layers, *(["self.apply(init_weights)"] if self._init else [])]
        return [
            f"class {self.title}(nn.Module):",
            *shifted([doc, ""]),
            *shifted([f"def __init__(self, num_classes: int = {self._spec.config.num_classes}) -> None:"]),
            *shifted(constructor, 2),
            "",
            *shifted(["def forward(self, x: Tensor) -> Tensor:"]),
            *shifted(forward, 2),
        ]

    def _resnet(self) -> tuple[list[Code], list[str]]:
        spec = self._spec
        owed, dropout, linear = _head(spec)
        codes = [_attribute(layer) for layer in spec.stem.layers if not layer.type.is_activation]
        codes += [named(f"self.{stage.name} = ", self._residual(stage)) for stage in spec.stages]
        codes += [_attribute(layer) for layer in (*owed, *dropout, linear) if not layer.type.is_activation]
        forward = [*steps(spec.stem.layers, "x", "x"), *(f"x = self.{stage.name}(x)" for stage in spec.stages)]
        return codes, [*forward, *_ending(owed, dropout, linear)]

    def _densenet(self) -> tuple[list[Code], list[str]]:
        spec = self._spec
        owed, dropout, linear = _head(spec)
        norms = [layer for layer in owed if layer.name.startswith("features.")]
        members = [*map(_member, spec.stem.layers), *(each for stage in spec.stages for each in self._dense(stage))]
        codes = [named("self.features = ", _sequential([*members, *map(_member, norms)]))]
        codes += map(_attribute, (*dropout, linear))
        activation = [layer for layer in owed if layer not in norms]
        return codes, _ending(activation, dropout, linear, x="self.features(x)")

    def _mixed(self) -> tuple[list[Code], list[str]]:
        spec = self._spec
        *layers, _ = spec.head.layers
        head = [*map(_member, layers), ("flatten", "nn.Flatten()"), _member(_head(spec)[2])]
        stages = [
            self._residual(stage) if stage.config.kind == "residual" else _sequential(self._dense(stage))
            for stage in spec.stages
        ]
        codes = [
            named("self.stem = ", _sequential(list(map(_member, spec.stem.layers)))),
            Call("self.stages = nn.Sequential", tuple(stages)),
            named("self.head = ", _sequential(head)),
        ]
        return codes, ["return self.head(self.stages(self.stem(x)))"]

    def _residual(self, stage: StageSpec) -> Code:
        """The blocks, repeats in a row as one line, with a bare convolution before or an owed activation behind."""
        config = stage.config
        assert isinstance(config, ResidualStage), "the stage is residual"
        title, ends, codes = self._titles[self._by_stage[stage.index]], [], []
        habits = self._habits[kind_of(config)]
        for name, unit in zip(map(_last_name, stage.unit_names), stage.units, strict=True):
            if unit.kind in BLOCKS:
                codes.append(Call(title, tuple(block_arguments(config, habits, unit))))
            else:
                ends.append(named(f"{name}=", self._chain(unit)))
        runs = ((code, len(list(run))) for code, run in groupby(codes))
        blocks = tuple(code if count == 1 else f"*({code} for _ in range({count}))" for code, count in runs)
        return Call("Stage" if ends else "nn.Sequential", (*blocks, *ends))

    def _dense(self, stage: StageSpec) -> list[Member]:
        """The dense block, then its transition and owed activation."""
        layers = [unit for unit in stage.units if unit.kind == "dense_layer"]
        behind = list(zip(stage.unit_names, stage.units, strict=True))[len(layers) :]
        name = "dense" if self._spec.naming.family == "mixed" else _last_name(stage.name)
        growth = layers[0].output[0] - layers[0].input[0]
        kind = [self._titles[self._by_stage[stage.index]]] if len(self._dense_layers()) > 1 else []
        numbers = [str(number) for number in (len(layers), layers[0].input[0], growth)]
        block = Call("DenseBlock", (*kind, *numbers))
        return [(name, block), *((_last_name(name), self._chain(unit)) for name, unit in behind)]

    def _chain(self, unit: Unit) -> Code:
        return Call(self._titles[chain_class(unit)], tuple(chain_arguments(unit)))


def _by_kind(spec: NetworkSpec) -> dict[ResidualStage, list[StageSpec]]:
    found: dict[ResidualStage, list[StageSpec]] = {}
    for stage in spec.stages:
        if isinstance(stage.config, ResidualStage):
            found.setdefault(kind_of(stage.config), []).append(stage)
    return found


def _titled(classes: Iterable[UnitClass]) -> dict[UnitClass, str]:
    """Every class once, in the order in which the network needs them, those of one title numbered."""
    found: dict[str, list[UnitClass]] = {}
    for each in sorted(dict.fromkeys(classes), key=lambda each: list(TITLES).index(each.kind)):
        found.setdefault(TITLES[each.kind], []).append(each)
    return {
        each: f"{title}{i + 1}" if len(group) > 1 else title
        for title, group in found.items()
        for i, each in enumerate(group)
    }


def _dense_block_lines(layers: dict[UnitClass, str]) -> list[str]:
    """The class of dense blocks; if there are several kinds of layers, a parameter says which."""
    arguments, layer = "self, num_layers: int, in_channels: int, growth_rate: int", next(iter(layers.values()))
    if len(layers) > 1:
        parameters = arguments.replace("self", "self, layer: type[nn.Module]").split(", ")
        arguments, layer = "".join(f"\n        {each}," for each in parameters) + "\n    ", "layer"
    return DENSE_BLOCK.format(arguments=arguments, layer=layer).strip().splitlines()


def _sequential(members: Sequence[Member]) -> Call:
    return Call("nn.Sequential", (Call("OrderedDict", tuple(named(f"{name}=", code) for name, code in members)),))


def _head(spec: NetworkSpec) -> tuple[list[Layer], list[Layer], Layer]:
    """What stands before the pool, what behind it, and the linear layer for any number of classes."""
    *layers, linear = spec.head.layers
    place = next(i for i, layer in enumerate(layers) if layer.type is LayerType.GLOBAL_POOL)
    classes = Named(linear.output[0], "num_classes")
    return layers[:place], layers[place + 1 :], linear._replace(output=(classes, 1, 1))


def _ending(owed: Sequence[Layer], dropout: Sequence[Layer], linear: Layer, x: str = "x") -> list[str]:
    begun = steps(owed, x, "x") or ([] if x == "x" else [f"x = {x}"])
    lines = [*begun, "x = F.adaptive_avg_pool2d(x, 1).flatten(1)", *steps(dropout, "x", "x")]
    return [*lines, f"return self.{linear.name}(x)"]


def _attribute(layer: Layer) -> Code:
    return named(f"self.{layer.name} = ", layer_code(layer))


def _member(layer: Layer) -> Member:
    return _last_name(layer.name), layer_code(layer)


def _last_name(name: str) -> str:
    return name.rpartition(".")[2]


def initial_weights(spec: NetworkSpec, last_norms: Mapping[str, str]) -> list[str]:
    """A function of a module, as the config's scheme says; nothing where it is PyTorch's own.

    `last_norms` names, for a class of blocks, the batch norm that ends its branch.
    """
    config = spec.config.init
    gain = "a=0.01" if spec.config.activation == "leaky_relu" else 'nonlinearity="relu"'
    body = [line.format(gain=gain) for line in SCHEMES[config.scheme]]
    for title, norm in last_norms.items() if config.zero_init_residual else ():
        body += [
            f"{'elif' if body else 'if'} isinstance(module, {title}):",
            f"    nn.init.zeros_(module.{norm}.weight)",
        ]
    if not body:
        return []
    doc = f'"""{DOCS[config.scheme]}"""'
    return ["def init_weights(module: nn.Module) -> None:", *shifted([doc, *body])]
