"""A class for what is a run of layers and no more: a transition, the convolution before a stage, an owed activation."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.source.expression import Names
from models.source.grouping import grouped, titled
from models.source.layer_code import assignment
from models.source.layout import Call, Code, broken, shifted
from models.units.unit import Unit

TITLES = {"transition": "Transition", "entry": "Entry", "norm": "Exit"}
DOCS = {
    "transition": "Between dense blocks: compresses the channels, halves the size.",
    "entry": "A bare convolution takes the stride and the change of width.",
    "norm": "The activation that a pre-activation stage still owes.",
}


def sequence_classes(units: Sequence[Unit]) -> list["SequenceClass"]:
    """As few classes as tell these units, which may be of any of the kinds, apart."""
    found = []
    for kind, title in TITLES.items():
        groups = grouped((unit for unit in units if unit.kind == kind), _alike)
        found += [SequenceClass(name, group) for name, group in titled(title, groups)]
    return found


def _alike(unit: Unit) -> tuple:
    return tuple((layer.type, layer.bias, layer.kernel, layer.stride) for layer in unit.layers)


@dataclass(frozen=True)
class SequenceClass:
    """The class of units that are alike."""

    title: str
    units: tuple[Unit, ...]

    def lines(self) -> list[str]:
        """The class."""
        arguments = ["self", *(f"{name}: int" for name in self._numbers)]
        return [
            f"class {self.title}(nn.Sequential):",
            *shifted([f'"""{DOCS[self.units[0].kind]}"""', ""]),
            *shifted(broken(Call("def __init__", tuple(arguments)), 1, " -> None:")),
            *shifted(["super().__init__()", *self._layers()], 2),
        ]

    def call(self, unit: Unit) -> Code:
        """The code that makes one of the units."""
        place = self.units.index(unit)
        return Call(self.title, tuple(str(values[place]) for values in self._numbers.values()))

    @property
    def _numbers(self) -> dict[str, tuple[int, ...]]:
        enters = tuple(unit.input[0] for unit in self.units)
        leaves = tuple(unit.output[0] for unit in self.units)
        return {"channels": enters} if enters == leaves else {"in_channels": enters, "out_channels": leaves}

    def _layers(self) -> list[str]:
        names = Names(self._numbers)
        columns = zip(*(unit.layers for unit in self.units), strict=True)
        return [line for layers in columns for line in assignment(layers, names)]
