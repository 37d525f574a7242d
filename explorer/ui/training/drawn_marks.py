"""Marks on points of a plot, drawn in pixels."""

from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPixmap, QPolygonF

from explorer.ui.training.drawn_line import NOTHING, is_raster
from explorer.ui.training.pixel_scale import PixelScale

Shape = Literal["circle", "diamond"]


class DrawnMarks:
    """The same small figure at every point."""

    def __init__(self, shape: Shape, size: float) -> None:
        """`size` is the figure's width in pixels."""
        self.shape, self.size = shape, size
        self.places, self.heights = NOTHING, NOTHING
        self.set_style(QPen(Qt.PenStyle.NoPen), QBrush(Qt.BrushStyle.NoBrush))

    def set_points(self, places: np.ndarray, heights: np.ndarray) -> None:
        self.places, self.heights = places, heights

    def clear(self) -> None:
        self.set_points(NOTHING, NOTHING)

    def set_style(self, pen: QPen, brush: QBrush) -> None:
        self._pen, self._brush = pen, brush
        self._stamp: QPixmap | None = None

    def paint(self, painter: QPainter, scale: PixelScale) -> None:
        if not len(self.places):
            return
        x, y = (values.tolist() for values in scale.pixels(self.places, self.heights))
        centres = [QPointF(*point) for point in zip(x, y, strict=True) if point[1] == point[1]]
        if is_raster(painter):
            self._paint_stamps(painter, centres)
            return
        painter.setPen(self._pen)
        painter.setBrush(self._brush)
        for centre in centres:
            self._paint_figure(painter, centre)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_stamps(self, painter: QPainter, centres: list[QPointF]) -> None:
        # To paint a figure's outline takes twenty times as long as to copy its pixels.
        ratio = painter.device().devicePixelRatioF()
        if self._stamp is None or self._stamp.devicePixelRatio() != ratio:
            self._stamp = self._make_stamp(ratio)
        half = self._stamp.deviceIndependentSize().width() / 2
        corner = QPointF(half, half)
        for centre in centres:
            painter.drawPixmap(centre - corner, self._stamp)

    def _make_stamp(self, ratio: float) -> QPixmap:
        side = round((self.size + 2 * self._pen.widthF() + 2) * ratio)
        stamp = QPixmap(side, side)
        stamp.setDevicePixelRatio(ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        painter = QPainter(stamp)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._pen)
        painter.setBrush(self._brush)
        self._paint_figure(painter, QPointF(side / ratio / 2, side / ratio / 2))
        painter.end()
        return stamp

    def _paint_figure(self, painter: QPainter, centre: QPointF) -> None:
        half = self.size / 2
        if self.shape == "circle":
            painter.drawEllipse(centre, half, half)
            return
        corners = ((0, -half), (half, 0), (0, half), (-half, 0))
        painter.drawPolygon(QPolygonF([centre + QPointF(*corner) for corner in corners]))
