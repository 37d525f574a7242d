"""An axis of a plot that is drawn anew many times a second."""

from functools import lru_cache
from math import ceil

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QStaticText
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font

LABEL_SPACE = {"left": 28, "bottom": 84, "top": 44}
"""Pixels that a label takes along the axis, with the space around it."""
OVERHANG = {"left": (0, 8), "bottom": (40, 0), "top": (40, 0)}
"""Pixels that the first and the last label may stand beyond the ends of the axis, across and up."""
DISTANCE = 5
"""Pixels from the axis to its labels."""
MANY_LABELS = 1024
"""That are kept, laid out."""


class PlainAxis(pg.AxisItem):
    """An axis with one level of ticks, each with a label, and grid lines in the palette's grid colour.

    It is at the left, the bottom or the top. It is painted without the picture that pyqtgraph records first: at 25
    frames a second that took more time than the curves.
    """

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=0)
        self._font = scaled_font(-1)
        self._label = lru_cache(MANY_LABELS)(self._make_label)
        self._line_height = QFontMetricsF(self._font).height()
        if orientation != "left":
            # Whole pixels, so that images in the plot stay sharp.
            self.setHeight(ceil(self._line_height) + DISTANCE)

    def boundingRect(self) -> QRectF:
        across, up = OVERHANG[self.orientation]
        return self._with_grid(self.rect()).adjusted(-across, -up, across, up)

    def num_labels(self, length: float) -> float:
        """How many labels have room along `length` pixels."""
        return length / LABEL_SPACE[self.orientation]

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        area = self.rect()
        ticks = self._ticks(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.grid is not False:
            painter.setPen(themed("grid"))
            painter.drawLines(self._grid_lines([place for place, _ in ticks], area))
        painter.setPen(themed("border"))
        painter.drawLine(self._spine(area))
        painter.setPen(themed("text_muted"))
        painter.setFont(self._font)
        bounds = self.boundingRect()
        for place, text in ticks:
            self._paint_label(painter, place, text, area, bounds)

    @property
    def _is_upright(self) -> bool:
        return self.orientation == "left"

    def _ticks(self, area: QRectF) -> list[tuple[float, str]]:
        """Where along the axis the labels stand, in pixels."""
        (low, high), length = self.range, area.height() if self._is_upright else area.width()
        if not (high > low and length > 0):
            return []
        scale = length / (high - low)
        found = []
        for spacing, values in self.tickValues(low, high, length):
            for value, text in zip(values, self.tickStrings(values, 1.0, spacing), strict=True):
                if low <= value <= high:
                    found.append(((high - value if self._is_upright else value - low) * scale, text))
        return found

    def _with_grid(self, area: QRectF) -> QRectF:
        """The axis, and the view beside it where grid lines cross that."""
        view = self.linkedView()
        if self.grid is False or view is None:
            return area
        match self.orientation:
            case "left":
                return area.adjusted(0, 0, view.size().width(), 0)
            case "top":
                return area.adjusted(0, 0, 0, view.size().height())
        return area.adjusted(0, -view.size().height(), 0, 0)

    def _grid_lines(self, places: list[float], area: QRectF) -> list[QLineF]:
        whole = self._with_grid(area)
        if self._is_upright:
            return [QLineF(area.right(), place, whole.right(), place) for place in places]
        far, near = (whole.bottom(), area.bottom()) if self.orientation == "top" else (whole.top(), area.top())
        return [QLineF(place, far, place, near) for place in places]

    def _spine(self, area: QRectF) -> QLineF:
        match self.orientation:
            case "left":
                return QLineF(area.right() - 1, area.top() - 1, area.right() - 1, area.bottom() + 1)
            case "top":
                return QLineF(area.left() - 1, area.bottom() - 1, area.right() + 1, area.bottom() - 1)
        return QLineF(area.left() - 1, area.top() + 1, area.right() + 1, area.top() + 1)

    def _make_label(self, text: str) -> QStaticText:
        label = QStaticText(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.prepare(font=self._font)
        return label

    def _paint_label(self, painter: QPainter, place: float, text: str, area: QRectF, bounds: QRectF) -> None:
        label = self._label(text)
        width, height = label.size().toTuple()
        if self._is_upright:
            corner = QPointF(area.right() - DISTANCE - width, place - height / 2)
            has_room = bounds.top() <= corner.y() and corner.y() + height <= bounds.bottom()
        else:
            # A label with Chinese in it has a taller line: it stands on the line of the others, wherever that begins.
            bottom = (
                area.top() + DISTANCE + self._line_height if self.orientation == "bottom" else area.bottom() - DISTANCE
            )
            corner = QPointF(place - width / 2, bottom - height)
            has_room = bounds.left() <= corner.x() and corner.x() + width <= bounds.right()
        if has_room:
            painter.drawStaticText(corner, label)
