"""Recognition: whether a network is exactly a known one, whatever its config looks like."""

from functools import cache

from models.config import NetworkConfig
from models.presets import ALL, Preset
from models.spec import NetworkSpec, resolve
from models.units.unit import Unit


def recognise(spec: NetworkSpec) -> tuple[Preset, ...]:
    """The presets that have exactly these layers, shapes and names; the way weights begin does not count."""
    units = _units(spec)
    return tuple(preset for preset in _candidates().get(_outline(spec), ()) if _units(resolve(preset.config)) == units)


def recognised_config(config: NetworkConfig) -> tuple[Preset, ...]:
    """`recognise` for a config that is known to be legal."""
    return recognise(resolve(config))


_Outline = tuple[tuple[int, int, int], int, tuple[int, ...]]


def _outline(spec: NetworkSpec) -> _Outline:
    """Cheap to compare, and shared by few: picture, classes, number of units in every stage."""
    return spec.input, spec.config.num_classes, tuple(len(stage.units) for stage in spec.stages)


@cache
def _candidates() -> dict[_Outline, tuple[Preset, ...]]:
    found: dict[_Outline, tuple[Preset, ...]] = {}
    for preset in ALL:
        outline = _outline(resolve(preset.config))
        found[outline] = (*found.get(outline, ()), preset)
    return found


def _units(spec: NetworkSpec) -> list[Unit]:
    return [spec.stem, *(unit for stage in spec.stages for unit in stage.units), spec.head]
