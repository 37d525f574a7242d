"""The table of classes: how well each is recognised."""

from operator import attrgetter

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QWidget

from explorer.number_format import exact_count
from explorer.runs.evaluation_result import EvaluationResult
from explorer.ui.layout import column
from explorer.ui.train_page.curves.metric import write_share
from explorer.ui.widgets.plain_table import ColumnRoom, PlainTable, ShareDelegate
from explorer.ui.widgets.table_model import Column, SortedRows, TableModel, value_column

NAME, IMAGES, RECALL, PRECISION, TAKEN_FOR, TIMES = range(6)
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
        self.setLayout(column(self.table, margins=1))

    def set_result(self, result: EvaluationResult) -> None:
        self.classes.reset(result.class_scores())


def class_columns() -> tuple[Column, ...]:
    """In the order of NAME to TIMES; their rows are ClassScores."""
    recall, precision = attrgetter("recall"), attrgetter("precision")
    return (
        value_column(translate("ClassModel", "Class"), attrgetter("name"), is_number=False),
        value_column(
            translate("ClassModel", "Images"),
            attrgetter("count"),
            exact_count,
            tip=translate("ClassModel", "Images of this class"),
        ),
        value_column(
            translate("ClassModel", "Recall"),
            recall,
            write_share,
            tip=translate("ClassModel", "Recall: the share of this class's images that is classified correctly"),
            share=recall,
            color=lambda score: "accent",
        ),
        value_column(
            translate("ClassModel", "Precision"),
            precision,
            write_share,
            tip=translate("ClassModel", "Precision: the share of images classified as this class that belong to it"),
            share=precision,
            color=lambda score: "training",
        ),
        value_column(
            translate("ClassModel", "Most often confused with"),
            lambda score: score.mistaken_for or "",
            tip=translate("ClassModel", "The class that its images are most often misclassified as"),
            is_number=False,
        ),
        value_column(
            translate("ClassModel", "Times"),
            attrgetter("num_mistaken"),
            lambda times: exact_count(times) if times else "",
            tip=translate("ClassModel", "How many images that is"),
        ),
    )
