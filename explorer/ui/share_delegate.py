"""How a cell with a share looks: its text on a bar, the mark of its part's kind."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.ui.palette import themed

SHARE_ROLE = Qt.ItemDataRole.UserRole
"""Share of the whole, 0 to 1; None where the column has none."""
COLOR_ROLE = SHARE_ROLE + 1
"""Name of the palette's colour of the row."""
MUTED_ROLE = SHARE_ROLE + 2
"""Whether the row is of little use."""

PADDING = 8
MARK_WIDTH = 3
BAR_INSET = 3
BAR = 0.2


class ShareDelegate(QStyledItemDelegate):
    """Paints as the layer table does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.fontMetrics.horizontalAdvance(index.data()) + 2 * PADDING + 1, option.fontMetrics.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area, color = option.rect, index.data(COLOR_ROLE)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, themed("selection"))
        share = index.data(SHARE_ROLE)
        if share:
            inner = QRectF(area.adjusted(BAR_INSET, BAR_INSET, -BAR_INSET, -BAR_INSET))
            inner.setWidth(max(1.0, inner.width() * share))
            painter.fillRect(inner, themed(color, BAR))
        if index.column() == 0 and color:
            painter.fillRect(QRect(area.left(), area.top(), MARK_WIDTH, area.height()), themed(color))
        self._paint_text(painter, option, index)

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        is_clear = bool(option.state & QStyle.StateFlag.State_Enabled) and not index.data(MUTED_ROLE)
        painter.setPen(themed("text" if is_clear else "text_muted"))
        painter.setFont(option.font)
        room = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        text = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)), text)
