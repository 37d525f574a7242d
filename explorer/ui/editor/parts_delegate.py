"""How a row of the parts list looks: a mark in the colour of its kind, two lines of text, its costs on the right."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.ui.editor.parts import PartRow
from explorer.ui.editor.parts_model import ROW_ROLE, STALE_ROLE
from explorer.ui.palette import Palette
from explorer.ui.theme import scaled_font

MARGIN = 16
MARK_WIDTH = 4
GAP = 10

COLORS = {"input": "text_disabled", "init": "text_disabled"}
"""Colours of the kinds that have none of their own name."""

Left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PartsDelegate(QStyledItemDelegate):
    """Paints PartRows."""

    def __init__(self, palette: Palette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title, self._caption = scaled_font(bold=True), scaled_font(-1)
        self.apply_palette(palette)

    def apply_palette(self, palette: Palette) -> None:
        self._palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, QFontMetrics(self._title).height() + QFontMetrics(self._caption).height() + 11)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: PartRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        self._paint_mark(painter, option.rect, row)
        upper, lower = _lines(option.rect)
        cost_color = "text_disabled" if index.data(STALE_ROLE) else "text_muted"
        self._paint_line(painter, upper, (row.title, self._title, "text"), (row.shape, cost_color))
        detail_color = "danger" if row.problem else "text_muted"
        detail = row.problem or row.detail
        cost = ("", cost_color) if row.problem else (row.params, cost_color)
        self._paint_line(painter, lower, (detail, self._caption, detail_color), cost)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = QRectF(option.rect).adjusted(4, 1, -4, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._palette.color("selection"))
            painter.drawRoundedRect(rect, 6, 6)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._palette.color("text", 0.05))
            painter.drawRoundedRect(rect, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(self._palette.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_mark(self, painter: QPainter, rect: QRect, row: PartRow) -> None:
        color = "danger" if row.problem else COLORS.get(row.kind, row.kind)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._palette.color(color))
        mark = QRectF(rect.left() + MARGIN, rect.top() + 8, MARK_WIDTH, rect.height() - 16)
        painter.drawRoundedRect(mark, MARK_WIDTH / 2, MARK_WIDTH / 2)

    def _paint_line(self, painter: QPainter, rect: QRect, left: tuple[str, QFont, str], right: tuple[str, str]) -> None:
        """The text on the right is whole; the one on the left is cut short where it does not fit."""
        cost, cost_color = right
        painter.setFont(self._caption)
        painter.setPen(self._palette.color(cost_color))
        painter.drawText(rect, Right, cost)
        text, font, color = left
        width = rect.width() - (QFontMetrics(self._caption).horizontalAdvance(cost) + GAP if cost else 0)
        painter.setFont(font)
        painter.setPen(self._palette.color(color))
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(rect.left(), rect.top(), width, rect.height()), Left, elided)


def _lines(rect: QRect) -> tuple[QRect, QRect]:
    left = rect.left() + MARGIN + MARK_WIDTH + GAP
    inner = QRect(left, rect.top() + 5, rect.right() - MARGIN - left, rect.height() - 10)
    half = inner.height() // 2
    return inner.adjusted(0, 0, 0, half - inner.height()), inner.adjusted(0, half, 0, 0)
