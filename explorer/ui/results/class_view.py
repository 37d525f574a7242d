"""The table of classes: how well each is recognised."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from explorer.runs.evaluation_result import ClassScore, EvaluationResult
from explorer.ui.column_room import ColumnRoom
from explorer.ui.plain_table import PlainTable
from explorer.ui.share_delegate import ShareDelegate
from explorer.ui.table_model import Column, SortedRows, TableModel
from explorer.ui.training.metric import write_share

NAME, PICTURES, RECALL, PRECISION, TAKEN_FOR, TIMES = range(6)
ROW_HEIGHT = 28
LEAST_WORDS = 80
SHORTEST_COLUMN = 26

translate = QCoreApplication.translate


class ClassView(QFrame):
    """Every class with its recall and precision; a click on a header sorts, the worst first at the beginning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.classes = TableModel(class_columns(), self)
        self._delegate = ShareDelegate(self)
        rows = SortedRows(self.classes, self)
        self.table = PlainTable(rows, points=0, row_height=ROW_HEIGHT, least_width=SHORTEST_COLUMN)
        self.table.setItemDelegate(self._delegate)
        self.table.setAccessibleName(self.tr("Classes"))
        words = (NAME, TAKEN_FOR)
        self._room = ColumnRoom(self.table, wide=(*words, RECALL, PRECISION), words=words, least=LEAST_WORDS)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(RECALL, Qt.SortOrder.AscendingOrder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.table)

    def set_result(self, result: EvaluationResult) -> None:
        self.classes.reset(result.class_scores())


def class_columns() -> tuple[Column, ...]:
    """In the order of NAME to TIMES; their rows are ClassScores."""
    return (
        Column(translate("ClassModel", "Class"), _name, _name, is_number=False),
        Column(
            translate("ClassModel", "Pictures"),
            lambda score: f"{score.count:,}",
            lambda score: score.count,
            tip=translate("ClassModel", "Pictures of this class"),
        ),
        _share(
            translate("ClassModel", "Recognised"),
            translate("ClassModel", "Recall: the share of this class's pictures that is recognised"),
            lambda score: score.recall,
            "accent",
        ),
        _share(
            translate("ClassModel", "Precision"),
            translate("ClassModel", "The share of what is taken for this class that is of it"),
            lambda score: score.precision,
            "training",
        ),
        Column(
            translate("ClassModel", "Mostly mistaken for"),
            lambda score: score.taken_for or "",
            lambda score: score.taken_for or "",
            tip=translate("ClassModel", "The class that its pictures are taken for most often"),
            is_number=False,
        ),
        Column(
            translate("ClassModel", "Times"),
            lambda score: f"{score.num_taken:,}" if score.num_taken else "",
            lambda score: score.num_taken,
            tip=translate("ClassModel", "How often that is"),
        ),
    )


def _name(score: ClassScore) -> str:
    return score.name


def _share(title: str, tip: str, share: Callable[[ClassScore], float | None], color: str) -> Column:
    def text(score: ClassScore) -> str:
        return "" if share(score) is None else write_share(share(score))

    return Column(title, text, share, tip=tip, share=share, color=lambda score: color)
