"""The items of the growth plot: axes, steps in the colour of their kind, stage boundaries and shades."""

from collections.abc import Sequence
from html import escape

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from explorer.ui.growth_series import GrowthSeries, Quantity, Scale, Span
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font
from explorer.ui.training.metric_axes import Ticks, log_ticks, multiples, nice_spacing
from explorer.ui.training.plain_axis import PlainAxis

FILL = 0.16
LINE_WIDTH = 1.6
FINE_LINE_WIDTH = 1.0
MANY_BLOCKS = 400
LABEL_MARGIN = 8
OUTLINE_WIDTH = 1.2
SELECTED, SELECTED_BLOCK, HOVERED = 0.08, 0.22, 0.16


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
        self._is_log = False
        self.setGrid(255)
        self.setWidth(52)

    def set_quantity(self, quantity: Quantity, is_log: bool) -> None:
        """What stands along the axis, and whether its places are logarithms (base ten)."""
        if (quantity, is_log) != (self._quantity, self._is_log):
            self._quantity, self._is_log = quantity, is_log
            self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        if self._is_log:
            return [(0.0, log_ticks(minVal, maxVal, self.num_labels(size)))]
        spacing = max(self._quantity.finest, nice_spacing(maxVal - minVal, self.num_labels(size)))
        return [(spacing, multiples(spacing, minVal, maxVal))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        values = [float(f"{10**value:.6g}") for value in values] if self._is_log else values
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
        self._fine = False

    def set_series(self, series: GrowthSeries, scale: Scale) -> None:
        if self.color not in series.colors and self._area.isEmpty():
            return
        self._line, self._area = _trace(series.colors, scale.places(series.values), scale.base, self.color)
        self._fine = len(series.blocks) > MANY_BLOCKS
        bounds = bounds_of(series, scale)
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.fillPath(self._area, themed(self.color, FILL))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(self._line, _flat_pen(themed(self.color), FINE_LINE_WIDTH if self._fine else LINE_WIDTH))


class OutlineItem(pg.GraphicsObject):
    """A thin line along the values of blocks, broken where there is none, under the steps."""

    def __init__(self, color: str, dash: tuple[int, ...] | None = None) -> None:
        super().__init__()
        self.setZValue(-1)
        self._color, self._dash = color, dash
        self._line, self._bounds = QPainterPath(), QRectF()

    def set_values(self, values: Sequence[float | None] | None, series: GrowthSeries, scale: Scale) -> None:
        """What is drawn of a series; None: nothing."""
        self.setVisible(values is not None)
        if values is None:
            return
        self._line = _outline(scale.places(values))
        self.prepareGeometryChange()
        self._bounds = bounds_of(series, scale)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = _flat_pen(themed(self._color), OUTLINE_WIDTH)
        if self._dash:
            pen.setDashPattern(self._dash)
        painter.strokePath(self._line, pen)


class StagesItem(pg.GraphicsObject):
    """What lies behind the steps: shades of the selected part and of the block under the mouse, stage boundaries.

    It is as high as the view: of a rectangle that pixels cannot count Qt paints only some of what changes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._bounds = QRectF()
        self._num_blocks = 0
        self._spans: tuple[Span, ...] = ()
        self._selected: tuple[int, int] | None = None
        self._block: int | None = None
        self._hovered: int | None = None
        self.setZValue(-10)

    def set_series(self, series: GrowthSeries) -> None:
        if (len(series.blocks), series.spans) != (self._num_blocks, self._spans):
            self._num_blocks, self._spans = len(series.blocks), series.spans
            self.viewRangeChanged()
            self.update()

    def viewRangeChanged(self) -> None:
        """pyqtgraph calls it when other values are in view."""
        self.prepareGeometryChange()
        area = self.getViewBox().viewRect()
        self._bounds = QRectF(-0.5, area.top(), self._num_blocks, area.height())

    def set_selected(self, extent: tuple[int, int] | None, block: int | None) -> None:
        """The blocks of the selected part, and the selected one of them."""
        if (extent, block) != (self._selected, self._block):
            self._selected, self._block = extent, block
            self.update()

    def set_hovered(self, block: int | None) -> None:
        if block != self._hovered:
            self._hovered = block
            self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        top, height = self._bounds.top(), self._bounds.height()
        if self._selected is not None:
            start, end = self._selected
            painter.fillRect(QRectF(start - 0.5, top, end - start, height), themed("accent", SELECTED))
        for block, shade in (
            (self._block, themed("accent", SELECTED_BLOCK)),
            (self._hovered, themed("text_muted", HOVERED)),
        ):
            if block is not None:
                painter.fillRect(QRectF(block - 0.5, top, 1.0, height), shade)
        painter.setPen(pg.mkPen(themed("border_strong"), width=1, dash=(2, 3)))
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
        self.fill, self.border = pg.mkBrush(themed("raised", 0.94)), pg.mkPen(themed("border_strong"))
        self.setColor(themed("text"))
        self.setHtml("<br>".join([f"<b>{escape(name)}</b>", *map(escape, lines)]))
        self.show()

    def place(self, block: int, top: float, on_left: bool) -> None:
        """Beside the block's column, under the upper edge, and all of it inside the view."""
        box, beside = self.getViewBox(), block + (-0.5 if on_left else 0.5)
        (start, end), room = box.viewRange()[0], box.width()
        self.setTextWidth(-1)
        width = self.boundingRect().width()
        if width > room:
            self.setTextWidth(room)
            width = self.boundingRect().width()
        at = (beside - start) / (end - start) * room
        left = max(0.0, min(at - width if on_left else at, room - width))
        self.setAnchor(((at - left) / width, 0))
        self.setPos(beside, top)


def _flat_pen(color: QColor, width: float) -> QPen:
    pen = pg.mkPen(color, width=width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def bounds_of(series: GrowthSeries, scale: Scale) -> QRectF:
    """Where a series stands."""
    return QRectF(-0.5, scale.base, len(series.blocks), max(scale.place(series.largest) - scale.base, 1e-9))


def _trace(
    colors: Sequence[str], heights: Sequence[float], base: float, color: str
) -> tuple[QPainterPath, QPainterPath]:
    """The steps of one colour, and the area between them and the bottom: one polygon for each run of them.

    A polygon for each step would take ResNet-1202 80 ms to fill instead of 0.2.
    """
    line, area = QPainterPath(), QPainterPath()
    before, is_open = base, False
    for i, (value, drawn) in enumerate(zip(heights, colors, strict=True)):
        left, right = i - 0.5, i + 0.5
        if drawn == color:
            line.moveTo(left, before)
            line.lineTo(left, value)
            line.lineTo(right, value)
            if not is_open:
                area.moveTo(left, base)
            area.lineTo(left, value)
            area.lineTo(right, value)
        elif is_open:
            area.lineTo(left, base)
        before, is_open = value, drawn == color
    if is_open:
        area.lineTo(len(heights) - 0.5, base)
    return line, area


def _outline(heights: Sequence[float | None]) -> QPainterPath:
    line, is_open = QPainterPath(), False
    for i, value in enumerate(heights):
        if value is not None:
            if is_open:
                line.lineTo(i - 0.5, value)
            else:
                line.moveTo(i - 0.5, value)
            line.lineTo(i + 0.5, value)
        is_open = value is not None
    return line
