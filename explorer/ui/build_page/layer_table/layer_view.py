"""The view of the layer table: rows of one height, numbers in full, as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from explorer.number_format import byte_count, exact_count, shape_text
from explorer.ui.build_page.layer_table.layer_column import BY_IMPORTANCE, MACS, NAME, PARAMS, SAVED_BYTES, SHAPE, TYPE
from explorer.ui.build_page.layer_table.layer_model import LayerModel
from explorer.ui.build_page.layer_table.row_painter import RowPainter, Section
from explorer.ui.theme import scaled_font
from explorer.ui.widgets.plain_table import PADDING
from explorer.ui.widgets.table_model import Index, Key
from models.summary import Summary
from models.units.layer import LayerType

ROW_SPACE = 6
FONT_POINTS = -1
"""Smaller than the application font: seven columns share the width."""
NAME_WIDTH = 148
ARROW = 10
"""Room for the arrow of the sorted column."""
WIDEST_CHANGE = "-99.9 %"
INDENT = 16


class LayerView(QTreeView):
    """Rows of one height; the third click on a header restores the order of the network."""

    indexChosen = Signal(QModelIndex)
    """The row that a person made the current one."""
    columnsChanged = Signal()
    """Other columns are shown, or their widths changed."""

    def __init__(self, model: LayerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._chosen: frozenset[int] | None = None
        self._expanded: list[Key] = []
        self._before_reset: tuple[bool, list[Key], Key, int] = False, [], (), 0
        self._wanted: dict[int, int] = {}
        self._by_hand: dict[int, int] = {}
        self._change_room = 0
        self._is_fitting = False
        self._bold = QFontMetrics(scaled_font(FONT_POINTS, bold=True))
        self._sections: list[Section] = []
        self.rows = RowPainter(model, scaled_font(FONT_POINTS))
        self.setModel(model)
        self._set_up()
        self._set_up_header()
        model.modelAboutToBeReset.connect(self._save_state)
        model.modelReset.connect(self._restore_state)

    @property
    def chosen_columns(self) -> frozenset[int] | None:
        """The columns that a person chose; None: as many as there is room for."""
        return self._chosen

    def choose_columns(self, columns: frozenset[int] | None) -> None:
        self._chosen = None if columns is None else columns | {NAME}
        self._fit_columns()

    def shown_columns(self) -> list[int]:
        return [column for column in range(len(self._model.columns)) if not self.isColumnHidden(column)]

    def widen_for(self, summary: Summary, *, has_changes: bool) -> None:
        """Makes room for the widest number of every column; no column gets narrower by itself."""
        stem = [layer.output for layer in summary.spec.stem.layers]
        shapes = stem + [row.output_shape for row in summary.stages]
        texts = {
            TYPE: [LayerType.BATCH_NORM],
            SHAPE: list({shape_text(shape) for shape in shapes}),
            PARAMS: [exact_count(summary.params)],
            MACS: [exact_count(summary.macs)],
            SAVED_BYTES: [byte_count(summary.saved_bytes), byte_count(1e6)],
        }
        change_room = self._bold.horizontalAdvance(WIDEST_CHANGE) + PADDING if has_changes else 0
        before, self._change_room = (self._change_room, dict(self._wanted)), change_room
        for column in range(TYPE, len(self._model.columns)):
            title = self._model.columns[column].title
            wanted = max([self._width(text) for text in texts.get(column, [])] + [self._width(title) + ARROW])
            self._wanted[column] = max(wanted, self._wanted.get(column, 0))
        if (self._change_room, self._wanted) != before:
            self._fit_columns()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        current = self.currentIndex()
        # A view that merely gets the focus has a current row too, which no person chose.
        if current.isValid() and self.selectionModel().isSelected(current):
            self.indexChosen.emit(current)

    def reveal(self, index: QModelIndex) -> None:
        """Scrolls a row to the top without selecting it; the rows above it in the tree are unfolded."""
        if index.parent().isValid():
            self.setExpanded(index.parent(), True)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def match_view(self, other: "LayerView") -> None:
        """Sorts, unfolds and scrolls as another view of the same rows."""
        header = other.header()
        self.header().setSortIndicator(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._expanded = other._unfolded()
        self._expand_again()
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(other.verticalScrollBar().value())

    def shown_indexes(self) -> list[QModelIndex]:
        """All rows that are not folded away, in their order."""
        indexes, index = [], self._model.index(0, 0)
        while index.isValid():
            indexes.append(index)
            index = self.indexBelow(index)
        return indexes

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        """Repaints only: rows are of one height, which a tree would measure again."""
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, list(roles))

    def paintEvent(self, event: QPaintEvent) -> None:
        header = self.header()
        places = ((at, header.sectionViewportPosition(at), header.sectionSize(at)) for at in self.shown_columns())
        self._sections = [Section(*place) for place in places]
        super().paintEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._model
        key, area = model.key(index), option.rect
        indent, is_selected = INDENT * len(key), self.selectionModel().isSelected(index)
        self.rows.paint(painter, area, model.row(index), self._sections, indent, is_selected)
        if model.hasChildren(index):
            left = self._sections[0].left
            self.rows.paint_chevron(painter, QRect(left, area.top(), indent, area.height()), self.isExpanded(index))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setIndentation(INDENT)
        self.setAnimated(False)
        self.setFont(scaled_font(FONT_POINTS))

    def _set_up_header(self) -> None:
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(40)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

        header.sectionResized.connect(self._remember_width)

    def _fit_columns(self) -> None:
        """Shows the chosen columns, or the most important ones that there is room for; the name takes what is left."""
        header, self._is_fitting = self.header(), True
        shown = self._fitting() if self._chosen is None else self._chosen
        for column in BY_IMPORTANCE:
            self.setColumnHidden(column, column not in shown)
            if column in shown:
                header.resizeSection(column, self._width_of(column))
        self.rows.set_shows_type(TYPE not in shown)
        left = self.viewport().width() - header.length() + header.sectionSize(NAME)
        header.resizeSection(NAME, self._by_hand.get(NAME, max(NAME_WIDTH, left)))
        self._is_fitting = False
        self.columnsChanged.emit()

    def _fitting(self) -> frozenset[int]:
        room, fitting = self.viewport().width() - NAME_WIDTH, set()
        for column in BY_IMPORTANCE:
            room -= self._width_of(column)
            if room < 0:
                break
            fitting.add(column)
        # Numbers that a narrow window cuts off can still be scrolled to.
        return frozenset(fitting or {PARAMS, MACS})

    def _width_of(self, column: int) -> int:
        if column in self._by_hand:
            return self._by_hand[column]
        has_change = self._model.layer_columns[column].change is not None
        return self._wanted.get(column, 0) + (self._change_room if has_change else 0)

    def _remember_width(self, column: int, before: int, width: int) -> None:
        if not self._is_fitting and width:
            self._by_hand[column] = width
            self.columnsChanged.emit()

    def _save_state(self) -> None:
        """Notes before a reset which rows are unfolded, selected and in view, by their keys."""
        model, selection = self._model, self.selectionModel()
        self._expanded = self._unfolded()
        keys = [model.key(index) for index in selection.selectedRows()]
        self._before_reset = model.is_flat, keys, model.key(selection.currentIndex()), self.verticalScrollBar().value()

    def _restore_state(self) -> None:
        """Unfolds, selects and scrolls as before the reset; a list has nothing to unfold, the tree after it has."""
        model, (was_flat, keys, current, scrolled) = self._model, self._before_reset
        self._expand_again()
        if was_flat != model.is_flat:
            return
        selected = QItemSelection()
        for key in filter(self._is_there, keys):
            selected.select(model.place(key), model.place(key))
        flags = QItemSelectionModel.SelectionFlag
        if self._is_there(current):
            # The view would scroll to it.
            self.setAutoScroll(False)
            self.selectionModel().setCurrentIndex(model.place(current), flags.NoUpdate)
            self.setAutoScroll(True)
        self.selectionModel().select(selected, flags.Select | flags.Rows)
        if scrolled:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(scrolled)

    def _unfolded(self) -> list[Key]:
        """The unfolded parts and blocks; while layers stand in a list, those of the tree before it."""
        model = self._model
        if model.is_flat:
            return self._expanded
        parts = [(i,) for i in range(model.num_rows(()))]
        blocks = [(*part, j) for part in parts for j in range(model.num_rows(part))]
        return [key for key in (*parts, *blocks) if self.isExpanded(model.place(key))]

    def _expand_again(self) -> None:
        if not self._model.is_flat:
            for key in filter(self._is_there, self._expanded):
                self.setExpanded(self._model.place(key), True)

    def _is_there(self, key: Key) -> bool:
        return bool(key) and key[-1] < self._model.num_rows(key[:-1])

    def _width(self, text: str) -> int:
        """The width of a text in the bold font of the totals."""
        return self._bold.horizontalAdvance(text) + 2 * PADDING + 1
