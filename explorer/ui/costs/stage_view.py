"""The shares of the parts: who has the parameters, the MACs, the memory."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from explorer.ui.costs.stage_cost import StageCost, stage_costs
from explorer.ui.costs.stage_model import CHECKPOINTING, TITLE, StageModel
from explorer.ui.document import DocumentState
from explorer.ui.plain_table import PlainTable
from explorer.ui.share_delegate import ShareDelegate


class StageView(QWidget):
    """Shows the parts of a legal network; of one that is not, those of the last legal one, dimmed."""

    partSelected = Signal(str)
    """The part that a person clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = StageModel(self)
        self._delegate = ShareDelegate(self)
        self.table = PlainTable(self.model)
        self.table.setItemDelegate(self._delegate)
        self.table.setAccessibleName(self.tr("Shares of the parts"))
        self.table.clicked.connect(lambda index: self.partSelected.emit(self.model.cost(index.row()).part))
        self._set_up()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def set_state(self, state: DocumentState) -> None:
        summary = state.analysis.summary
        self.setEnabled(summary is not None)
        if summary is not None:
            self._show(stage_costs(summary))

    def _show(self, costs: list[StageCost]) -> None:
        self.model.set_costs(costs)
        self.table.setColumnHidden(CHECKPOINTING, all(cost.checkpointing is None for cost in costs))
        for column in (TITLE, CHECKPOINTING):
            self.table.resizeColumnToContents(column)

    def _set_up(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(64)
        for column in (TITLE, CHECKPOINTING):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
