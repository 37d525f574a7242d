"""Depth as the papers count it: the "18" of ResNet-18."""

from models.spec import NetworkSpec
from models.units.unit import Unit

WEIGHTED = ("Conv2d", "Linear")


def depth(spec: NetworkSpec) -> int:
    """Convolutions and linear layers on the way from the picture to the classes, projections and gates left out."""
    counts: dict[int, int] = {}
    return sum(_weighted(unit, counts) for unit in _units(spec))


def _units(spec: NetworkSpec) -> list[Unit]:
    return [spec.stem, *(unit for stage in spec.stages for unit in stage.units), spec.head]


def _weighted(unit: Unit, counts: dict[int, int]) -> int:
    """Equal units are one and the same object, and counted once."""
    if id(unit) not in counts:
        counts[id(unit)] = sum(layer.type in WEIGHTED for layer in unit.before + unit.branch)
    return counts[id(unit)]
