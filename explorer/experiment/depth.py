"""Depth as the papers count it: the "18" of ResNet-18."""

from collections import Counter

from models.spec import NetworkSpec
from models.units.unit import Unit


def depth(spec: NetworkSpec) -> int:
    """Convolutions and linear layers on the way from the image to the classes, projections and gates left out."""
    units = [spec.stem, *(unit for stage in spec.stages for unit in stage.units), spec.head]
    # Equal units are one and the same object, and looked at once.
    kinds = {id(unit): unit for unit in units}
    return sum(_weighted(kinds[kind]) * count for kind, count in Counter(map(id, units)).items())


def _weighted(unit: Unit) -> int:
    return sum(layer.type.has_weights for layer in unit.before + unit.branch)
