"""How the columns of a table share its width."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QTableView

SOON = 40
"""Milliseconds in which what changes is measured once: to measure each new row takes longer than all else it needs."""


class ColumnRoom(QObject):
    """Gives every column what its texts need, and shares what is left among the ones that can use it.

    Where there is too little, columns of words are narrowed and elided first, then the table is scrolled sideways: a
    number is whole or out of sight. A column that a person has dragged stays as it is.
    """

    def __init__(
        self, view: QTableView, *, wide: Sequence[int] = (), words: Sequence[int] = (), least: int = 0
    ) -> None:
        """
        Args:
            wide: the columns that share what is left; none: all do.
            words: the columns that are narrowed, but not to less than `least` pixels.
        """
        super().__init__(view)
        self._view, self._wide, self._words, self._least = view, frozenset(wide), frozenset(words), least
        self._needs: dict[int, int] = {}
        self._by_hand: dict[int, int] = {}
        self._is_sharing = False
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self._measure)
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(False)
        # Only what is in view is measured: a long run has thousands of epochs.
        header.setResizeContentsPrecision(0)
        header.sectionResized.connect(self._note_size)
        header.sortIndicatorChanged.connect(self._measure_soon)
        view.verticalScrollBar().valueChanged.connect(self._measure_soon)
        model = view.model()
        for signal in (model.dataChanged, model.rowsInserted, model.headerDataChanged, model.layoutChanged):
            signal.connect(self._measure_soon)
        model.modelReset.connect(self._begin_again)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._share()
        elif event.type() in (QEvent.Type.Show, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._begin_again()
        return super().eventFilter(watched, event)

    def _measure_soon(self) -> None:
        if self._view.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _begin_again(self) -> None:
        """Rows of another thing may need less."""
        self._needs = {}
        self._measure()

    def _measure(self) -> None:
        """The room that a column has had it keeps: numbers that come and go do not make it move."""
        if not self._view.isVisible():
            return
        header = self._view.horizontalHeader()
        for column in range(header.count()):
            if not header.isSectionHidden(column):
                wanted = max(header.sectionSizeHint(column), self._view.sizeHintForColumn(column))
                self._needs[column] = max(wanted, self._needs.get(column, header.minimumSectionSize()))
        self._share()

    def _share(self) -> None:
        header = self._view.horizontalHeader()
        shown = [column for column in range(header.count()) if not header.isSectionHidden(column)]
        if not all(column in self._needs for column in shown):
            return
        sizes = {column: self._by_hand.get(column, self._needs[column]) for column in shown}
        left = self._view.viewport().width() - sum(sizes.values())
        sharing = (self._wide or shown) if left > 0 else self._words
        free = [column for column in shown if column in sharing and column not in self._by_hand]
        for number, column in enumerate(free):
            size = max(sizes[column] + left // (len(free) - number), min(self._least, sizes[column]))
            left -= size - sizes[column]
            sizes[column] = size
        self._is_sharing = True
        for column, size in sizes.items():
            header.resizeSection(column, size)
        self._is_sharing = False

    def _note_size(self, column: int, before: int, size: int) -> None:
        if self._is_sharing:
            return
        # A column that comes in sight or leaves it is not dragged.
        if before and size and QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._by_hand[column] = size
        self._measure_soon()
