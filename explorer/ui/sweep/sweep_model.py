"""The combinations of a sweep as a Qt model: they come in bursts, and are sorted by exact numbers."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from explorer.experiment.sweep import SweepRow
from explorer.number_format import exact_count
from explorer.ui.share_delegate import MUTED_ROLE
from explorer.ui.subject_text import subject_text
from explorer.ui.sweep.sweep_field import SweepField, short_names
from explorer.ui.sweep.sweep_measure import sweep_measures

Index = QModelIndex | QPersistentModelIndex

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

translate = QCoreApplication.translate


class SweepModel(QAbstractTableModel):
    """A column for every swept field, one for every measure, and why a combination is not legal."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.measures = sweep_measures()
        self.rows: list[SweepRow] = []
        """In the order shown."""
        self._fields: tuple[SweepField, ...] = ()
        self._made: list[SweepRow] = []

    @property
    def fields(self) -> tuple[SweepField, ...]:
        return self._fields

    @property
    def made(self) -> list[SweepRow]:
        """In the order in which they were made."""
        return self._made

    def begin(self, fields: tuple[SweepField, ...]) -> None:
        """Empties the table for a sweep over these fields."""
        self.beginResetModel()
        self._fields, self.rows, self._made = fields, [], []
        self.endResetModel()

    def append(self, rows: list[SweepRow]) -> None:
        """New combinations stand at the end, whatever the order, until `sort` is asked for again."""
        first = len(self.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self.rows += rows
        self._made += rows
        self.endInsertRows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column, combinations without a number last; -1 restores the order of the sweep."""
        self.layoutAboutToBeChanged.emit()
        indexes = self.persistentIndexList()
        held = [self.rows[index.row()] for index in indexes]
        self.rows = self._in_order(column, order == Qt.SortOrder.DescendingOrder)
        if indexes:
            places = {id(row): place for place, row in enumerate(self.rows)}
            moved = zip(held, indexes, strict=True)
            self.changePersistentIndexList(indexes, [self.index(places[id(row)], old.column()) for row, old in moved])
        self.layoutChanged.emit()

    def place_of(self, row: SweepRow) -> int:
        """Where a combination stands."""
        return next(place for place, other in enumerate(self.rows) if other is row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._fields) + len(self.measures) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return None if row.issue is None else str(row.issue)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
            case _ if role == MUTED_ROLE:
                return row.issue is not None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        title, tip = self._heading(section)
        return {Qt.ItemDataRole.DisplayRole: title, Qt.ItemDataRole.ToolTipRole: tip}.get(role)

    def _heading(self, section: int) -> tuple[str, str]:
        at = section - len(self._fields)
        if at < 0:
            return short_names(self._fields)[section], self._fields[section].label
        if at < len(self.measures):
            return self.measures[at].title.partition(",")[0], self.measures[at].tip
        return translate("Sweep", "Not legal because"), translate("Sweep", "The first reason")

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return _LEFT if column == len(self._fields) + len(self.measures) else _RIGHT

    def _text(self, row: SweepRow, column: int) -> str:
        at = column - len(self._fields)
        if at < 0:
            value = row.values[column]
            return exact_count(value) if isinstance(value, int) else f"{value:g}"
        if at == len(self.measures):
            return "" if row.issue is None else subject_text(row.issue.message)
        number = self.measures[at].of(row)
        return "" if number is None else self.measures[at].write(number)

    def _in_order(self, column: int, descending: bool) -> list[SweepRow]:
        if not 0 <= column < self.columnCount() - 1:
            return list(self._made)
        at = column - len(self._fields)
        numbers = [row.values[column] if at < 0 else self.measures[at].of(row) for row in self._made]
        paired = [(number, row) for number, row in zip(numbers, self._made, strict=True) if number is not None]
        without = [row for number, row in zip(numbers, self._made, strict=True) if number is None]
        paired.sort(key=lambda pair: pair[0], reverse=descending)
        return [row for _, row in paired] + without
