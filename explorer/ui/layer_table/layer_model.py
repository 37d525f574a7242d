"""The layers of a summary as a Qt model; a row is made when it is looked at, so thousands appear at once."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from explorer.experiment.comparison import Comparison
from explorer.number_format import percent_change
from explorer.ui.layer_table.layer_column import NAME, LayerColumn, layer_columns
from explorer.ui.layer_table.layer_order import LayerOrder, words_of
from explorer.ui.layer_table.tree_row import LayerTree, TreeRow
from explorer.ui.layer_table.tree_shape import Key, TreeShape
from models.summary import Summary

Index = QModelIndex | QPersistentModelIndex
VALUE_ROLE = Qt.ItemDataRole.UserRole
"""The exact number."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()
_BITS = 20
"""An index holds the key of the row above it: the part's number beyond so many bits, the block's below."""
_BLOCKS = (1 << _BITS) - 1


class LayerModel(QAbstractItemModel):
    """Parts, their blocks and their layers as a tree; sorted or filtered a flat list of layers.

    Who sorts or filters asks which layers of the whole network are largest, or where some kind of layer stands: sums of
    blocks and stages between them would only be in the way. Cleared, the tree is back.
    """

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.columns = layer_columns()
        self._tree: LayerTree | None = None
        self._shape = TreeShape()
        self._order = LayerOrder()
        self._positions: Sequence[int] = ()
        self._cell: tuple[Key, TreeRow] | None = None

    @property
    def summary(self) -> Summary | None:
        return self._tree.summary if self._tree else None

    @property
    def comparison(self) -> Comparison | None:
        """With the network that differences are shown from."""
        return self._tree.comparison if self._tree else None

    @property
    def is_filtered(self) -> bool:
        return bool(self._order.words)

    @property
    def is_flat(self) -> bool:
        """Whether layers stand in one list."""
        return bool(self._order.words) or self._order.key is not None

    def set_summary(self, summary: Summary, comparison: Comparison | None = None) -> None:
        """Shows another network; rows that stay at their place keep selection, expansion and scroll position."""
        tree = LayerTree(summary, comparison)
        if self.is_flat:
            self._replace_list(tree, self._order)
        else:
            self._replace_tree(tree)

    def set_filter(self, text: str) -> None:
        """Lists the layers whose name, type or shape holds every word of `text`; without words the tree is back."""
        order = LayerOrder(words_of(text), self._order.key, self._order.descending)
        if order != self._order:
            self._set_order(order)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Lists the layers by the exact values of a column; -1 restores the network's order, and the tree."""
        key = self.columns[column].value if column >= 0 else None
        wanted = LayerOrder(self._order.words, key, order == Qt.SortOrder.DescendingOrder)
        if self._tree is None or not (self.is_flat and (wanted.words or wanted.key)):
            self._set_order(wanted)
            return
        self.layoutAboutToBeChanged.emit()
        indexes = self.persistentIndexList()
        sources = [self._positions[index.row()] for index in indexes]
        self._order, self._positions, self._cell = wanted, wanted.positions(self.summary.layers), None
        if indexes:
            rows = {source: row for row, source in enumerate(self._positions)}
            moved = zip(indexes, sources, strict=True)
            self.changePersistentIndexList(indexes, [self.index(rows[at], old.column()) for old, at in moved])
        self.layoutChanged.emit()

    def row(self, index: Index) -> TreeRow:
        """The row at a valid index. Tables ask for the cells of a row in a row: the last is kept."""
        key = self.key(index)
        if self._cell is None or self._cell[0] != key:
            self._cell = key, self._tree.layer(self._positions[key[0]]) if self.is_flat else self._tree.row(key)
        return self._cell[1]

    def change_text(self, row: TreeRow, column: LayerColumn) -> str:
        """The signed difference of a row in per cent; empty where there is none."""
        if row.was is None or column.change is None:
            return ""
        return percent_change(column.value(row), column.value(row.was))

    def key(self, index: Index) -> Key:
        """Where an index stands; () for the invalid one."""
        return (*self._above(index.internalId()), index.row()) if index.isValid() else ()

    def place(self, key: Key, column: int = 0) -> QModelIndex:
        """The index at a key of the tree."""
        return self.createIndex(key[-1], column, _packed(key[:-1])) if key else _NOWHERE

    def index_of(self, part: str, block: int | None = None) -> QModelIndex:
        """The row of a part or of one of its blocks; in a list its first layer. Invalid where none is shown."""
        if self._tree is None:
            return _NOWHERE
        if not self.is_flat:
            return self.place(self._tree.key_of(part, block) or ())
        for row in range(len(self._positions)):
            shown = self.row(self.index(row, 0))
            if shown.part == part and block in (None, shown.block):
                return self.index(row, 0)
        return _NOWHERE

    def layers(self) -> Iterator[TreeRow]:
        """All layers of the network, called by their full names."""
        return map(self._tree.layer, range(len(self.summary.layers))) if self._tree else iter(())

    def listed(self) -> Iterator[TreeRow]:
        """The layers that sorting and filtering leave, in their order."""
        return map(self._tree.layer, self._positions) if self.is_flat and self._tree else self.layers()

    def num_listed(self) -> int:
        if self._tree is None:
            return 0
        return len(self._positions) if self.is_flat else len(self.summary.layers)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        # Qt's `hasIndex` would ask back for what is known here.
        above = self.key(parent)
        count = 0 if above and parent.column() else self._num_rows(above)
        if not (0 <= column < len(self.columns) and 0 <= row < count):
            return QModelIndex()
        return self.createIndex(row, column, _packed(above))

    def sibling(self, row: int, column: int, index: Index) -> QModelIndex:
        if row == index.row() and 0 <= column < len(self.columns):
            return self.createIndex(row, column, index.internalId())
        return self.index(row, column, self.parent(index))

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        return self.place(self._above(index.internalId())) if index.isValid() else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        key = self.key(parent)
        return 0 if key and parent.column() else self._num_rows(key)

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        return self.rowCount(parent) > 0

    def _num_rows(self, above: Key) -> int:
        if self.is_flat:
            return 0 if above else len(self._positions)
        return self._shape.num_children(above)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(self.row(index))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(self.row(index), index.column())
        if role == VALUE_ROLE:
            return column.value(self.row(index))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        return None

    def _tip(self, row: TreeRow, at: int) -> str | None:
        column = self.columns[at]
        if at == NAME:
            return f"{row.name}  {row.type}"
        if column.change is None or row.was is None:
            return None
        now, was = column.value(row), column.value(row.was)
        if now == was:
            return self.tr("As in the baseline")
        parts = (column.change(now - was), column.text(row._replace(**{column.key: was})), percent_change(now, was))
        return self.tr("{} from the baseline's {} ({})").format(*parts) if parts[2] else " ".join(parts[:1])

    def _above(self, packed: int) -> Key:
        if not packed:
            return ()
        part, block = (packed >> _BITS) - 1, (packed & _BLOCKS) - 1
        return (part,) if block < 0 else (part, block)

    def _set_order(self, order: LayerOrder) -> None:
        if self.is_flat and (order.words or order.key is not None):
            self._replace_list(self._tree, order)
            return
        self.beginResetModel()
        self._order, self._cell, self._positions, self._shape = order, None, (), TreeShape()
        if self._tree is not None and self.is_flat:
            self._positions = order.positions(self.summary.layers)
        elif self._tree is not None:
            self._shape.add((), self._tree.outline)
        self.endResetModel()

    def _replace_list(self, tree: LayerTree | None, order: LayerOrder) -> None:
        """New contents for the rows there are; only the difference in their number is inserted or removed."""
        positions = order.positions(tree.summary.layers) if tree else ()
        before, after = len(self._positions), len(positions)
        if after < before:
            self.beginRemoveRows(_NOWHERE, after, before - 1)
            self._positions, self._cell = self._positions[:after], None
            self.endRemoveRows()
        self._tree, self._order, self._positions, self._cell = tree, order, positions[:before], None
        self._announce((), min(before, after))
        if after > before:
            self.beginInsertRows(_NOWHERE, before, after - 1)
            self._positions = positions
            self.endInsertRows()

    def _replace_tree(self, tree: LayerTree) -> None:
        wanted = tree.outline
        for key, count in self._shape.cuts(wanted):
            self.beginRemoveRows(self.place(key), count, self._shape.num_children(key) - 1)
            self._shape.cut(key, count)
            self.endRemoveRows()
        self._tree, self._cell = tree, None
        # Every row may have other costs, and views draw all they show again at the first word of it.
        self._announce((), self._shape.num_children(()))
        for key, count in self._shape.additions(wanted):
            self.beginInsertRows(self.place(key), self._shape.num_children(key), count - 1)
            self._shape.add(key, wanted)
            self.endInsertRows()

    def _announce(self, key: Key, count: int) -> None:
        if count:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.place((*key, 0)), self.place((*key, count - 1), last))


def _packed(key: Key) -> int:
    """The key of a part or block in one number, 0 for ()."""
    if not key:
        return 0
    return (key[0] + 1 << _BITS) | (key[1] + 1 if len(key) > 1 else 0)
