"""The layers of a summary as a Qt model; a row is made when it is looked at, so thousands appear at once."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from explorer.ui.layer_table.layer_column import NAME, layer_columns
from explorer.ui.layer_table.layer_order import LayerOrder, words_of
from explorer.ui.network_part import part_of
from models.summary import BlockRow, LayerRow, Summary, layer_row

Index = QModelIndex | QPersistentModelIndex
VALUE_ROLE = Qt.ItemDataRole.UserRole
"""The exact number."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LayerTableModel(QAbstractTableModel):
    """Rows are layers, in the order in which they run or sorted, all or those that a filter leaves."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.columns = layer_columns()
        self._summary: Summary | None = None
        self._order = LayerOrder()
        self._positions: Sequence[int] = ()
        self._cell: tuple[int, BlockRow, LayerRow] | None = None

    @property
    def summary(self) -> Summary | None:
        return self._summary

    @property
    def is_filtered(self) -> bool:
        return bool(self._order.words)

    def set_summary(self, summary: Summary) -> None:
        """Shows another network; rows that stay at their place keep selection and scroll position."""
        self._replace(summary, self._order)

    def set_filter(self, text: str) -> None:
        """Shows the layers whose name, type or shape holds every word of `text`."""
        order = LayerOrder(words_of(text), self._order.key, self._order.descending)
        if order != self._order:
            self._replace(self._summary, order)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by the exact values of a column; -1 restores the network's order."""
        key = self.columns[column].value if column >= 0 else None
        self._order = LayerOrder(self._order.words, key, order == Qt.SortOrder.DescendingOrder)
        if self._summary is None:
            return
        self.layoutAboutToBeChanged.emit()
        indexes = self.persistentIndexList()
        sources = [self._positions[index.row()] for index in indexes]
        self._positions = self._order.positions(self._summary.layers)
        self._cell = None
        if indexes:
            rows = {source: row for row, source in enumerate(self._positions)}
            moved = zip(indexes, sources, strict=True)
            self.changePersistentIndexList(indexes, [self.index(rows[at], old.column()) for old, at in moved])
        self.layoutChanged.emit()

    def row(self, position: int) -> LayerRow:
        """The layer shown at a position."""
        return self.cell(position)[2]

    def block(self, position: int) -> BlockRow:
        """The block of the layer shown at a position."""
        return self.cell(position)[1]

    def cell(self, position: int) -> tuple[int, BlockRow, LayerRow]:
        """(position, block, layer) at a position. Tables ask for the cells of a row in a row: the last is kept."""
        if self._cell is None or self._cell[0] != position:
            source = self._positions[position]
            block = self._block_of(source)
            self._cell = (position, block, layer_row(block, source - block.first_layer))
        return self._cell

    def part(self, position: int) -> str:
        return part_of(self.block(position))

    def shown_rows(self) -> Iterator[LayerRow]:
        """All shown layers, in their order."""
        if isinstance(self._positions, range):
            return iter(self._summary.layers if self._summary else ())
        return (self.row(position) for position in range(len(self._positions)))

    def first_of(self, part: str) -> int | None:
        """The first position that shows a layer of `part`."""
        return next(
            (row for row, source in enumerate(self._positions) if part_of(self._block_of(source)) == part), None
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._positions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(self.row(index.row()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == NAME:
            return self.row(index.row()).name
        if role == VALUE_ROLE:
            return column.value(self.row(index.row()))
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

    def _replace(self, summary: Summary | None, order: LayerOrder) -> None:
        """New contents for the rows there are; only the difference in their number is inserted or removed."""
        positions = order.positions(summary.layers) if summary else ()
        before, after = len(self._positions), len(positions)
        if after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            self._positions, self._cell = self._positions[:after], None
            self.endRemoveRows()
        self._summary, self._order, self._positions, self._cell = summary, order, positions[:before], None
        if self._positions:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._positions) - 1, len(self.columns) - 1))
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self._positions = positions
            self.endInsertRows()

    def _block_of(self, source: int) -> BlockRow:
        blocks = self._summary.blocks
        return blocks[bisect_right(blocks, source, key=_first_layer) - 1]


def _first_layer(block: BlockRow) -> int:
    return block.first_layer
