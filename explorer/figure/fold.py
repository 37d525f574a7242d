"""Folds: runs of units that a figure draws once."""

from dataclasses import dataclass
from itertools import pairwise

from models.units.unit import Unit


@dataclass(frozen=True, slots=True)
class Fold:
    """Equal units in a row, or all dense layers of a stage."""

    first: int
    """Position of its first unit in the part."""
    units: tuple[Unit, ...]

    @property
    def unit(self) -> Unit:
        return self.units[0]

    @property
    def count(self) -> int:
        return len(self.units)

    @property
    def kind(self) -> str:
        return self.units[0].kind


def fold_units(units: tuple[Unit, ...]) -> tuple[Fold, ...]:
    """The units of one stage, folded; units that differ in nothing but their chance of being dropped are equal."""
    starts = [0]
    for i, (before, unit) in enumerate(pairwise(units), start=1):
        if unit is not before and _signature(unit) != _signature(before):
            starts.append(i)
    return tuple(Fold(start, units[start:end]) for start, end in pairwise([*starts, len(units)]))


def _signature(unit: Unit) -> tuple:
    """What tells units of one stage apart: they come from one config, so input and chain lengths say everything."""
    if unit.kind == "dense_layer":
        return (unit.kind,)
    shortcut = -1 if unit.shortcut is None else len(unit.shortcut)
    return unit.kind, unit.input, unit.output, len(unit.before), shortcut
