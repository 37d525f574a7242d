"""What plots draw: lines, marks and upright rules in the palette's colours, however many points there are."""

from functools import cache
from math import ceil, log2

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from explorer.runs.metric_history import GrowingTable
from explorer.ui.palette import Palette, shown_palette, themed


class Curve(pg.PlotCurveItem):
    """Points joined by straight lines; a value that is not finite leaves a gap."""

    def __init__(self, color: str = "text", width: float = 1.0) -> None:
        super().__init__(connect="finite")
        self.color, self.width, self.opacity_of_line = color, width, 1.0
        self.is_dense = False
        """Whether it goes up and down in every column of pixels, so that smooth edges would only take long."""

    def boundingRect(self) -> QRectF:
        # All that is in view: the bounds of the points would be found again for every frame.
        view = self.getViewBox()
        return QRectF() if view is None else view.viewRect()

    def paint(self, p: QPainter, opt: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        whole, color = p.worldTransform(), themed(self.color)
        ratio, opacity = p.device().devicePixelRatioF(), p.opacity()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setOpacity(opacity * self.opacity_of_line)
        if not _has_pixels(p):
            p.setPen(pg.mkPen(color, width=self.width))
            p.drawPath(self.getPath())
        elif self.is_dense:
            area = whole.mapRect(self.boundingRect()).toAlignedRect()
            p.resetTransform()
            p.drawImage(area.topLeft(), self._image(area, whole, ratio, color))
        else:
            # Lines of one pixel side by side: Qt takes five to ten times as long for a wide pen.
            p.setPen(QPen(color, 0))
            for across, up in _offsets(self.width, ratio):
                p.setWorldTransform(whole * QTransform.fromTranslate(across, up))
                p.drawPath(self.getPath())
        p.setWorldTransform(whole)
        p.setOpacity(opacity)

    def _image(self, area: QRect, whole: QTransform, ratio: float, color: QColor) -> QImage:
        """The line as one bar a column, from its least to its greatest value, each touching the one before.

        Lines that cross would be less faint where they do, and Qt takes several times as long for them.
        """
        width, height = (np.array(area.size().toTuple()) * ratio).astype(int).tolist()
        x, y = self.getData()
        assert x is not None and y is not None, "a dense curve has points"
        x = (x * whole.m11() + whole.dx() - area.x()) * ratio
        inside = slice(*np.searchsorted(x, (0, width)))
        columns, y = x[inside].astype(int), (y[inside] * whole.m22() + whole.dy() - area.y()) * ratio
        pixels = np.zeros((height, width), np.uint32)
        if len(columns):
            starts = np.flatnonzero(np.diff(columns, prepend=-1))
            every = np.arange(columns[0], columns[-1] + 1)
            tops, bottoms = (
                np.interp(every, columns[starts], extreme.reduceat(y, starts)) for extreme in (np.fmin, np.fmax)
            )
            tops[1:], bottoms[1:] = np.fmin(tops[1:], bottoms[:-1]), np.fmax(bottoms[1:], tops[:-1])
            rows, spare = np.arange(height, dtype=np.float32)[:, None], (round(ratio) - 1) / 2
            # NaN is neither above nor below a row.
            first, last = (np.floor(ends).astype(np.float32) for ends in (tops - spare, bottoms + spare))
            pixels[:, every[0] : every[-1] + 1] = ((rows >= first) & (rows <= last)) * np.uint32(color.rgba())
        image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        # The image does not hold on to the pixels itself.
        self._pixels = pixels
        return image


class Marks(pg.ScatterPlotItem):
    """The same small figure at every point."""

    def __init__(self, symbol: str, size: float, *, outline: str | None = None, fill: str | None = None) -> None:
        """
        Args:
            symbol: of pyqtgraph: "o" or "d".
            size: pixels across.
            outline: name of a colour, or None.
            fill: name of a colour, or None.
        """
        super().__init__(symbol=symbol, size=size, pen=None, brush=None)
        self.outline, self.fill, self.width, self.opacity_of_fill = outline, fill, 1.5, 1.0
        self._shown_style: tuple[Palette, float, str | None, str | None] | None = None

    def paint(self, p: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        # The pen is cosmetic: it is as wide in pixels of the device.
        style = (shown_palette(), p.device().devicePixelRatioF(), self.outline, self.fill)
        if self._shown_style != style:
            self._shown_style = style
            self.setPen(pg.mkPen(themed(self.outline), width=self.width * style[1]) if self.outline else None)
            self.setBrush(pg.mkBrush(themed(self.fill, self.opacity_of_fill)) if self.fill else None)
        # Kept figures are pixels.
        self.opts["useCache"] = _has_pixels(p)
        super().paint(p, option, widget)


class Rule(pg.InfiniteLine):
    """An upright line across the plot."""

    def __init__(self, color: str, width: float, style: Qt.PenStyle) -> None:
        super().__init__(angle=90)
        self._color, self._width, self._style = color, width, style
        self.hide()

    def paint(self, p: QPainter, *args: object) -> None:
        self.currentPen = pg.mkPen(themed(self._color), width=self._width, style=self._style)
        super().paint(p, *args)


def thinned(x: np.ndarray, y: np.ndarray, start: float, end: float, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """The points from `start` to `end`, and one more at each side; many are as few as so many columns of pixels show.

    Many are cut into runs of equal length, each replaced by its least and its greatest value, so that no spike is
    lost; what is not finite does not count there. Runs begin at multiples of their length, which is a power of two:
    neither a growing curve nor a moving view flickers.

    Args:
        x: ascending.
    """
    first = max(0, int(np.searchsorted(x, start)) - 1)
    last = min(len(x), int(np.searchsorted(x, end, side="right")) + 1)
    excess = (last - first) / max(1, 2 * columns)
    if excess <= 1:
        return x[first:last], y[first:last]
    size = 2 ** ceil(log2(excess))
    starts = np.arange(first - first % size, last, size)
    shown = y[starts[0] : starts[-1] + size]
    finite = np.isfinite(shown)
    if not finite.all():
        shown = np.where(finite, shown, np.nan)
    extremes = [extreme.reduceat(shown, starts - starts[0]) for extreme in (np.fmin, np.fmax)]
    return np.repeat(x[starts], 2), np.stack(extremes, axis=1).ravel()


class Smoothed:
    """The exponential moving average of a series that grows, without the pull to zero at its beginning.

    Each value is computed once, when it is first asked for. A value that is no number counts as the average before it.
    """

    def __init__(self, window: int) -> None:
        """
        Args:
            window: time constant of the average, in values; 1 leaves the series as it is.
        """
        self._window, self._keep, self._sum = window, 1 - 1 / window, 0.0
        self._table = GrowingTable(1)

    def of(self, values: np.ndarray) -> np.ndarray:
        """The average at each of `values`, which begin as they did at the last call."""
        done = len(self._table)
        if done == len(values):
            return self._table.column(0)
        before = self._table.column(0)[-1] if done else 0.0
        new = values[done:]
        sums = np.where(np.isfinite(new), new, before) / self._window
        sums[0] += self._keep * self._sum
        # Each pass doubles the number of values that a sum reaches back over, until older ones no longer count.
        reach, share = 1, self._keep
        while reach < len(sums) and share > 1e-18:
            sums[reach:] += share * sums[:-reach]
            reach, share = 2 * reach, share**2
        self._sum = sums[-1]
        self._table.extend(sums / (1 - self._keep ** np.arange(done + 1.0, len(values) + 1.0)))
        return self._table.column(0)


def _has_pixels(painter: QPainter) -> bool:
    """Whether it paints pixels, and not the shapes of a figure in a file."""
    return painter.paintEngine().type() == QPaintEngine.Type.Raster


@cache
def _offsets(width: float, ratio: float) -> list[tuple[float, float]]:
    """Where lines of one pixel of the device stand for a line that is as wide as wanted: a cross."""
    number = max(1, ceil(width * ratio - 0.01))
    reach = (width - 1 / ratio) / 2
    steps = np.linspace(-reach, reach, number).tolist() if number > 1 else [0.0]
    return [(0.0, step) for step in steps] + [(step, 0.0) for step in steps if step]
