"""The ledger as a Qt model: a row a convention."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from explorer.number_format import exact_count
from explorer.ui.subject_text import subject_text
from models.conventions import LedgerRow

Index = QModelIndex | QPersistentModelIndex


class LedgerModel(QAbstractListModel):
    """What each convention says of one network."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.rows: tuple[LedgerRow, ...] = ()

    def set_rows(self, rows: tuple[LedgerRow, ...]) -> None:
        """Another network's; the conventions are always the same, so that rows only change."""
        if len(rows) == len(self.rows):
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self.rows[index.row()]
        return f"{subject_text(row.convention)}: {count_text(row)}, {difference_text(row)}. {subject_text(row.reason)}"


def count_text(row: LedgerRow) -> str:
    """ "4,089,184,256 MACs"."""
    return f"{exact_count(row.count)} {subject_text(row.unit)}"


def difference_text(row: LedgerRow) -> str:
    """ "+11,224,552"; "=" where it agrees with the window's MACs."""
    return f"{row.difference:+,}" if row.difference else "="
