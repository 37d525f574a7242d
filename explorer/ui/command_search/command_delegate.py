"""How a command looks in the list: its text, the group after it, on the right its shortcut or why it cannot be done."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.ui.command_search.command_model import COMMAND_ROLE
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font

MARGIN = 14
SPACE = 10

Left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class CommandDelegate(QStyledItemDelegate):
    """Paints the rows of the command search."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base, self._caption = scaled_font(), scaled_font(-1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, QFontMetrics(self._base).height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command = index.data(COMMAND_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(themed("selection"))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 0, -4, 0), 5, 5)
        inner = option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        painter.setFont(self._caption)
        painter.setPen(themed("text_muted"))
        hint = command.reason or command.hint
        painter.drawText(inner, Right, hint)
        room = inner.width() - QFontMetrics(self._caption).horizontalAdvance(hint) - SPACE
        metrics = QFontMetrics(self._base)
        text = metrics.elidedText(command.text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text) + SPACE
        painter.drawText(inner.adjusted(width, 1, width + room - inner.width() - SPACE, 1), Left, command.group)
        painter.setFont(self._base)
        painter.setPen(themed("text" if command.is_enabled else "text_disabled"))
        painter.drawText(inner, Left, text)
        painter.restore()
