"""The numbers of a network's parts in steps: what a turn of the wheel or a key makes of them."""

from math import lcm

from explorer.experiment.field_path import get_field
from models.config import DenseStage, NetworkConfig, ResidualStage, StageConfig
from models.rules import RANGES, Range

WIDTH_STEP, GROWTH_STEP = 8, 4
"""Of channels; smaller numbers than two steps go by one."""


def count_path(network: NetworkConfig, part: str) -> str | None:
    """The field that says how often: blocks or layers of a stage, classes of the head."""
    stage = _stage(network, part)
    if stage is not None:
        return f"{part}.{'blocks' if isinstance(stage, ResidualStage) else 'layers'}"
    return "num_classes" if part == "head" else None


def width_path(network: NetworkConfig, part: str) -> str | None:
    """The field that says how wide: width or growth rate of a stage, channels of the stem."""
    stage = _stage(network, part)
    if stage is not None:
        return f"{part}.{'width' if isinstance(stage, ResidualStage) else 'growth_rate'}"
    return "stem.channels" if part == "stem" else None


def legal_range(network: NetworkConfig, path: str) -> Range:
    """What the field at `path` may hold."""
    parent, _, name = path.rpartition(".")
    owner = get_field(network, parent) if parent else network
    return RANGES[type(owner)][name]


def stepped(network: NetworkConfig, path: str, steps: int) -> int:
    """The number at `path` so many steps up or down, within its range; widths stay multiples of the groups."""
    value, legal = get_field(network, path), legal_range(network, path)
    size = _step_size(network, path, value - (steps < 0))
    return int(min(legal.end, max(legal.start, value + steps * size)))


def _step_size(network: NetworkConfig, path: str, value: int) -> int:
    parent, _, name = path.rpartition(".")
    if name not in ("width", "growth_rate", "channels"):
        return 1
    owner = get_field(network, parent)
    groups = owner.groups if isinstance(owner, ResidualStage) else 1
    step = lcm(GROWTH_STEP if isinstance(owner, DenseStage) else WIDTH_STEP, max(groups, 1))
    return step if value >= 2 * step else max(groups, 1)


def _stage(network: NetworkConfig, part: str) -> StageConfig | None:
    first, _, index = part.partition(".")
    return network.stages[int(index)] if first == "stages" and int(index) < len(network.stages) else None
