"""The axis of every plot, and what can stand along it: numbers, logarithms, times."""

import math
from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from explorer.number_format import tick_count
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font

LABEL_SPACE = {"left": 28, "bottom": 84, "top": 44}
"""Pixels that a label takes along the axis, with the space around it."""
OVERHANG = {"left": 8, "bottom": 40, "top": 40}
"""Pixels that the first and the last label may stand beyond the ends of the axis."""
DISTANCE = 5
"""Pixels from the axis to its labels."""

Labels = list[tuple[float, str]]
"""Positions along an axis with what stands there."""
Ticks = Callable[[float, float, float], Labels]
"""Gives the labels from a least to a greatest position, of which about so many have room."""
Write = Callable[[float, int], str]
"""Writes a value with so many decimals: a `format` method of a text does, which may leave the decimals out."""


def short_count(value: float, places: int) -> str:
    """2500000 -> "2.5 M"."""
    return tick_count(value)


def nice_spacing(span: float, most: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, ... (or 0.5, 0.2, ...) that cuts `span` into at most `most` parts."""
    rough = span / max(1.0, most)
    if not (rough > 0 and math.isfinite(rough)):
        return 1.0
    decade = 10.0 ** math.floor(math.log10(rough))
    return next(factor * decade for factor in (1, 2, 5, 10, 20) if factor * decade >= rough * (1 - 1e-9))


def time_spacing(span: float, most: float) -> float:
    """As `nice_spacing`, for seconds that are read as minutes and hours."""
    rough = span / max(1.0, most)
    if rough <= 1:
        return nice_spacing(span, most)
    steps = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200)
    return next((float(step) for step in steps if step >= rough), 86400 * nice_spacing(span / 86400, most))


def clock_text(seconds: float, spacing: float) -> str:
    """5 -> "0:05", 3723 -> "1:02:03"; below a second with so many decimals as the spacing asks for."""
    if spacing < 1:
        return f"{seconds:.{_decimals(spacing)}f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def linear(
    write: Write, *, unit: float = 1.0, finest: float = 0.0, first: float = -math.inf, pattern: str = "{}"
) -> Ticks:
    """Round numbers.

    Args:
        write: gives the label of a number of units.
        unit: the size of what is counted: 0.01 for per cent.
        finest: the least distance of two numbers.
        first: no label stands before it.
        pattern: what the first label says around its number.
    """

    def ticks(low: float, high: float, most: float) -> Labels:
        spacing = max(finest, nice_spacing((high - low) / unit, most))
        numbers = _multiples(spacing, max(low / unit, first), high / unit)
        return _named(pattern, [(number * unit, write(number, _decimals(spacing))) for number in numbers])

    return ticks


def logarithmic(write: Write = "{:g}".format, *, unit: float = 1.0) -> Ticks:
    """Round numbers of units; positions are the logarithms (base ten) of the values."""

    def ticks(low: float, high: float, most: float) -> Labels:
        return [(place, write(float(f"{10**place / unit:.6g}"), 0)) for place in _logarithms(low, high, most)]

    return ticks


def times(pattern: str = "{}") -> Ticks:
    """Seconds, written as minutes and hours; the first label says what they are by `pattern`."""

    def ticks(low: float, high: float, most: float) -> Labels:
        spacing = time_spacing(high - low, most)
        return _named(pattern, [(place, clock_text(place, spacing)) for place in _multiples(spacing, low, high)])

    return ticks


class Axis(pg.AxisItem):
    """One level of ticks, each with a label, and where wanted lines across the plot.

    It is painted without the figure that pyqtgraph records first: that took more time than the curves.
    """

    def __init__(self, side: str, ticks: Ticks, *, has_grid: bool = False, width: int = 0) -> None:
        """
        Args:
            side: "left", "bottom" or "top".
            width: pixels of an axis at the left.
        """
        super().__init__(side)
        # Else a label that is never shown is laid out whenever the view moves.
        self.enableAutoSIPrefix(False)
        self._ticks, self._is_upright = ticks, side == "left"
        self._font = scaled_font(-1)
        self._metrics = QFontMetricsF(self._font)
        self.setGrid(255 if has_grid else False)
        # Whole pixels, so that images in the plot stay sharp.
        self.setWidth(width) if self._is_upright else self.setHeight(math.ceil(self._metrics.height()) + DISTANCE)

    def set_ticks(self, ticks: Ticks) -> None:
        """Other numbers from now on."""
        self._ticks = ticks
        self.update()

    def labels(self) -> Labels:
        """What stands along the axis now, by pixels from its beginning at the left or the top."""
        (low, high), length = self.range, self.height() if self._is_upright else self.width()
        if not (high > low and length > 0):
            return []
        found = self._ticks(low, high, length / LABEL_SPACE[self.orientation])
        pixels = length / (high - low)
        return [
            ((high - place if self._is_upright else place - low) * pixels, text)
            for place, text in found
            if low <= place <= high
        ]

    def boundingRect(self) -> QRectF:
        over = OVERHANG[self.orientation]
        return super().boundingRect().adjusted(-over, -over, over, over)

    def paint(self, p: QPainter, opt: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        area, labels, view = self.rect(), self.labels(), self.linkedView()
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.grid is not False and view is not None:
            p.setPen(themed("grid"))
            across = view.mapRectToItem(self, view.rect())
            p.drawLines([self._crossing(place, across) for place, _ in labels])
        p.setPen(themed("border"))
        p.drawLine(self._spine(area))
        p.setPen(themed("text_muted"))
        p.setFont(self._font)
        for place, text in labels:
            self._paint_label(p, place, text, area)

    def _crossing(self, place: float, across: QRectF) -> QLineF:
        if self._is_upright:
            return QLineF(across.left(), place, across.right(), place)
        return QLineF(place, across.top(), place, across.bottom())

    def _spine(self, area: QRectF) -> QLineF:
        if self._is_upright:
            return QLineF(area.right() - 1, area.top() - 1, area.right() - 1, area.bottom() + 1)
        y = area.bottom() - 1 if self.orientation == "top" else area.top() + 1
        return QLineF(area.left() - 1, y, area.right() + 1, y)

    def _paint_label(self, painter: QPainter, place: float, text: str, area: QRectF) -> None:
        width, height, ascent = self._metrics.horizontalAdvance(text), self._metrics.height(), self._metrics.ascent()
        along, length = (height, area.height()) if self._is_upright else (width, area.width())
        over = OVERHANG[self.orientation]
        if not -over <= place - along / 2 <= place + along / 2 <= length + over:
            return
        if self._is_upright:
            corner = QPointF(area.right() - DISTANCE - width, place - height / 2)
        else:
            top = area.top() + DISTANCE if self.orientation == "bottom" else area.bottom() - DISTANCE - height
            corner = QPointF(place - width / 2, top)
        # By its base line: a line with Chinese in it is taller.
        painter.drawText(corner + QPointF(0, ascent), text)


def _multiples(spacing: float, start: float, end: float) -> list[float]:
    """The multiples of `spacing` from `start` to `end`."""
    first, last = math.ceil(start / spacing - 1e-6), math.floor(end / spacing + 1e-6)
    return [float(f"{number * spacing:.12g}") for number in range(first, last + 1)]


def _decimals(spacing: float) -> int:
    """Digits after the point that tell neighbours at this spacing apart."""
    return max(0, -math.floor(math.log10(spacing) + 1e-6))


def _logarithms(start: float, end: float, most: float) -> list[float]:
    """At most so many logarithms (base ten) of round numbers from `start` to `end`."""
    low, high = 10.0**start, 10.0**end
    if end - start < 0.7:
        return [math.log10(value) for value in _multiples(nice_spacing(high - low, most), low, high) if value > 0]
    decades = range(math.floor(start), math.ceil(end) + 1)
    for factors in ((1, 2, 5), (1, 3), (1,)):
        ticks = [decade + math.log10(factor) for decade in decades for factor in factors]
        ticks = [tick for tick in ticks if start <= tick <= end]
        if len(ticks) <= most:
            return ticks
    return _multiples(max(1.0, nice_spacing(end - start, most)), start, end)


def _named(pattern: str, labels: Labels) -> Labels:
    """The first number says what all of them count."""
    return [(place, pattern.format(text) if number == 0 else text) for number, (place, text) in enumerate(labels)]
