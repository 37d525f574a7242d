"""How a cell of the layer table looks: its text, the mark of its part's kind, the bar of its share."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.ui.layer_table.layer_column import NAME, TYPE
from explorer.ui.layer_table.layer_model import LayerTableModel
from explorer.ui.network_part import COLORS, color_of, part_of
from explorer.ui.palette import Palette
from models.summary import BlockRow, LayerRow

PADDING = 8
MARK_WIDTH = 3
BAR_INSET = 3
SELECTED_PART = 0.09
BAR = 0.2

# The end of a name tells layers apart, the beginning of a type.
_ELIDED = {NAME: Qt.TextElideMode.ElideLeft, TYPE: Qt.TextElideMode.ElideRight}


class LayerDelegate(QStyledItemDelegate):
    """Paints cells itself: through the style sheet they would take three times as long."""

    def __init__(self, model: LayerTableModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._part = ""
        self.apply_palette(palette)

    def apply_palette(self, palette: Palette) -> None:
        self._text = palette.color("text")
        self._muted = palette.color("text_muted")
        self._selection = palette.color("selection")
        self._marks = {name: palette.color(name) for name in COLORS}
        self._grounds = {name: palette.mixed(name, "surface", SELECTED_PART) for name in COLORS}
        self._bars = {name: palette.color(name, BAR) for name in COLORS}

    def set_part(self, part: str) -> None:
        """The part whose rows are lightly marked."""
        self._part = part

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, block = self._model.row(index.row()), self._model.block(index.row())
        column = self._model.columns[index.column()]
        color, area = color_of(block), option.rect
        ground = self._ground(option, block, color)
        if ground is not None:
            painter.fillRect(area, ground)
        if column.total is not None:
            self._paint_share(painter, area, column.value(row) / max(1, column.total(self._model.summary)), color)
        if index.column() == NAME:
            painter.fillRect(QRect(area.left(), area.top(), MARK_WIDTH, area.height()), self._marks[color])
        self._paint_text(painter, option, index.column(), row)

    def _ground(self, option: QStyleOptionViewItem, block: BlockRow, color: str) -> QColor | None:
        if option.state & QStyle.StateFlag.State_Selected:
            return self._selection
        return self._grounds[color] if part_of(block) == self._part else None

    def _paint_share(self, painter: QPainter, area: QRect, share: float, color: str) -> None:
        """A bar from the left, as long as the layer's share of the network; anything at all is at least one pixel."""
        if share <= 0:
            return
        room = QRectF(area).adjusted(BAR_INSET, BAR_INSET, -BAR_INSET, -BAR_INSET)
        room.setWidth(max(1.0, room.width() * share))
        painter.fillRect(room, QBrush(self._bars[color]))

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, at: int, row: LayerRow) -> None:
        column = self._model.columns[at]
        text = column.text(row)
        area = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        if at in _ELIDED:
            text = option.fontMetrics.elidedText(text, _ELIDED[at], area.width())
        side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
        is_muted = text == "0" or at == TYPE or not option.state & QStyle.StateFlag.State_Enabled
        painter.setPen(self._muted if is_muted else self._text)
        painter.setFont(option.font)
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)
