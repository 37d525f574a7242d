"""A table of rows that are chosen and not edited: its rows as text, the room of its columns, and how a cell looks."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QFont, QFontMetrics, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
    QWidget,
)

from explorer.csv_text import csv_text
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font
from explorer.ui.widgets.table_model import COLOR_ROLE, SHARE_ROLE, VALUE_ROLE, Column, Index, Role

ROW_SPACE, CELL_SPACE = 8, 6
"""Pixels that a row is higher than its text, of one height or asked of its cells."""
MEASURE_DELAY = 40
"""Milliseconds in which what changes is measured once: to measure each new row takes longer than all else it needs."""
PADDING = 8
MARK_WIDTH = 3
_BAR_INSET = 3
_BAR = 0.2


class PlainTable(QTableView):
    """The look of all tables of the window: no grid, no frame, rows of one height."""

    def __init__(
        self,
        model: QAbstractItemModel,
        parent: QWidget | None = None,
        *,
        points: int = -1,
        row_height: int | None = None,
        least_width: int = 64,
    ) -> None:
        """
        Args:
            points: how much larger than the application font its own is.
            row_height: in pixels; None: what the font needs.
            least_width: of a column.
        """
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(scaled_font(points))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height or self.fontMetrics().height() + ROW_SPACE)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(least_width)

    def sort_by_header(self) -> None:
        """A click on a header sorts, the third restores the model's own order, in which the rows are at first."""
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def shown_columns(self) -> list[int]:
        """The columns in sight, from left to right."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in order if not header.isSectionHidden(column)]

    def choose_columns(self, columns: Collection[int]) -> None:
        """Shows these columns; the first always is."""
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column > 0 and column not in columns)

    def csv(self) -> str:
        """The rows in their order and the columns in sight; numbers in full and without units."""
        model, columns = self.model(), self.shown_columns()
        values = ([model.index(row, at).data(VALUE_ROLE) for at in columns] for row in range(model.rowCount()))
        return csv_text(map(self._title, columns), values)

    def selected_text(self) -> str:
        """The selected rows as they are read, for a spreadsheet or a letter; all rows where none is selected."""
        model, columns = self.model(), self.shown_columns()
        rows = sorted(index.row() for index in self.selectionModel().selectedRows()) or range(model.rowCount())
        texts = ([model.index(row, at).data() or "" for at in columns] for row in rows)
        return csv_text(map(self._title, columns), texts, delimiter="\t")

    def _title(self, column: int) -> str:
        return self.model().headerData(column, Qt.Orientation.Horizontal).replace("\n", " ")


class ColumnMenu(QMenu):
    """Which columns of a table are in sight; the first always is. A right click on the header opens it."""

    def __init__(
        self,
        view: QTableView | QTreeView,
        header: QHeaderView,
        columns: Sequence[Column],
        choose: Callable[[frozenset[int]], None],
    ) -> None:
        """`choose` takes the positions of the columns that a person wants to see."""
        super().__init__(view)
        self._view, self._choose, self._keys = view, choose, [column.key for column in columns]
        self.setToolTipsVisible(True)
        self._actions = [self._add(at, column) for at, column in enumerate(columns) if at]
        self.aboutToShow.connect(self._update)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda place: self.popup(header.viewport().mapToGlobal(place)))

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the columns in sight."""
        return tuple(key for at, key in enumerate(self._keys) if not self._view.isColumnHidden(at))

    def show_columns(self, keys: Collection[str]) -> None:
        self._choose(frozenset(at for at, key in enumerate(self._keys) if key in keys))

    def _add(self, at: int, column: Column) -> QAction:
        action = self.addAction(column.title)
        action.setToolTip(column.tip)
        action.setCheckable(True)
        action.setData(at)
        action.triggered.connect(lambda: self._toggle(at))
        return action

    def _update(self) -> None:
        for action in self._actions:
            action.setChecked(not self._view.isColumnHidden(action.data()))

    def _toggle(self, at: int) -> None:
        shown = {place for place in range(len(self._keys)) if not self._view.isColumnHidden(place)}
        self._choose(frozenset(shown ^ {at}))


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
        self._soon = QTimer(self, interval=MEASURE_DELAY, singleShot=True)
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
        model.modelReset.connect(self._measure_anew)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._share()
        elif event.type() in (QEvent.Type.Show, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure_anew()
        return super().eventFilter(watched, event)

    def _measure_soon(self) -> None:
        if self._view.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _measure_anew(self) -> None:
        """Forgets what columns needed: other rows may need less."""
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


def paint_share(painter: QPainter, area: QRect, share: float, color: str) -> None:
    """A bar from the left, as long as the share, 0 to 1; anything at all is at least one pixel."""
    if share > 0:
        left, top = area.left() + _BAR_INSET, area.top() + _BAR_INSET
        width, height = area.width() - 2 * _BAR_INSET, area.height() - 2 * _BAR_INSET
        painter.fillRect(QRectF(left, top, max(1.0, width * share), height), themed(color, _BAR))


class ShareDelegate(QStyledItemDelegate):
    """Paints the cells of a model's columns, without a style sheet: that is several times as slow."""

    def __init__(self, parent: QWidget | None = None, *, dimmed: str = "text_muted") -> None:
        """`dimmed` is the colour of all text while the table is disabled."""
        super().__init__(parent)
        self._dimmed = dimmed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(_font(option, index))
        return QSize(metrics.horizontalAdvance(index.data()) + 2 * PADDING + 1, metrics.height() + CELL_SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, color, font = option.rect, index.data(COLOR_ROLE), _font(option, index)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, themed("selection"))
        paint_share(painter, area, index.data(SHARE_ROLE) or 0, color)
        if index.column() == 0 and color:
            painter.fillRect(QRect(area.left(), area.top(), MARK_WIDTH, area.height()), themed(color))
        is_enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        ink = index.data(Role.ForegroundRole) if is_enabled else themed(self._dimmed)
        painter.setPen(ink or themed("text"))
        painter.setFont(font)
        room = area.adjusted(PADDING, 0, -PADDING, 0)
        text = QFontMetrics(font).elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag(index.data(Role.TextAlignmentRole)), text)


def _font(option: QStyleOptionViewItem, index: Index) -> QFont:
    font = QFont(option.font)
    font.setBold(index.data(Role.FontRole) is not None)
    return font
