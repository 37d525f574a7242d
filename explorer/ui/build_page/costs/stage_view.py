"""The shares of the parts in parameters, MACs and memory, and the memory that checkpointing saves."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from explorer.experiment.field_path import with_field
from explorer.figure.network_part import stage_part
from explorer.number_format import byte_count, exact_count
from explorer.ui.document import DocumentState
from explorer.ui.layout import column
from explorer.ui.network_parts import part_title
from explorer.ui.widgets.plain_table import PlainTable, ShareDelegate
from explorer.ui.widgets.table_model import Column, TableModel, value_column
from models.config import DenseStage
from models.spec import resolve
from models.summary import StageRow, Summary, summarize

TITLE, PARAMS, MACS, SAVED_BYTES, CHECKPOINTING = range(5)
"""The columns."""

translate = QCoreApplication.translate


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
    """Bytes per image that checkpointing saves, or would save; None where it is no dense stage."""


class StageView(QWidget):
    """Shows the parts of a legal network; of one that is not, those of the last legal one, dimmed."""

    partSelected = Signal(str)
    """The part that a person clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TableModel(stage_columns(), self)
        self.table = PlainTable(self.model)
        self.table.setItemDelegate(ShareDelegate(self))
        self.table.setAccessibleName(self.tr("Shares of the parts"))
        self.table.clicked.connect(lambda index: self.partSelected.emit(self.model.row(index).part))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for fixed in (TITLE, CHECKPOINTING):
            header.setSectionResizeMode(fixed, QHeaderView.ResizeMode.Fixed)
        self.setLayout(column(self.table))

    def set_state(self, state: DocumentState) -> None:
        summary = state.analysis.summary
        self.setEnabled(summary is not None)
        if summary is None:
            return
        costs = stage_costs(summary)
        self.model.set_rows(costs)
        self.table.setColumnHidden(CHECKPOINTING, all(cost.checkpointing is None for cost in costs))
        for fixed in (TITLE, CHECKPOINTING):
            self.table.resizeColumnToContents(fixed)


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
    other = summarize(resolve(with_field(config, f"{part}.checkpoint", not stage.checkpoint)))
    difference = abs(summary.saved_bytes - other.saved_bytes)
    return StageCost(part, part_title(part), row.kind, row, summary, stage.checkpoint, difference)


def stage_columns() -> tuple[Column, ...]:
    """In the order of TITLE to CHECKPOINTING."""
    tips = (
        translate("StageCosts", "Trainable parameters; the bar is the share of the network"),
        translate("StageCosts", "Multiply-accumulates for one image; the bar is the share of the network"),
        translate("StageCosts", "Activation memory of one image; the bar is the share of the network"),
        translate(
            "StageCosts",
            "Memory that a dense stage saves for each image by recomputing its concatenations in the backward "
            "pass (Pleiss 2017, arXiv:1707.06990), at the cost of one more forward pass of the stage",
        ),
    )
    return (
        Column(
            translate("StageCosts", "Part"),
            attrgetter("title"),
            tip=translate("StageCosts", "Click to select it"),
            is_number=False,
            color=attrgetter("color"),
        ),
        _shared(translate("StageCosts", "Parameters"), tips[0], "params", exact_count),
        _shared(translate("StageCosts", "MACs"), tips[1], "macs", exact_count),
        _shared(
            translate("StageCosts", "Act. mem."), tips[2], "saved_bytes", lambda kept: byte_count(kept) if kept else "0"
        ),
        Column(translate("StageCosts", "Checkpointing"), _checkpointing, tip=tips[3]),
    )


def _shared(title: str, tip: str, key: str, write: Callable[[int], str]) -> Column:
    """A cost that is shown with the part's share of it."""

    def share(cost: StageCost) -> float:
        return getattr(cost.row, key) / max(1, getattr(cost.whole, key))

    def about(cost: StageCost) -> str:
        percent = f"{share(cost):.1%}".replace("%", " %")
        return translate("StageCosts", "{} has {} of the network").format(cost.title, percent)

    value = attrgetter(f"row.{key}")
    return value_column(title, value, write, tip=tip, share=share, color=attrgetter("color"), about=about)


def _checkpointing(cost: StageCost) -> str:
    if cost.checkpointing is None:
        return ""
    pattern = translate("StageCosts", "saves {}") if cost.is_checkpointed else translate("StageCosts", "would save {}")
    return pattern.format(byte_count(cost.checkpointing))
