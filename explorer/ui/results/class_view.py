"""The table of classes."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QFrame, QTableView, QVBoxLayout, QWidget

from explorer.runs.evaluation_result import EvaluationResult
from explorer.ui.column_room import ColumnRoom
from explorer.ui.results.class_model import NAME, PRECISION, RECALL, SORT_ROLE, TAKEN_FOR, ClassModel
from explorer.ui.share_delegate import ShareDelegate

ROW_HEIGHT = 28
LEAST_WORDS = 80


class ClassView(QFrame):
    """Every class with its recall and precision; a click on a header sorts, the worst first at the beginning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.classes = ClassModel(self)
        self._order = _ByNumber(self)
        self._order.setSourceModel(self.classes)
        self._order.setSortRole(SORT_ROLE)
        self._delegate = ShareDelegate(self)
        self.table = self._make_table()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.table)

    def set_result(self, result: EvaluationResult) -> None:
        self.classes.set_scores(result.class_scores())

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setAccessibleName(self.tr("Classes"))
        table.setModel(self._order)
        table.setItemDelegate(self._delegate)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        words = (NAME, TAKEN_FOR)
        self._room = ColumnRoom(table, wide=(*words, RECALL, PRECISION), words=words, least=LEAST_WORDS)
        table.setSortingEnabled(True)
        table.sortByColumn(RECALL, Qt.SortOrder.AscendingOrder)
        return table


class _ByNumber(QSortFilterProxyModel):
    """What has no number stands below all that have one."""

    def lessThan(self, left: QModelIndex | QPersistentModelIndex, right: QModelIndex | QPersistentModelIndex) -> bool:
        one, two = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if one is None or two is None:
            is_rising = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return (two is None and one is not None) if is_rising else (one is None and two is not None)
        return one < two
