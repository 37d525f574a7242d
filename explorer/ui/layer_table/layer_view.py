"""The view of the layer table: fixed rows, numbers in full, the name takes what room is left."""

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from explorer.number_format import byte_count, exact_count, shape_text
from explorer.ui.layer_table.layer_column import KEPT, MACS, NAME, PARAMS, SHAPE, TYPE
from explorer.ui.layer_table.layer_delegate import PADDING
from explorer.ui.layer_table.layer_model import LayerTableModel
from explorer.ui.theme import scaled_font
from models.summary import Summary

ROW_SPACE = 6
MAX_WIDTHS = 10_000
"""Remembered at a time."""
FONT_POINTS = -1
"""Smaller than the application font: seven columns share the width."""
NAME_WIDTH = 120
ARROW = 10
"""Room for the arrow of the sorted column."""


class LayerView(QTableView):
    """Rows of one height; the third click on a header restores the network's order."""

    rowChosen = Signal(int)
    """The row that a person made the current one."""

    def __init__(self, model: LayerTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self._widths: dict[str, int] = {}
        self._bold = QFontMetrics(scaled_font(FONT_POINTS, bold=True))
        self.setFont(scaled_font(FONT_POINTS))
        self._set_up_headers()

    def widen_for(self, summary: Summary) -> None:
        """Makes room for the widest number of every column; columns never get narrower by themselves."""
        stem = [layer.output for layer in summary.spec.stem.layers]
        shapes = stem + [row.output_shape for row in summary.stages]
        texts = {
            TYPE: ["BatchNorm2d"],
            SHAPE: list({shape_text(shape) for shape in shapes}),
            PARAMS: [exact_count(summary.params)],
            MACS: [exact_count(summary.macs)],
            KEPT: [byte_count(summary.saved_bytes), byte_count(1e6)],
        }
        header = self.horizontalHeader()
        for column in range(TYPE, len(self.model().columns)):
            title = self.model().columns[column].title
            wanted = max([self._width(text) for text in texts.get(column, [])] + [self._width(title) + ARROW])
            if wanted > header.sectionSize(column):
                header.resizeSection(column, wanted)
        self._fit_name()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        current = self.currentIndex()
        # A view that merely gets the focus has a current row too, though none that a person chose.
        if current.isValid() and self.selectionModel().isSelected(current):
            self.rowChosen.emit(current.row())

    def reveal(self, row: int) -> None:
        """Scrolls so that `row` is near the top, without choosing it."""
        self.scrollTo(self.model().index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_name()

    def _set_up_headers(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(40)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for column in range(self.model().columnCount()):
            header.resizeSection(column, header.minimumSectionSize())
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + ROW_SPACE)

    def _fit_name(self) -> None:
        header = self.horizontalHeader()
        others = header.length() - header.sectionSize(NAME)
        header.resizeSection(NAME, max(NAME_WIDTH, self.viewport().width() - others))

    def _width(self, text: str) -> int:
        """Of a text in the bold font of the totals."""
        if text not in self._widths:
            self._widths = {} if len(self._widths) > MAX_WIDTHS else self._widths
            self._widths[text] = self._bold.horizontalAdvance(text) + 2 * PADDING + 1
        return self._widths[text]
