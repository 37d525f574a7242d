"""How a cell of a table looks: its text on a bar of its share, the mark of its row's kind."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.ui.palette import themed
from explorer.ui.widgets.table_model import COLOR_ROLE, SHARE_ROLE, Index

Role = Qt.ItemDataRole

PADDING = 8
MARK_WIDTH = 3
ROW_SPACE = 6
_BAR_INSET = 3
_BAR = 0.2


def paint_share(painter: QPainter, area: QRect, share: float, color: str) -> None:
    """A bar from the left, as long as the share, 0 to 1; anything at all is at least one pixel."""
    if share > 0:
        left, top = area.left() + _BAR_INSET, area.top() + _BAR_INSET
        width, height = area.width() - 2 * _BAR_INSET, area.height() - 2 * _BAR_INSET
        painter.fillRect(QRectF(left, top, max(1.0, width * share), height), themed(color, _BAR))


class ShareDelegate(QStyledItemDelegate):
    """Paints what the columns of a model say, without a style sheet: that is several times as slow."""

    def __init__(self, parent: QWidget | None = None, *, dimmed: str = "text_muted") -> None:
        """`dimmed` is the colour of all text while the table is disabled."""
        super().__init__(parent)
        self._dimmed = dimmed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(_font(option, index))
        return QSize(metrics.horizontalAdvance(index.data()) + 2 * PADDING + 1, metrics.height() + ROW_SPACE)

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
