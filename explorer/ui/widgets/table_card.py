"""A card with a title, a few buttons and a sorted table under them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QStackedWidget, QToolButton, QWidget

from explorer.ui.actions import tool_button
from explorer.ui.layout import ElidedLabel, column, label, row, styled
from explorer.ui.widgets.plain_table import ColumnRoom, PlainTable
from explorer.ui.widgets.table_model import SortedRows

ROW_HEIGHT = 26
SHORTEST_COLUMN = 54
"""Pixels: room for the shortest header with its padding, where the numbers below it are shorter still."""
LEAST_WORDS = 64
HEAD_HEIGHT = 30
"""As high as a button, whether there is one or not."""


class TableCard(QFrame):
    """Shows the model's rows in any order, or a hint while there are none."""

    copyRequested = Signal()
    """Ctrl+C in the table."""

    def __init__(self, model: QAbstractItemModel, *, words: Sequence[int] = (), parent: QWidget | None = None) -> None:
        """
        Args:
            words: the columns that take the room that the others leave, and are narrowed; none: all share it.
        """
        super().__init__(parent)
        self.setProperty("role", "card")
        self.rows = SortedRows(model, self)
        self.title = label(role="title", minimumHeight=HEAD_HEIGHT)
        self.caption = styled(ElidedLabel(), "caption")
        self._hint = label(role="muted", alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.view = styled(PlainTable(self.rows, points=0, row_height=ROW_HEIGHT, least_width=SHORTEST_COLUMN), "dense")
        self.view.sort_by_header()
        # Room for an arrow is only taken while there is one.
        header = self.view.horizontalHeader()
        header.sortIndicatorChanged.connect(lambda section: header.setSortIndicatorShown(section >= 0))
        header.setSortIndicatorShown(False)
        self._room = ColumnRoom(self.view, wide=words, words=words, least=LEAST_WORDS)
        self.view.installEventFilter(self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self.view)
        self._head = row(self.title, 4, (self.caption, 1), spacing=4, margins=(12, 6, 6, 4))
        self.setLayout(column(self._head, (self._pages, 1), spacing=0, margins=1))
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._choose_page)
        self._choose_page()

    def set_texts(self, title: str, hint: str) -> None:
        """What the table is called, and what stands there while it is empty."""
        self.title.setText(title)
        self.view.setAccessibleName(title)
        self._hint.setText(hint)

    def add_button(self, action: QAction) -> QToolButton:
        """A button with the icon of an action, at the right of the title."""
        button = tool_button(action)
        self._head.addWidget(button)
        return button

    def add_to_head(self, widget: QWidget, stretch: int = 0) -> None:
        """A field at the right of the title."""
        self._head.addWidget(widget, stretch)

    def selected_rows(self) -> list[int]:
        """Rows of the model that are selected and in sight, the current one first, then from top to bottom."""
        current = self.view.currentIndex().row()
        shown = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        shown.sort(key=lambda row: row != current)
        return [self.rows.mapToSource(self.rows.index(row, 0)).row() for row in shown]

    def select_row(self, *rows: int) -> None:
        """Selects these rows of the model alone, the first as the current one; none that the filter hides."""
        shown = [self.rows.mapFromSource(self.rows.sourceModel().index(row, 0)) for row in rows]
        flags = QItemSelectionModel.SelectionFlag
        for number, index in enumerate(index for index in shown if index.isValid()):
            if not number:
                self.view.selectRow(index.row())
            else:
                self.view.selectionModel().select(index, flags.Select | flags.Rows)

    def keep_end_in_view(self) -> None:
        """Said before rows are added: where the last row is in view, the new last row will be."""
        bar = self.view.verticalScrollBar()
        if bar.value() == bar.maximum() and self.rows.sortColumn() < 0:
            QTimer.singleShot(0, self.view, self.view.scrollToBottom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The view's own copies the text of the current cell alone.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Copy)
        ):
            self.copyRequested.emit()
            return True
        return super().eventFilter(watched, event)

    def _choose_page(self) -> None:
        self._pages.setCurrentIndex(1 if self.rows.sourceModel().rowCount() else 0)
