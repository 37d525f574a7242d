"""Tables and trees as Qt models: a column makes its cells from rows, which are any objects that it understands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, overload

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont

from explorer.ui.palette import themed

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Key = tuple[int, ...]
"""Where a row of a tree stands: its position among the rows beside it, after those of the rows above it."""

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
VALUE_ROLE = Role.UserRole
"""The exact value of a cell, which is sorted by and written to files; None stands last."""
SHARE_ROLE = VALUE_ROLE + 1
"""Share of the whole, 0 to 1; None where the column has none."""
COLOR_ROLE = VALUE_ROLE + 2
"""Name of the palette's colour of the share and of the row's mark."""

_BITS = 20
"""An index of a tree holds the key of the row above: its first number beyond so many bits, its second one below."""
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how its cells are made from rows."""

    title: str
    text: Callable[[Any], str]
    value: Callable[[Any], Any] = lambda row: None
    """The exact value: what is sorted by and written to files."""
    key: str = ""
    """What it is called in files and settings."""
    tip: str = ""
    is_number: bool = True
    share: Callable[[Any], float | None] | None = None
    """Of the whole, 0 to 1; a bar shows it."""
    color: Callable[[Any], str | None] | None = None
    """Name of the palette's colour of the bar, and of the mark at the beginning of a row."""
    ink: Callable[[Any], str] | None = None
    """Name of the palette's colour of the text, where it is not the usual one."""
    about: Callable[[Any], str | None] | None = None
    """The tooltip of a cell, where it is not that of the whole row."""
    is_bold: Callable[[Any], bool] | None = None


def value_column(title: str, value: Callable[[Any], Any], write: Callable[[Any], str] = str, **more: Any) -> Column:
    """A column whose text is what `write` makes of the value; empty where there is none."""

    def text(row: Any) -> str:
        found = value(row)
        return "" if found is None else write(found)

    return Column(title, text, value, **more)


class Columned:
    """What a table and a tree have in common."""

    columns: tuple[Column, ...] = ()

    def row(self, index: Index) -> Any:
        """The row at a valid index."""
        raise NotImplementedError

    def about(self, row: Any) -> str | None:
        """The tooltip of a row."""
        return None

    def is_bold(self, row: Any) -> bool:
        """Whether a row stands out."""
        return False

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return len(self.columns)

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row, column = self.row(index), self.columns[index.column()]
        match role:
            case Role.DisplayRole:
                return column.text(row)
            case Role.TextAlignmentRole:
                return RIGHT if column.is_number else LEFT
            case Role.ToolTipRole:
                return (column.about or self.about)(row)
            case Role.ForegroundRole if column.ink is not None:
                return themed(column.ink(row))
            case Role.FontRole if (column.is_bold or self.is_bold)(row):
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case _ if role == VALUE_ROLE:
                return column.value(row)
            case _ if role == SHARE_ROLE:
                return None if column.share is None else column.share(row)
            case _ if role == COLOR_ROLE:
                return None if column.color is None else column.color(row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(Role.DisplayRole)) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        match role:
            case Role.DisplayRole:
                return column.title
            case Role.ToolTipRole:
                return column.tip or None
            case Role.TextAlignmentRole:
                return RIGHT if column.is_number else LEFT
        return None


class TableModel(Columned, QAbstractTableModel):
    """Rows that are shown as they are given."""

    def __init__(self, columns: Sequence[Column] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: Sequence[Any] = []

    def row(self, index: Index) -> Any:
        return self.rows[index.row()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Other rows in the place of those there are, which keep selection and scroll position."""
        before, after = len(self.rows), len(rows)
        if after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
        elif after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
        self.rows = rows
        if after < before:
            self.endRemoveRows()
        elif after > before:
            self.endInsertRows()
        self.emit_changed(0, min(before, after) - 1)

    def reset(self, rows: Sequence[Any], columns: Sequence[Column] | None = None) -> None:
        """Replaces all rows, and perhaps the columns."""
        self.beginResetModel()
        self.rows = rows
        self.columns = self.columns if columns is None else tuple(columns)
        self.endResetModel()

    def append(self, rows: Sequence[Any]) -> None:
        """More rows at the end."""
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
        self.rows = [*self.rows, *rows]
        self.endInsertRows()

    def emit_changed(self, first: int, last: int) -> None:
        """Emits that the texts of these rows changed."""
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


class TreeModel(Columned, QAbstractItemModel):
    """Rows that are made when they are looked at, by their keys; no deeper than three levels."""

    def num_rows(self, above: Key) -> int:
        """How many rows are under the one at a key; () is the tree itself."""
        raise NotImplementedError

    def row_at(self, key: Key) -> Any:
        raise NotImplementedError

    def row(self, index: Index) -> Any:
        return self.row_at(self.key(index))

    def key(self, index: Index) -> Key:
        """Where an index stands; () for the invalid one."""
        return (*_unpacked(index.internalId()), index.row()) if index.isValid() else ()

    def place(self, key: Key, column: int = 0) -> QModelIndex:
        """The index at a key of the tree."""
        return self.createIndex(key[-1], column, _packed(key[:-1])) if key else _NOWHERE

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        # Qt's `hasIndex` would ask back for what is known here.
        above = self.key(parent)
        count = 0 if above and parent.column() else self.num_rows(above)
        if not (0 <= column < len(self.columns) and 0 <= row < count):
            return QModelIndex()
        return self.createIndex(row, column, _packed(above))

    def sibling(self, row: int, column: int, index: Index) -> QModelIndex:
        if row == index.row() and 0 <= column < len(self.columns):
            return self.createIndex(row, column, index.internalId())
        return self.index(row, column, self.parent(index))

    @overload
    def parent(self) -> QObject | None: ...
    @overload
    def parent(self, child: Index) -> QModelIndex: ...
    def parent(self, child: Index | None = None) -> QObject | QModelIndex | None:
        if child is None:
            return super().parent()
        return self.place(_unpacked(child.internalId())) if child.isValid() else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        key = self.key(parent)
        return 0 if key and parent.column() else self.num_rows(key)

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        return self.rowCount(parent) > 0


class SortedRows(QSortFilterProxyModel):
    """Sorts by values; the filter looks for its words in every column."""

    def __init__(self, model: QAbstractItemModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setSourceModel(model)

    def set_filter(self, text: str) -> None:
        """Shows the rows that hold every word of `text`; upper and lower case are alike."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if not self._words:
            return True
        model = self.sourceModel()
        cells = (model.index(row, column, parent).data() for column in range(model.columnCount()))
        text = " ".join(str(cell) for cell in cells).casefold()
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = left.data(VALUE_ROLE), right.data(VALUE_ROLE)
        if one is None or other is None:
            # Last in both directions.
            is_ascending = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return (other is None and one is not None) == is_ascending and one is not other
        return one < other


def _packed(key: Key) -> int:
    """The key of what stands above a row in one number, 0 for ()."""
    if not key:
        return 0
    return (key[0] + 1 << _BITS) | (key[1] + 1 if len(key) > 1 else 0)


def _unpacked(packed: int) -> Key:
    if not packed:
        return ()
    first, second = (packed >> _BITS) - 1, (packed & (1 << _BITS) - 1) - 1
    return (first,) if second < 0 else (first, second)
