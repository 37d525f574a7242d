"""How a cell of the comparison looks: whole networks in bold, differences in the colour of more or less."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.ui.compare.compare_model import INK_ROLE
from explorer.ui.palette import themed

PADDING = 8


class CompareDelegate(QStyledItemDelegate):
    """Colours always stand beside a sign or mark that says the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = QFontMetrics(_font(option, index))
        return QSize(metrics.horizontalAdvance(index.data()) + 2 * PADDING + 1, metrics.height() + 6)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, themed("selection"))
        is_enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        font = _font(option, index)
        painter.setFont(font)
        painter.setPen(themed(index.data(INK_ROLE) if is_enabled else "text_disabled"))
        room = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        text = QFontMetrics(font).elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)), text)


def _font(option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QFont:
    """Bold for what stands for many rows: the whole network."""
    font = QFont(option.font)
    font.setBold(index.model().row(index).level == "network")
    return font
