"""What each part of a network has of the whole cost, and what checkpointing a dense stage does to it."""

from dataclasses import dataclass

from explorer.experiment.analysis import analyse
from explorer.experiment.field_path import with_field
from explorer.figure.network_part import stage_part
from explorer.ui.editor.parts import part_title
from models.config import DenseStage
from models.summary import StageRow, Summary


@dataclass(frozen=True, slots=True)
class StageCost:
    """The stem, one stage or the head."""

    part: str
    title: str
    color: str
    """Of the palette."""
    row: StageRow
    whole: Summary
    is_checkpointed: bool
    checkpointing: int | None
    """Bytes a picture that checkpointing saves, or would save; None where it is no dense stage."""


def stage_costs(summary: Summary) -> list[StageCost]:
    """All parts in their order."""
    stages = len(summary.stages) - 2
    parts = ["stem", *map(stage_part, range(stages)), "head"]
    return [_cost(summary, row, part, i - 1) for i, (row, part) in enumerate(zip(summary.stages, parts, strict=True))]


def _cost(summary: Summary, row: StageRow, part: str, index: int) -> StageCost:
    config = summary.spec.config
    stage = config.stages[index] if 0 <= index < len(config.stages) else None
    if not isinstance(stage, DenseStage):
        return StageCost(part, part_title(part), row.kind, row, summary, False, None)
    other = analyse(with_field(config, f"{part}.checkpoint", not stage.checkpoint)).summary
    difference = abs(summary.saved_bytes - other.saved_bytes)
    return StageCost(part, part_title(part), row.kind, row, summary, stage.checkpoint, difference)
