"""The rows of a table as text, for files and for the clipboard."""

import csv
import io

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QTableView

from explorer.ui.training.sorted_rows import RAW


def csv_text(view: QTableView) -> str:
    """The rows in their order and the columns in sight; numbers in full and without units."""
    columns = shown_columns(view)
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(_title(view.model(), column) for column in columns)
    for row in range(view.model().rowCount()):
        writer.writerow(_raw(view.model(), row, column) for column in columns)
    return lines.getvalue()


def tab_text(view: QTableView) -> str:
    """The selected rows as they are read, for a spreadsheet or a letter; all rows where none is selected."""
    columns, model = shown_columns(view), view.model()
    rows = sorted(index.row() for index in view.selectionModel().selectedRows()) or range(model.rowCount())
    lines = [[_title(model, column) for column in columns]]
    lines += [[str(model.index(row, column).data() or "") for column in columns] for row in rows]
    return "\n".join("\t".join(cells) for cells in lines) + "\n"


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
