"""The rows of a table as text, for files and for the clipboard."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QTableView

from explorer.csv_text import csv_text
from explorer.ui.training.sorted_rows import RAW


def table_csv(view: QTableView) -> str:
    """The rows in their order and the columns in sight; numbers in full and without units."""
    columns, model = shown_columns(view), view.model()
    rows = ([_raw(model, row, column) for column in columns] for row in range(model.rowCount()))
    return csv_text([_title(model, column) for column in columns], rows)


def tab_text(view: QTableView) -> str:
    """The selected rows as they are read, for a spreadsheet or a letter; all rows where none is selected."""
    columns, model = shown_columns(view), view.model()
    rows = sorted(index.row() for index in view.selectionModel().selectedRows()) or range(model.rowCount())
    texts = ([str(model.index(row, column).data() or "") for column in columns] for row in rows)
    return csv_text([_title(model, column) for column in columns], texts, delimiter="\t")


def shown_columns(view: QTableView) -> list[int]:
    """The columns in sight, from left to right."""
    header = view.horizontalHeader()
    order = (header.logicalIndex(place) for place in range(header.count()))
    return [column for column in order if not header.isSectionHidden(column)]


def _title(model: QAbstractItemModel, column: int) -> str:
    return str(model.headerData(column, Qt.Orientation.Horizontal)).replace("\n", " ")


def _raw(model: QAbstractItemModel, row: int, column: int) -> object:
    value = model.index(row, column).data(RAW)
    return "" if value is None else value
