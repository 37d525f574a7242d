"""A card with a title, a few buttons and a table under them."""

from PySide6.QtCore import QAbstractItemModel, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.training.elided_label import ElidedLabel

ROW_HEIGHT = 26
SHORTEST_COLUMN = 54
"""Pixels: room for the shortest header with its padding, where the numbers below it are shorter still."""
HEAD_HEIGHT = 30
"""As high as a button, whether there is one or not."""


class TableCard(QFrame):
    """Shows the model's rows, or a hint while there are none."""

    def __init__(
        self,
        title: str,
        hint: str,
        model: QAbstractItemModel,
        *,
        wide_column: int,
        parent: QWidget | None = None,
    ) -> None:
        """
        Args:
            wide_column: the column that takes the room that the others leave.
        """
        super().__init__(parent)
        self.setProperty("role", "card")
        self._model = model
        self.caption = ElidedLabel()
        self._head = QHBoxLayout()
        self.view = _make_view(model, wide_column)
        self.view.setAccessibleName(title)
        self._pages = QStackedWidget()
        self._lay_out(title, hint)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._choose_page)
        self._choose_page()

    def add_button(self, text: str, tip: str) -> QToolButton:
        """A button with an icon and a text, at the right of the title."""
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setIconSize(QSize(16, 16))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("role", "compact")
        self._head.addWidget(button)
        return button

    def keep_end_in_view(self) -> None:
        """Said before rows are added: where the last row is in view, the new last row will be."""
        bar = self.view.verticalScrollBar()
        if bar.value() == bar.maximum():
            QTimer.singleShot(0, self.view, self.view.scrollToBottom)

    def _lay_out(self, title: str, hint: str) -> None:
        label = QLabel(title)
        label.setProperty("role", "title")
        label.setMinimumHeight(HEAD_HEIGHT)
        self.caption.setProperty("role", "caption")
        self._head.setContentsMargins(12, 6, 6, 4)
        self._head.setSpacing(8)
        self._head.addWidget(label)
        self._head.addWidget(self.caption, 1)
        empty = QLabel(hint)
        empty.setProperty("role", "muted")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setWordWrap(True)
        self._pages.addWidget(empty)
        self._pages.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(self._pages, 1)

    def _choose_page(self) -> None:
        self._pages.setCurrentIndex(1 if self._model.rowCount() else 0)


def _make_view(model: QAbstractItemModel, wide_column: int) -> QTableView:
    view = QTableView()
    view.setProperty("role", "dense")
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(SHORTEST_COLUMN)
    # Only what is in view is measured: a long run has thousands of epochs.
    header.setResizeContentsPrecision(0)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(wide_column, QHeaderView.ResizeMode.Stretch)
    return view
