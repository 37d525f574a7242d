"""How a row of the preset popup looks: title on the left, parameters and MACs in two columns on the right."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.ui.palette import themed
from explorer.ui.preset_model import COSTS_ROLE, PRESET_ROLE
from explorer.ui.theme import scaled_font

MARGIN = 12
COLUMN = 78
"""Width of each column of costs."""

Left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class PresetDelegate(QStyledItemDelegate):
    """Paints presets and the names of their groups."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base, self._caption, self._group = scaled_font(), scaled_font(-1), scaled_font(-1, bold=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, QFontMetrics(self._base).height() + 11)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(PRESET_ROLE) is None:
            self._paint_group(painter, option.rect, index.data())
        else:
            self._paint_ground(painter, option)
            self._paint_preset(painter, option.rect, index)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._group)
        painter.setPen(themed("text_muted"))
        painter.drawText(rect.adjusted(MARGIN, 3, -MARGIN, 0), Left, text)

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

    def _paint_preset(self, painter: QPainter, rect: QRect, index: Index) -> None:
        inner = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        painter.setFont(self._caption)
        painter.setPen(themed("text_muted"))
        params, macs = index.data(COSTS_ROLE)
        painter.drawText(inner, Right, macs)
        painter.drawText(inner.adjusted(0, 0, -COLUMN, 0), Right, params)
        painter.setFont(self._base)
        painter.setPen(themed("text"))
        width = inner.width() - 2 * COLUMN
        title = QFontMetrics(self._base).elidedText(index.data(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(inner, Left, title)
