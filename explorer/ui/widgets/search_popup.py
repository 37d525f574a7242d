"""A popup with a line to type in over the rows that answer: the presets, and the search of commands."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.ui.icons import icon
from explorer.ui.layout import column, label, styled
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The Row."""
MARGIN, SPACE = 12, 10
COLUMN = 78
"""Width of each column on the right where there are several."""
LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

Left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """What can be chosen, or the name of a group."""

    text: str
    value: object = None
    """None: a name of a group."""
    note: str = ""
    """Stands muted behind the text."""
    columns: Callable[[], tuple[str, ...]] = tuple
    """What stands on the right, worked out when it is painted."""
    tip: str = ""
    is_enabled: bool = True


class RowModel(QAbstractListModel):
    """Rows as Qt wants them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def set_rows(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (row.text, row.note, *row.columns()) if part)
        return row if role == ROW_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return super().flags(index)
        row = self.rows[index.row()]
        if row.value is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) if row.is_enabled else super().flags(index) & ~Qt.ItemFlag.ItemIsEnabled


class RowDelegate(QStyledItemDelegate):
    """Paints the text, the note behind it, and the columns on the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base, self._caption, self._group = scaled_font(), scaled_font(-1), scaled_font(-1, bold=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, QFontMetrics(self._base).height() + 11)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, inner = index.data(ROW_ROLE), option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.value is None:
            painter.setFont(self._group)
            painter.setPen(themed("text_muted"))
            painter.drawText(inner.adjusted(0, 3, 0, 0), Left, row.text)
        else:
            self._paint_ground(painter, option)
            painter.setFont(self._caption)
            painter.setPen(themed("text_muted"))
            columns = row.columns()
            for number, text in enumerate(reversed(columns)):
                painter.drawText(inner.adjusted(0, 0, -number * COLUMN, 0), Right, text)
            hint = QFontMetrics(self._caption).horizontalAdvance(columns[0]) + SPACE if columns else 0
            room = inner.width() - (COLUMN * len(columns) if len(columns) > 1 else hint)
            metrics = QFontMetrics(self._base)
            text = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(text) + SPACE
            painter.drawText(inner.adjusted(width, 1, width + room - inner.width() - SPACE, 1), Left, row.note)
            painter.setFont(self._base)
            painter.setPen(themed("text" if row.is_enabled else "text_disabled"))
            painter.drawText(inner, Left, text)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            color = themed("selection")
        elif option.state & QStyle.StateFlag.State_MouseOver:
            color = themed("text", 0.05)
        else:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 0, -4, 0), 5, 5)


class SearchPopup(QFrame):
    """Return chooses the row that is marked. The arrow keys move in the list while the cursor stays in the line."""

    chosen = Signal(object)
    """The value of a row."""

    def __init__(
        self, prompt: str, list_name: str, size: QSize, parent: QWidget, header: QWidget | None = None
    ) -> None:
        """
        Args:
            prompt: stands in the line while it is empty.
            list_name: what a screen reader calls the rows.
            header: stands over the rows.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._answers: Callable[[str], list[Row]] = lambda _: []
        self._size = size
        self.model = RowModel(self)
        self.line = styled(QLineEdit(placeholderText=prompt), accessibleName=prompt)
        self.line.textChanged.connect(self._show_answers)
        self.line.installEventFilter(self)
        self.line.addAction(icon("search", "text_muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.view = styled(QListView(), "plain", accessibleName=list_name)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.clicked.connect(self._choose)
        self._nothing = label(self.tr("No matches."), "muted")
        self._nothing.setContentsMargins(10, 4, 10, 8)
        parts = [self.line, *([] if header is None else [header]), self.view, self._nothing]
        self.setLayout(column(*parts, spacing=6, margins=(8, 8, 4, 8)))

    def open_at(self, place: QPoint, answers: Callable[[str], list[Row]], marked: object = None) -> None:
        """Shows the answers to nothing.

        Args:
            place: of the upper left corner, on the screen.
            answers: gives the rows for what is typed.
            marked: a value that is marked and in sight at first.
        """
        self._answers = answers
        self.line.clear()
        self._show_answers("")
        values = [row.value for row in self.model.rows]
        self._mark(values.index(marked) if marked is not None and marked in values else None)
        self.resize(self._size)
        self.move(place)
        self.show()
        self.line.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # They hold what they act on, and the next time they are others.
        self._answers = lambda _: []
        self.model.set_rows([])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in LIST_KEYS:
                QApplication.sendEvent(self.view, QKeyEvent(event))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _show_answers(self, typed: str) -> None:
        rows = self._answers(typed)
        self.model.set_rows(rows)
        self._mark(next((i for i, row in enumerate(rows) if row.value is not None), None) if typed else None)
        self.view.setVisible(bool(rows))
        self._nothing.setVisible(not rows)

    def _mark(self, row: int | None) -> None:
        index = QModelIndex() if row is None else self.model.index(row)
        self.view.setCurrentIndex(index)
        if index.isValid():
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        else:
            self.view.scrollToTop()

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None and row.value is not None and row.is_enabled:
            self.close()
            self.chosen.emit(row.value)
