"""The layers of a summary as a Qt model; each row is made when it is looked at, so thousands appear at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from explorer.experiment.comparison import Comparison
from explorer.ui.build_page.layer_table.layer_column import layer_columns
from explorer.ui.build_page.layer_table.tree_row import LayerTree, TreeRow
from explorer.ui.widgets.table_model import Key, TreeModel
from models.summary import LayerRow, Summary


@dataclass(frozen=True, slots=True)
class LayerOrder:
    """Which layers are listed, and in what order. Qt's sorting asks the model in every comparison: 200 times slower."""

    words: tuple[str, ...] = ()
    key: Callable[[LayerRow], Any] | None = None
    """None: the order in which the layers run."""
    descending: bool = False

    @property
    def is_flat(self) -> bool:
        """Whether the layers are one list, without parts and blocks."""
        return bool(self.words) or self.key is not None

    def positions(self, rows: Sequence[LayerRow]) -> Sequence[int]:
        """Positions of the listed rows; equal ones stay in the order in which they run."""
        listed = list(rows)
        shown = [i for i, row in enumerate(listed) if not self.words or self._holds(row)]
        if self.key is not None:
            keys = [self.key(row) for row in listed]
            shown.sort(key=keys.__getitem__, reverse=self.descending)
        return shown

    def _holds(self, row: LayerRow) -> bool:
        text = f"{row.name} {row.type} {'x'.join(map(str, row.output_shape))}".lower()
        return all(word in text for word in self.words)


class LayerModel(TreeModel):
    """Parts, their blocks and their layers as a tree; while sorted or filtered, a flat list of layers.

    A person who sorts or filters wants the largest layers of the network, or all layers of one kind; sums of blocks and
    stages between them would be in the way.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = self.layer_columns = layer_columns()
        self._tree: LayerTree | None = None
        self._order = LayerOrder()
        self._positions: Sequence[int] = ()
        self._cell: tuple[Key, TreeRow] | None = None

    @property
    def summary(self) -> Summary | None:
        return self._tree.summary if self._tree else None

    @property
    def comparison(self) -> Comparison | None:
        """The comparison whose differences are shown; None: none are."""
        return self._tree.comparison if self._tree else None

    @property
    def is_filtered(self) -> bool:
        return bool(self._order.words)

    @property
    def is_flat(self) -> bool:
        """Whether the layers are one list, without parts and blocks."""
        return self._order.is_flat

    def set_summary(self, summary: Summary, comparison: Comparison | None = None) -> None:
        """Shows another network."""
        self._set_rows(LayerTree(summary, comparison), self._order)

    def set_filter(self, text: str) -> None:
        """Lists the layers whose name, type or shape holds every word of `text`; no words restore the tree."""
        order = LayerOrder(_words_of(text), self._order.key, self._order.descending)
        if order != self._order:
            self._set_rows(self._tree, order)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Lists the layers by the exact values of a column; -1 restores the network's order, and the tree."""
        key = self.columns[column].value if column >= 0 else None
        wanted = LayerOrder(self._order.words, key, order == Qt.SortOrder.DescendingOrder)
        if self._tree is None or not (self.is_flat and wanted.is_flat):
            self._set_rows(self._tree, wanted)
            return
        self.layoutAboutToBeChanged.emit()
        indexes = self.persistentIndexList()
        sources = [self._positions[index.row()] for index in indexes]
        self._order, self._positions, self._cell = wanted, wanted.positions(self._tree.summary.layers), None
        if indexes:
            rows = {source: row for row, source in enumerate(self._positions)}
            moved = zip(indexes, sources, strict=True)
            self.changePersistentIndexList(indexes, [self.index(rows[at], old.column()) for old, at in moved])
        self.layoutChanged.emit()

    def row_at(self, key: Key) -> TreeRow:
        """The row at a key; the last one is cached, since views ask for all cells of a row one after another."""
        if self._cell is None or self._cell[0] != key:
            assert self._tree is not None, "a model without a network has no rows"
            self._cell = key, self._tree.layer(self._positions[key[0]]) if self.is_flat else self._tree.row(key)
        return self._cell[1]

    def num_rows(self, above: Key) -> int:
        if self.is_flat or self._tree is None:
            return 0 if above else len(self._positions)
        return self._tree.num_rows(above)

    def index_of(self, part: str, block: int | None = None) -> QModelIndex:
        """The row of a part or of one of its blocks, in a list that of its first layer; invalid where there is none."""
        if self._tree is None:
            return QModelIndex()
        if not self.is_flat:
            return self.place(self._tree.key_of(part, block) or ())
        for row in range(len(self._positions)):
            shown = self.row_at((row,))
            if shown.part == part and block in (None, shown.block):
                return self.index(row, 0)
        return QModelIndex()

    def layers(self) -> Iterator[TreeRow]:
        """All layers of the network, called by their full names."""
        return map(self._tree.layer, range(len(self._tree.summary.layers))) if self._tree else iter(())

    def listed(self) -> Iterator[TreeRow]:
        """The layers that sorting and filtering leave, in their order."""
        return map(self._tree.layer, self._positions) if self.is_flat and self._tree else self.layers()

    def num_listed(self) -> int:
        if self._tree is None:
            return 0
        return len(self._positions) if self.is_flat else len(self._tree.summary.layers)

    def _set_rows(self, tree: LayerTree | None, order: LayerOrder) -> None:
        """Resets only where the number of rows changes: most edits change numbers only."""
        positions = order.positions(tree.summary.layers) if tree is not None and order.is_flat else ()
        if tree is None or self._tree is None or order.is_flat != self.is_flat:
            is_alike = False
        else:
            is_alike = tree.outline == self._tree.outline or (order.is_flat and len(positions) == len(self._positions))
        if not is_alike:
            self.beginResetModel()
        self._tree, self._order, self._positions, self._cell = tree, order, positions, None
        if not is_alike:
            self.endResetModel()
        elif self.num_rows(()):
            # Views repaint all visible rows for any of them.
            last = self.num_rows(()) - 1, len(self.columns) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(*last))


def _words_of(text: str) -> tuple[str, ...]:
    """The words that a person filters by; shapes may be written with x or ×."""
    return tuple(text.lower().replace(" × ", "x").replace("×", "x").split())
