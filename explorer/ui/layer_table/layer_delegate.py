"""How a cell of the layer table looks: its text, the mark of its part's kind, the bar of its share."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.ui.layer_table.layer_column import NAME, TYPE
from explorer.ui.layer_table.layer_model import LayerTableModel
from explorer.ui.network_part import COLORS, color_of, part_of
from explorer.ui.palette import Palette
from models.summary import BlockRow

PADDING = 8
MARK_WIDTH = 3
BAR_INSET = 3
SELECTED_PART = 0.09
BAR = 0.2
MAX_TEXTS = 20_000
"""Fitted texts remembered at a time."""

# The end of a name tells layers apart, the beginning of a type.
_ELIDED = {NAME: Qt.TextElideMode.ElideLeft, TYPE: Qt.TextElideMode.ElideRight}

_SELECTED = QStyle.StateFlag.State_Selected.value


class LayerDelegate(QStyledItemDelegate):
    """Paints cells itself, with remembered widths: through the style sheet they would take several times as long."""

    def __init__(self, model: LayerTableModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._part = ""
        self._enabled = True
        self._fitted: dict[tuple[str, int, int], _Fitted] = {}
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

    def set_enabled(self, enabled: bool) -> None:
        """Whether the rows are those of the network as it is; else they are muted."""
        self._enabled = enabled

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        at = index.column()
        _, block, row = self._model.cell(index.row())
        column, color, area = self._model.columns[at], color_of(block), option.rect
        ground = self._ground(option, block, color)
        if ground is not None:
            painter.fillRect(area, ground)
        if column.total is not None:
            self._paint_share(painter, area, column.value(row) / max(1, column.total(self._model.summary)), color)
        if at == NAME:
            painter.fillRect(QRect(area.left(), area.top(), MARK_WIDTH, area.height()), self._marks[color])
        self._paint_text(painter, option, area, at, column.text(row))

    def _ground(self, option: QStyleOptionViewItem, block: BlockRow, color: str) -> QColor | None:
        if option.state.value & _SELECTED:
            return self._selection
        return self._grounds[color] if part_of(block) == self._part else None

    def _paint_share(self, painter: QPainter, area: QRect, share: float, color: str) -> None:
        """A bar from the left, as long as the layer's share of the network; anything at all is at least one pixel."""
        if share <= 0:
            return
        left, top = area.left() + BAR_INSET, area.top() + BAR_INSET
        width, height = area.width() - 2 * BAR_INSET, area.height() - 2 * BAR_INSET
        painter.fillRect(QRectF(left, top, max(1.0, width * share), height), self._bars[color])

    def _paint_text(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, at: int, text: str) -> None:
        room = area.width() - 2 * PADDING if at in _ELIDED else 0
        fitted = self._fitted.get((text, at, room))
        if fitted is None:
            fitted = self._fit(text, at, room, option.fontMetrics)
        left = area.left() + PADDING if at in _ELIDED else area.right() + 1 - PADDING - fitted.width
        painter.setPen(self._muted if text == "0" or at == TYPE or not self._enabled else self._text)
        painter.drawText(QPointF(left, area.top() + area.height() / 2 + fitted.drop), fitted.text)

    def _fit(self, text: str, at: int, room: int, metrics: QFontMetrics) -> "_Fitted":
        """Measures a text and cuts it where it is too long for its column."""
        if len(self._fitted) > MAX_TEXTS:
            self._fitted.clear()
        cut = metrics.elidedText(text, _ELIDED[at], room) if at in _ELIDED else text
        drop = (metrics.ascent() - metrics.descent()) / 2
        fitted = self._fitted[text, at, room] = _Fitted(cut, metrics.horizontalAdvance(cut), drop)
        return fitted


class _Fitted(NamedTuple):
    """A text as it is drawn, its width, and how far its baseline is below the middle of its row."""

    text: str
    width: int
    drop: float
