"""The items of the growth plot: axes, steps in the colour of their kind, stage boundaries and shades."""

from html import escape

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from explorer.ui.growth_series import GrowthSeries, Quantity, Span
from explorer.ui.palette import Palette
from explorer.ui.theme import scaled_font
from explorer.ui.training.metric_axes import PlainAxis, Ticks, multiples, nice_spacing

FILL = 0.16
LINE_WIDTH = 1.6
FINE_LINE_WIDTH = 1.0
MANY_BLOCKS = 400
LABEL_MARGIN = 8
SELECTED, HOVERED = 0.08, 0.16
FAR = 1e9
"""Beyond every value: where upright lines end."""


class BlockAxis(PlainAxis):
    """Numbers of the blocks along the bottom; the stem is 0."""

    def __init__(self) -> None:
        super().__init__("bottom")

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        spacing = max(1.0, nice_spacing(maxVal - minVal, self.num_labels(size)))
        return [(spacing, multiples(spacing, max(0.0, minVal), maxVal))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        numbers = [f"{value:,.0f}" for value in values]
        pattern = QCoreApplication.translate("GrowthPlot", "block {}")
        return [pattern.format(numbers[0]), *numbers[1:]] if numbers else []


class QuantityAxis(PlainAxis):
    """Values along the left, written short."""

    def __init__(self, quantity: Quantity) -> None:
        super().__init__("left")
        self._quantity = quantity
        self.setGrid(255)
        self.setWidth(52)

    def set_quantity(self, quantity: Quantity) -> None:
        self._quantity = quantity
        self.picture = None
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        spacing = max(self._quantity.finest, nice_spacing(maxVal - minVal, self.num_labels(size)))
        return [(spacing, multiples(spacing, minVal, maxVal))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [self._quantity.tick(round(value, 9)) for value in values]


class SizeAxis(PlainAxis):
    """The size of the map over every stage that is wide enough for it."""

    def __init__(self) -> None:
        super().__init__("top")
        self._spans: tuple[Span, ...] = ()
        self._metrics = QFontMetricsF(scaled_font(-1))
        self._texts: dict[float, str] = {}
        self.setHeight(self._metrics.height() + 4)

    def set_spans(self, spans: tuple[Span, ...]) -> None:
        if spans != self._spans:
            self._spans = spans
            self.picture = None
            self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        self._texts = {}
        pixels = size / max(maxVal - minVal, 1e-9)
        for span in self._spans:
            start, end = max(span.start - 0.5, minVal), min(span.end - 0.5, maxVal)
            if (end - start) * pixels >= self._metrics.horizontalAdvance(span.size) + LABEL_MARGIN:
                self._texts[(start + end) / 2] = span.size
        return [(1.0, list(self._texts))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [self._texts.get(value, "") for value in values]


class StepsItem(pg.GraphicsObject):
    """All blocks of one colour: a step each, from the value before up or down to its own, filled to the axis."""

    def __init__(self, color: str) -> None:
        super().__init__()
        self.color = color
        self._line, self._area = QPainterPath(), QPainterPath()
        self._bounds = QRectF()
        self._pen = self._fine_pen = pg.mkPen(None)
        self._brush = pg.mkBrush(None)
        self._fine = False

    def set_series(self, series: GrowthSeries) -> None:
        if self.color not in series.colors and self._area.isEmpty():
            return
        self._line, self._area = _trace(series, self.color)
        self._fine = len(series.blocks) > MANY_BLOCKS
        bounds = QRectF(-0.5, 0.0, len(series.blocks), max(series.largest, 1e-9))
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self.update()

    def apply_palette(self, palette: Palette) -> None:
        self._pen = _flat_pen(palette.color(self.color), LINE_WIDTH)
        self._fine_pen = _flat_pen(palette.color(self.color), FINE_LINE_WIDTH)
        self._brush = pg.mkBrush(palette.color(self.color, FILL))
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.fillPath(self._area, self._brush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(self._line, self._fine_pen if self._fine else self._pen)


class StagesItem(pg.GraphicsObject):
    """What lies behind the steps: shades of the selected part and of the block under the mouse, stage boundaries."""

    def __init__(self) -> None:
        super().__init__()
        self._num_blocks = 0
        self._spans: tuple[Span, ...] = ()
        self._selected: tuple[int, int] | None = None
        self._hovered: int | None = None
        self.setZValue(-10)

    def set_series(self, series: GrowthSeries) -> None:
        self.prepareGeometryChange()
        self._num_blocks, self._spans = len(series.blocks), series.spans
        self.update()

    def set_selected(self, extent: tuple[int, int] | None) -> None:
        if extent != self._selected:
            self._selected = extent
            self.update()

    def set_hovered(self, block: int | None) -> None:
        if block != self._hovered:
            self._hovered = block
            self.update()

    def apply_palette(self, palette: Palette) -> None:
        self._line = pg.mkPen(palette.color("border_strong"), width=1, dash=(2, 3))
        self._shade = palette.color("accent", SELECTED)
        self._hover = palette.color("text_muted", HOVERED)
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-0.5, 0.0, self._num_blocks, FAR)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        area = self.viewRect()
        top, height = area.top(), area.height()
        if self._selected is not None:
            start, end = self._selected
            painter.fillRect(QRectF(start - 0.5, top, end - start, height), self._shade)
        if self._hovered is not None:
            painter.fillRect(QRectF(self._hovered - 0.5, top, 1.0, height), self._hover)
        painter.setPen(self._line)
        for x in {edge - 0.5 for span in self._spans for edge in (span.start, span.end)}:
            painter.drawLine(pg.Point(x, top), pg.Point(x, top + height))


class ReadOut(pg.TextItem):
    """A few lines about one block, beside it."""

    def __init__(self) -> None:
        super().__init__(anchor=(0, 0))
        self.setFont(scaled_font(-1))
        self.setZValue(10)
        self.hide()

    def show_lines(self, name: str, *lines: str) -> None:
        self.setHtml("<br>".join([f"<b>{escape(name)}</b>", *map(escape, lines)]))
        self.show()

    def place(self, block: int, top: float, on_left: bool) -> None:
        """Beside the block's column, under the upper edge."""
        self.setAnchor((1, 0) if on_left else (0, 0))
        self.setPos(block + (-0.5 if on_left else 0.5), top)

    def apply_palette(self, palette: Palette) -> None:
        self.fill = pg.mkBrush(palette.color("raised", 0.94))
        self.border = pg.mkPen(palette.color("border_strong"))
        self.setColor(palette.color("text"))


def _flat_pen(color: QColor, width: float) -> QPen:
    pen = pg.mkPen(color, width=width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _trace(series: GrowthSeries, color: str) -> tuple[QPainterPath, QPainterPath]:
    """The steps of one colour, and the area between them and zero: one polygon for each run of them.

    A polygon for each step would take ResNet-1202 80 ms to fill instead of 0.2.
    """
    line, area = QPainterPath(), QPainterPath()
    before, is_open = 0.0, False
    for i, (value, drawn) in enumerate(zip(series.values, series.colors, strict=True)):
        left, right = i - 0.5, i + 0.5
        if drawn == color:
            line.moveTo(left, before)
            line.lineTo(left, value)
            line.lineTo(right, value)
            if not is_open:
                area.moveTo(left, 0.0)
            area.lineTo(left, value)
            area.lineTo(right, value)
        elif is_open:
            area.lineTo(left, 0.0)
        before, is_open = value, drawn == color
    if is_open:
        area.lineTo(len(series.values) - 0.5, 0.0)
    return line, area
