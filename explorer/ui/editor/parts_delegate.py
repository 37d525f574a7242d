"""How a row of the parts list looks: a mark in the colour of its kind, two lines of text, its costs on the right."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.ui.editor.parts import PartRow
from explorer.ui.editor.parts_model import ROW_ROLE, STALE_ROLE
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font

MARGIN = 16
MARK_WIDTH = 4
GAP = 10
PADDING = 5

Index = QModelIndex | QPersistentModelIndex

SELECTED, HOVERED, FOCUSED = (
    flag.value
    for flag in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver, QStyle.StateFlag.State_HasFocus)
)
"""As numbers, which are compared much faster than flags."""

COLORS = {"input": "text_disabled", "init": "text_disabled"}
"""Colours of the kinds that have none of their own name."""


class PartsDelegate(QStyledItemDelegate):
    """Paints PartRows. Many of them change with one edit, so texts are placed by hand and measured once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title, self._caption = Lettering(scaled_font(bold=True)), Lettering(scaled_font(-1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self._title.height + self._caption.height + 2 * PADDING + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PartRow = index.data(ROW_ROLE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        self._paint_mark(painter, option.rect, row)
        cost_color = "text_disabled" if index.data(STALE_ROLE) else "text_muted"
        upper = option.rect.top() + PADDING + self._title.ascent
        lower = option.rect.bottom() - PADDING - self._caption.descent
        width = self._paint_cost(painter, option.rect, upper, row.shape, cost_color)
        self._paint_text(painter, option.rect, upper, row.title, (self._title, "text", width))
        width = self._paint_cost(painter, option.rect, lower, "" if row.problem else row.params, cost_color)
        detail = (row.problem, "danger") if row.problem else (row.detail, "text_muted")
        self._paint_text(painter, option.rect, lower, detail[0], (self._caption, detail[1], width))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect, state = QRectF(option.rect).adjusted(4, 1, -4, -1), option.state.value
        if state & SELECTED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(themed("selection"))
            painter.drawRoundedRect(rect, 6, 6)
        elif state & HOVERED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(themed("text", 0.05))
            painter.drawRoundedRect(rect, 6, 6)
        if state & FOCUSED and state & SELECTED:
            painter.setPen(themed("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_mark(self, painter: QPainter, rect: QRect, row: PartRow) -> None:
        color = "danger" if row.problem else COLORS.get(row.kind, row.kind)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themed(color))
        mark = QRectF(rect.left() + MARGIN, rect.top() + 8, MARK_WIDTH, rect.height() - 16)
        painter.drawRoundedRect(mark, MARK_WIDTH / 2, MARK_WIDTH / 2)

    def _paint_cost(self, painter: QPainter, rect: QRect, baseline: int, text: str, color: str) -> int:
        """Paints the whole text at the right edge; gives the width that is left beside it."""
        room = rect.width() - 2 * MARGIN - MARK_WIDTH - GAP
        if not text:
            return room
        width = self._caption.width(text)
        painter.setFont(self._caption.font)
        painter.setPen(themed(color))
        painter.drawText(rect.right() - MARGIN - width, baseline, text)
        return room - width - GAP

    def _paint_text(
        self, painter: QPainter, rect: QRect, baseline: int, text: str, style: tuple["Lettering", str, int]
    ) -> None:
        """Paints the text on the left, cut short to a width."""
        lettering, color, width = style
        painter.setFont(lettering.font)
        painter.setPen(themed(color))
        painter.drawText(rect.left() + MARGIN + MARK_WIDTH + GAP, baseline, lettering.fitted(text, width))


class Lettering:
    """A font with its measures; widths of texts are kept, since the same ones are painted again and again."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetrics(font)
        self.height, self.ascent, self.descent = (
            self._metrics.height(),
            self._metrics.ascent(),
            self._metrics.descent(),
        )
        self._widths: dict[str, int] = {}

    def width(self, text: str) -> int:
        if text not in self._widths:
            self._widths[text] = self._metrics.horizontalAdvance(text)
        return self._widths[text]

    def fitted(self, text: str, width: int) -> str:
        """The text, cut short where it is wider than `width`."""
        if self.width(text) <= width:
            return text
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
