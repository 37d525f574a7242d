"""Classes for the dense layers of a network that are built alike, and for its dense blocks."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.source.expression import Names
from models.source.grouping import grouped, titled
from models.source.layer_code import assignment, steps
from models.source.layout import shifted
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
    return [DenseLayerClass(title, group) for title, group in titled("DenseLayer", grouped(units, alike))]


def dense_block_lines(classes: Sequence["DenseLayerClass"]) -> list[str]:
    """The class of dense blocks; where there are several kinds of layers, it is told which."""
    numbers = "num_layers: int, in_channels: int, growth_rate: int"
    if len(classes) == 1:
        text = DENSE_BLOCK.format(arguments=f"self, {numbers}", layer=classes[0].title)
        return text.strip().splitlines()
    lines = ("self", "layer: type[nn.Module]", *numbers.split(", "))
    several = "".join(f"\n        {line}," for line in lines) + "\n    "
    text = DENSE_BLOCK.format(arguments=several, layer="layer").replace("for layer in", "for each in")
    return text.replace("features.append(layer(", "features.append(each(").strip().splitlines()


def alike(unit: Unit) -> tuple:
    """What two dense layers must have in common to be of one class."""
    return tuple((layer.type, layer.bias, layer.rate) for layer in unit.layers), _squeeze(unit)


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
        return [line for layers in columns if layers[0].type != "ReLU" for line in assignment(layers, names)]

    def _forward(self) -> list[str]:
        *lines, last = steps(self.units[0].layers, "x", "x")
        return [*lines, f"return {last.removeprefix('x = ')}"]
