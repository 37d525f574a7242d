"""The painter of a row of the layer table: texts, differences from the baseline, bars of shares."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from explorer.ui.build_page.layer_table.layer_column import NAME, TYPE, LayerColumn
from explorer.ui.build_page.layer_table.layer_model import LayerModel
from explorer.ui.build_page.layer_table.tree_row import Level, TreeRow
from explorer.ui.icons import icon
from explorer.ui.palette import shown_palette, themed
from explorer.ui.widgets.plain_table import MARK_WIDTH, PADDING, paint_share

SELECTED_PART, SELECTED_BLOCK = 0.09, 0.18
CHEVRON = 12
CHEVRONS = icon("chevron-right", "text_muted"), icon("chevron-down", "text_muted")
"""Of a row that is folded, and of one that is not."""
MAX_TEXTS = 20_000
"""Fitted texts remembered at a time."""
ELLIPSIS_ROOM = 24
"""Less than this is not worth beginning a word in."""

# The end of a name tells layers apart, the beginning of a type.
_ELIDED = {NAME: Qt.TextElideMode.ElideLeft, TYPE: Qt.TextElideMode.ElideRight}


class Section(NamedTuple):
    """A visible column."""

    column: int
    left: int
    width: int


class RowPainter:
    """Paints whole rows with cached widths: single cells through the style sheet are several times as slow."""

    def __init__(self, model: LayerModel, font: QFont) -> None:
        self._model = model
        self._font = font
        self._part, self._block = "", None
        self._enabled = self._shows_type = True
        self._fitted: dict[tuple[str, int, int, bool], _Fitted] = {}

    def set_selected(self, part: str, block: int | None) -> None:
        """Marks the rows of a part lightly, and those of one of its blocks more."""
        self._part, self._block = part, block

    def set_enabled(self, enabled: bool) -> None:
        """Mutes the rows where they are not those of the network as it is now."""
        self._enabled = enabled

    def set_shows_type(self, shows: bool) -> None:
        """Writes the type behind the name, where it has no column of its own."""
        self._shows_type = shows

    def paint(
        self, painter: QPainter, area: QRect, row: TreeRow, sections: list[Section], indent: int, is_selected: bool
    ) -> None:
        """Paints a row: its ground, the mark of its kind at the edge, then its cells."""
        ground = self._ground(row, is_selected)
        if ground is not None:
            painter.fillRect(area, ground)
        painter.fillRect(QRect(area.left(), area.top(), MARK_WIDTH, area.height()), themed(row.color))
        for column, left, width in sections:
            if column == NAME:
                self._paint_name(painter, QRect(left + indent, area.top(), width - indent, area.height()), row)
            else:
                self._paint_cell(painter, QRect(left, area.top(), width, area.height()), row, column)

    def paint_chevron(self, painter: QPainter, area: QRect, is_expanded: bool) -> None:
        """Where there is something to unfold, at the right end of the indentation."""
        top = area.top() + (area.height() - CHEVRON) // 2
        CHEVRONS[is_expanded].paint(painter, area.right() - CHEVRON, top, CHEVRON, CHEVRON)

    def _ground(self, row: TreeRow, is_selected: bool) -> QColor | None:
        """What is behind a row; None where it is the table's own."""
        if is_selected:
            return themed("selection")
        if row.part != self._part:
            return None
        is_block = self._block is not None and row.block == self._block
        return shown_palette().mixed(row.color, "surface", SELECTED_BLOCK if is_block else SELECTED_PART)

    def _paint_cell(self, painter: QPainter, area: QRect, row: TreeRow, at: int) -> None:
        if at == TYPE:
            self._paint_text(painter, area, at, row.type, "text_muted")
            return
        column = self._model.layer_columns[at]
        if column.change is not None and self._model.comparison is None:
            share = column.value(row) / max(1, column.value(self._model.summary))
            paint_share(painter, area, share, row.color)
        self._paint_number(painter, area, column, row, at)

    def _paint_name(self, painter: QPainter, area: QRect, row: TreeRow) -> None:
        """The label, of stages in bold; behind it "new" and the type, where there is room."""
        is_part = row.level == Level.PART
        end = self._paint_text(painter, area, NAME, row.label, "text", is_bold=is_part)
        if self._model.comparison is not None and row.was is None:
            end = self._paint_behind(painter, area, end, QCoreApplication.translate("LayerTable", "new"), "more")
        if self._shows_type and row.type:
            self._paint_behind(painter, area, end, row.type, "text_muted")

    def _paint_behind(self, painter: QPainter, name: QRect, end: int, text: str, color: str) -> int:
        left = end - PADDING // 2
        area = QRect(left, name.top(), name.right() - left, name.height())
        if area.width() < ELLIPSIS_ROOM + 2 * PADDING:
            return end
        return self._paint_text(painter, area, TYPE, text, color)

    def _paint_number(self, painter: QPainter, area: QRect, column: LayerColumn, row: TreeRow, at: int) -> None:
        text = column.text(row)
        change = column.change_text(row)
        if change:
            color = "more" if column.value(row) > column.value(row.was) else "less"
            self._paint_text(painter, area, TYPE, change, color)
        self._paint_text(painter, area, at, text, "text_muted" if text == "0" else "text")

    def _paint_text(
        self, painter: QPainter, area: QRect, at: int, text: str, color: str, *, is_bold: bool = False
    ) -> int:
        """Draws a text as the column `at` does, and gives its right end."""
        room = area.width() - 2 * PADDING if at in _ELIDED else 0
        fitted = self._fitted.get((text, at, room, is_bold))
        if fitted is None:
            fitted = self._measure(text, at, room, is_bold)
        left = area.left() + PADDING if at in _ELIDED else area.right() + 1 - PADDING - fitted.width
        painter.setFont(fitted.font)
        painter.setPen(themed(color if self._enabled else "text_muted"))
        painter.drawText(QPointF(left, area.top() + area.height() / 2 + fitted.drop), fitted.text)
        return left + fitted.width

    def _measure(self, text: str, at: int, room: int, is_bold: bool) -> "_Fitted":
        """Measures a text, and cuts it short where it is too long for its column."""
        if len(self._fitted) > MAX_TEXTS:
            self._fitted.clear()
        font = QFont(self._font)
        font.setBold(is_bold)
        metrics = QFontMetrics(font)
        cut = metrics.elidedText(text, _ELIDED[at], room) if at in _ELIDED else text
        drop = (metrics.ascent() - metrics.descent()) / 2
        fitted = self._fitted[text, at, room, is_bold] = _Fitted(cut, metrics.horizontalAdvance(cut), drop, font)
        return fitted


class _Fitted(NamedTuple):
    """A text as it is drawn, its width, and how far its baseline is below the middle of its row."""

    text: str
    width: int
    drop: float
    font: QFont
