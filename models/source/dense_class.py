"""Classes for the dense layers, blocks and transitions of a network that are built alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.source.expression import Names
from models.source.layer_code import layer_code, steps
from models.source.layout import Call, Code, broken, named, shifted
from models.units.layer import Layer
from models.units.unit import Unit

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
        for layer in self.values():
            features.append(layer(torch.cat(features, 1)))
        return torch.cat(features, 1)
'''


def dense_layer_classes(units: Sequence[Unit]) -> list["DenseLayerClass"]:
    """As few classes as tell these dense layers apart."""
    return [DenseLayerClass(title, group) for title, group in _titled("DenseLayer", units)]


def transition_classes(units: Sequence[Unit]) -> list["TransitionClass"]:
    """As few classes as tell these transitions apart."""
    return [TransitionClass(title, group) for title, group in _titled("Transition", units)]


def _titled(title: str, units: Sequence[Unit]) -> list[tuple[str, tuple[Unit, ...]]]:
    groups: dict[tuple, list[Unit]] = {}
    for unit in units:
        groups.setdefault(alike(unit), []).append(unit)
    titles = [title] if len(groups) == 1 else [f"{title}{i + 1}" for i in range(len(groups))]
    return [(name, tuple(dict.fromkeys(group))) for name, group in zip(titles, groups.values(), strict=True)]


def dense_block_lines(classes: Sequence["DenseLayerClass"]) -> list[str]:
    """The class of dense blocks; where there are several kinds of layers, it is told which."""
    numbers = "num_layers: int, in_channels: int, growth_rate: int"
    if len(classes) == 1:
        text = DENSE_BLOCK.format(arguments=f"self, {numbers}", layer=classes[0].title)
        return text.strip().splitlines()
    several = f"\n        self, layer: type[nn.Module], {numbers}\n    "
    text = DENSE_BLOCK.format(arguments=several, layer="layer").replace("for layer in", "for each in")
    return text.replace("features.append(layer(", "features.append(each(").strip().splitlines()


def alike(unit: Unit) -> tuple:
    """What two dense layers or transitions must have in common to be of one class."""
    return unit.kind, tuple((layer.type, layer.bias, layer.rate) for layer in unit.layers), _squeeze(unit)


def _squeeze(unit: Unit) -> float:
    convs = [layer for layer in unit.layers if layer.type == "Conv2d"]
    return convs[0].output[0] / convs[-1].output[0]


@dataclass(frozen=True)
class DenseLayerClass:
    """The class of dense layers that are `alike`."""

    title: str
    units: tuple[Unit, ...]

    def lines(self) -> list[str]:
        """The class."""
        return [
            f"class {self.title}(nn.Module):",
            *shifted(['"""k new maps from all earlier ones (Huang et al. 2017, arXiv:1608.06993)."""', ""]),
            *shifted(["def __init__(self, in_channels: int, growth_rate: int) -> None:"]),
            *shifted(["super().__init__()", *self._layers()], 2),
            "",
            *shifted(["def forward(self, x: Tensor) -> Tensor:"]),
            *shifted(self._forward(), 2),
        ]

    def _layers(self) -> list[str]:
        enters = [unit.input[0] for unit in self.units]
        names = Names({"in_channels": enters, "growth_rate": [unit.output[0] - unit.input[0] for unit in self.units]})
        columns = zip(*(unit.layers for unit in self.units), strict=True)
        return [line for layers in columns if layers[0].type != "ReLU" for line in _assignment(layers, names)]

    def _forward(self) -> list[str]:
        *lines, last = steps(self.units[0].layers, "x", "x")
        return [*lines, f"return {last.removeprefix('x = ')}"]


@dataclass(frozen=True)
class TransitionClass:
    """The class of transitions that are `alike`."""

    title: str
    units: tuple[Unit, ...]

    def lines(self) -> list[str]:
        """The class."""
        arguments = ["self", "in_channels: int", "out_channels: int"]
        return [
            f"class {self.title}(nn.Sequential):",
            *shifted(['"""Between dense blocks: compresses the channels, halves the size."""', ""]),
            *shifted(broken(Call("def __init__", tuple(arguments)), 1, " -> None:")),
            *shifted(["super().__init__()", *self._layers()], 2),
        ]

    def call(self, unit: Unit) -> Code:
        """The code that makes one of the units."""
        return Call(self.title, (str(unit.input[0]), str(unit.output[0])))

    def _layers(self) -> list[str]:
        names = Names(
            {
                "in_channels": [unit.input[0] for unit in self.units],
                "out_channels": [unit.output[0] for unit in self.units],
            }
        )
        columns = zip(*(unit.layers for unit in self.units), strict=True)
        return [line for layers in columns for line in _assignment(layers, names)]


def _assignment(layers: Sequence[Layer], names: Names) -> list[str]:
    return broken(named(f"self.{layers[0].name} = ", layer_code(layers, names)), 2)
