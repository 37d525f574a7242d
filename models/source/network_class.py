"""The class of the whole network, and the classes that it is made of."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from models.source.block_class import BlockClass, block_classes
from models.source.dense_class import DenseLayerClass, dense_block_lines, dense_layer_classes
from models.source.initial_weights import initial_weights
from models.source.layer_code import layer_code, steps
from models.source.layout import Call, Code, broken, named, shifted
from models.source.sequence_class import SequenceClass, sequence_classes
from models.source.stage_class import StageClass
from models.spec import NetworkSpec, StageSpec
from models.units.layer import Layer
from models.units.unit import Unit

TITLES = {"resnet": "ResNet", "densenet": "DenseNet", "mixed": "MixedNet"}

MadeClass = TypeVar("MadeClass", BlockClass, DenseLayerClass, SequenceClass)

Member = tuple[str, Code]
"""A module's name within its parent and the code that makes it."""


class NetworkClass:
    """The network of a spec as classes."""

    def __init__(self, spec: NetworkSpec) -> None:
        units = [unit for stage in spec.stages for unit in stage.units]
        self._spec = spec
        self.title = TITLES[spec.naming.family]
        self._blocks = block_classes([unit for unit in units if unit.kind in ("basic", "bottleneck")])
        self._layers = dense_layer_classes([unit for unit in units if unit.kind == "dense_layer"])
        self._sequences = sequence_classes(units)
        residual = [stage for stage in spec.stages if stage.config.kind == "residual"]
        ends = [tuple(end for end in _last_names(stage) if end in ("entry", "exit")) for stage in residual]
        self._stage = StageClass([each for each in ends if each]) if any(ends) else None

    def parts(self) -> list[list[str]]:
        """The lines of each class that the network is made of, then its own."""
        found = [each.lines() for each in (*self._blocks, *self._layers)]
        if self._layers:
            found.append(dense_block_lines(self._layers))
        found += [each.lines() for each in self._sequences]
        if self._stage is not None:
            found.append(self._stage.lines())
        return [*found, *([self._init] if self._init else []), self._network()]

    @property
    def _init(self) -> list[str]:
        return initial_weights(self._spec, self._blocks)

    def _network(self) -> list[str]:
        doc = f'"""{_picture(self._spec)} pictures to the scores of the classes."""'
        make = {"resnet": self._resnet, "densenet": self._densenet, "mixed": self._mixed}[self._spec.naming.family]
        layers, forward = make()
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

    def _resnet(self) -> tuple[list[str], list[str]]:
        spec = self._spec
        codes = [_attribute(layer) for layer in spec.stem.layers if layer.type != "ReLU"]
        codes += [named(f"self.{stage.name} = ", self._residual(stage)) for stage in spec.stages]
        owed, dropout, linear = _head(spec)
        codes += [_attribute(layer) for layer in (*owed, *dropout) if layer.type != "ReLU"]
        codes.append(f"self.{linear.name} = nn.Linear({linear.input[0]}, num_classes)")
        forward = [*steps(spec.stem.layers, "x", "x"), *(f"x = self.{stage.name}(x)" for stage in spec.stages)]
        return _constructor(codes), [*forward, *_ending(owed, dropout, linear)]

    def _densenet(self) -> tuple[list[str], list[str]]:
        spec = self._spec
        members = [_member(layer) for layer in spec.stem.layers]
        for stage in spec.stages:
            members += self._dense(stage)
        owed, dropout, linear = _head(spec)
        norms = [layer for layer in owed if layer.name.startswith("features.")]
        members += [_member(layer) for layer in norms]
        codes = [named("self.features = ", _sequential(members)), *map(_attribute, dropout)]
        codes.append(f"self.{linear.name} = nn.Linear({linear.input[0]}, num_classes)")
        activation = [layer for layer in owed if layer not in norms]
        return _constructor(codes), _ending(activation, dropout, linear, x="self.features(x)")

    def _mixed(self) -> tuple[list[str], list[str]]:
        spec = self._spec
        *layers, linear = spec.head.layers
        head = [_member(layer) for layer in layers]
        head += [("flatten", "nn.Flatten()"), (_last_name(linear.name), f"nn.Linear({linear.input[0]}, num_classes)")]
        stages = [
            self._residual(stage) if stage.config.kind == "residual" else _sequential(self._dense(stage))
            for stage in spec.stages
        ]
        codes = [
            named("self.stem = ", _sequential([_member(layer) for layer in spec.stem.layers])),
            Call("self.stages = nn.Sequential", tuple(stages)),
            named("self.head = ", _sequential(head)),
        ]
        return _constructor(codes), ["return self.head(self.stages(self.stem(x)))"]

    def _residual(self, stage: StageSpec) -> Code:
        """The blocks, repeats in a row as one line, with a bare convolution before or an owed activation behind."""
        codes = dict(zip(_last_names(stage), map(self._made, stage.units), strict=True))
        entry, exit_ = codes.pop("entry", None), codes.pop("exit", None)
        blocks = tuple(_repeated(code, sum(1 for _ in run)) for code, run in groupby(codes.values()))
        if entry is None and exit_ is None:
            return Call("nn.Sequential", blocks)
        before = (entry,) if self._stage.begins_with_entry else ()
        behind = [("exit", exit_)] if before else [("entry", entry), ("exit", exit_)]
        ends = tuple(named(f"{name}=", code) for name, code in behind if code is not None)
        return Call("Stage", (*before, *blocks, *ends))

    def _dense(self, stage: StageSpec) -> list[Member]:
        """The dense block, then its transition and owed activation."""
        layers = [unit for unit in stage.units if unit.kind == "dense_layer"]
        behind = list(zip(stage.unit_names, stage.units, strict=True))[len(layers) :]
        name = "dense" if self._spec.naming.family == "mixed" else _last_name(stage.name)
        return [(name, self._dense_block(layers)), *((_last_name(name), self._made(unit)) for name, unit in behind)]

    def _dense_block(self, layers: Sequence[Unit]) -> str:
        growth_rate = layers[0].output[0] - layers[0].input[0]
        numbers = f"{len(layers)}, {layers[0].input[0]}, {growth_rate}"
        if len(self._layers) == 1:
            return f"DenseBlock({numbers})"
        return f"DenseBlock({_owner(self._layers, layers[0]).title}, {numbers})"

    def _made(self, unit: Unit) -> Code:
        classes = self._blocks if unit.kind in ("basic", "bottleneck") else self._sequences
        return _owner(classes, unit).call(unit)


def _owner(classes: Iterable[MadeClass], unit: Unit) -> MadeClass:
    return next(each for each in classes if unit in each.units)


def _last_names(stage: StageSpec) -> list[str]:
    return [_last_name(name) for name in stage.unit_names]


def _constructor(codes: Iterable[Code]) -> list[str]:
    return [line for code in codes for line in broken(code, depth=2)]


def _sequential(members: Sequence[Member]) -> Call:
    return Call("nn.Sequential", (Call("OrderedDict", tuple(named(f"{name}=", code) for name, code in members)),))


def _repeated(code: Code, count: int) -> Code:
    return code if count == 1 else f"*({code} for _ in range({count}))"


def _head(spec: NetworkSpec) -> tuple[list[Layer], list[Layer], Layer]:
    *layers, linear = spec.head.layers
    place = next(i for i, layer in enumerate(layers) if layer.type == "AdaptiveAvgPool2d")
    return layers[:place], layers[place + 1 :], linear


def _ending(owed: Sequence[Layer], dropout: Sequence[Layer], linear: Layer, x: str = "x") -> list[str]:
    begun = steps(owed, x, "x") or ([] if x == "x" else [f"x = {x}"])
    lines = [*begun, "x = F.adaptive_avg_pool2d(x, 1).flatten(1)", *steps(dropout, "x", "x")]
    return [*lines, f"return self.{linear.name}(x)"]


def _attribute(layer: Layer) -> Code:
    return named(f"self.{layer.name} = ", layer_code([layer]))


def _member(layer: Layer) -> Member:
    return _last_name(layer.name), layer_code([layer])


def _last_name(name: str) -> str:
    return name.rpartition(".")[2]


def _picture(spec: NetworkSpec) -> str:
    channels, height, width = spec.input
    return f"{channels} x {height} x {width}"
