"""A line of a plot, drawn in pixels."""

from math import ceil

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPainterPath, QPen

from explorer.ui.training.column_image import column_image
from explorer.ui.training.pixel_scale import PixelScale

NOTHING = np.empty(0)


def is_raster(painter: QPainter) -> bool:
    """Whether it paints pixels, and not the shapes of a picture in a file."""
    return painter.paintEngine().type() == QPaintEngine.Type.Raster


class DrawnLine:
    """Points joined by straight lines; a value that is not finite leaves a gap."""

    def __init__(self) -> None:
        self.places, self.heights = NOTHING, NOTHING
        self.color, self.width = QColor(), 1.0
        self.is_dense = False
        """Whether there are more points than columns of pixels: each column is a bar then."""

    def set_points(self, places: np.ndarray, heights: np.ndarray, *, is_dense: bool = False) -> None:
        self.places, self.heights, self.is_dense = places, heights, is_dense

    def clear(self) -> None:
        self.set_points(NOTHING, NOTHING)

    def paint(self, painter: QPainter, scale: PixelScale) -> None:
        if not len(self.places):
            return
        x, y = scale.pixels(self.places, self.heights)
        has_pixels = is_raster(painter)
        if self.is_dense and has_pixels:
            self._paint_bars(painter, x, y, scale)
            return
        path = pg.arrayToQPath(x, y, connect="all" if np.isfinite(y).all() else "finite")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if has_pixels:
            self._paint_path(painter, path)
        else:
            painter.strokePath(path, QPen(self.color, self.width))

    def _paint_bars(self, painter: QPainter, x: np.ndarray, y: np.ndarray, scale: PixelScale) -> None:
        ratio = painter.device().devicePixelRatioF()
        width, height = ceil(scale.size.width() * ratio), ceil(scale.size.height() * ratio)
        image = column_image(x * ratio, y * ratio, width, height, self.color, thickness=round(ratio))
        image.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(0, 0), image)

    def _paint_path(self, painter: QPainter, path: QPainterPath) -> None:
        # Lines of one pixel side by side: a wide pen takes ten times as long, as it goes around every line first.
        pen = QPen(self.color, 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for across, up in _offsets(self.width, painter.device().devicePixelRatioF()):
            painter.translate(across, up)
            painter.drawPath(path)
            painter.translate(-across, -up)


def _offsets(width: float, ratio: float) -> list[tuple[float, float]]:
    """Where lines of one pixel of the device stand for a line that is as wide as wanted: a cross."""
    number = max(1, ceil(width * ratio - 0.01))
    reach = (width - 1 / ratio) / 2
    steps = np.linspace(-reach, reach, number).tolist() if number > 1 else [0.0]
    return [(0.0, step) for step in steps] + [(step, 0.0) for step in steps if step]
