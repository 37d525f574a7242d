"""Edits to the list of stages. Each returns the new network and the index of the stage to select next."""

from typing import Literal, NamedTuple, TypeVar

from models.config import DenseStage, NetworkConfig, ResidualStage, StageConfig
from models.units.residual import kind_at_change

Stage = TypeVar("Stage", ResidualStage, DenseStage)


class StageEdit(NamedTuple):
    """A network after an edit to its stages."""

    network: NetworkConfig
    selected: int | None
    """The stage that was edited, or the one that took its place; None where no stage is left."""


def add_stage(
    network: NetworkConfig,
    index: int,
    kind: Literal["residual", "dense"],
    block: Literal["basic", "bottleneck"] | None = None,
) -> StageEdit:
    """Puts a new stage at `index`, made like the nearest one of its kind but keeping the resolution.

    A residual stage has blocks of the kind `block`, or of the same kind as the one it is made like.
    """
    stage = _new_dense(network, index) if kind == "dense" else _new_residual(network, index, block)
    return _with_stages(network, (*network.stages[:index], stage, *network.stages[index:]), index)


def duplicate_stage(network: NetworkConfig, index: int) -> StageEdit:
    """Puts a copy behind the stage at `index`."""
    stages = network.stages
    return _with_stages(network, (*stages[: index + 1], stages[index], *stages[index + 1 :]), index + 1)


def move_stage(network: NetworkConfig, index: int, target: int) -> StageEdit:
    """Takes the stage at `index` to `target`, as counted without it."""
    stages = list(network.stages)
    stages.insert(target, stages.pop(index))
    return _with_stages(network, tuple(stages), target)


def remove_stage(network: NetworkConfig, index: int) -> StageEdit:
    """Takes the stage at `index` out."""
    stages = network.stages[:index] + network.stages[index + 1 :]
    return _with_stages(network, stages, min(index, len(stages) - 1) if stages else None)


def _with_stages(network: NetworkConfig, stages: tuple[StageConfig, ...], index: int | None) -> StageEdit:
    return StageEdit(network.model_copy(update={"stages": stages}), index)


def _new_residual(network: NetworkConfig, index: int, block: Literal["basic", "bottleneck"] | None) -> ResidualStage:
    like = _nearest(network, index, ResidualStage) or ResidualStage(width=max(network.stem.channels, 1))
    block = block or like.block
    # Another stage, or blocks of another kind, may bring other channels here, which an identity cannot follow.
    padded = kind_at_change(like).pads and block != like.block
    shortcut = "projection" if like.shortcut == "identity" or padded else like.shortcut
    return like.model_copy(update={"stride": 1, "entry": "block", "shortcut": shortcut, "block": block})


def _new_dense(network: NetworkConfig, index: int) -> DenseStage:
    like = _nearest(network, index, DenseStage) or DenseStage(layers=4, growth_rate=max(network.stem.channels // 2, 1))
    return like.model_copy(update={"transition": None})


def _nearest(network: NetworkConfig, index: int, kind: type[Stage]) -> Stage | None:
    """The last stage of this kind before `index`, or else the first one after it."""
    before = [stage for stage in network.stages[:index] if isinstance(stage, kind)]
    after = [stage for stage in network.stages[index:] if isinstance(stage, kind)]
    return before[-1] if before else next(iter(after), None)
