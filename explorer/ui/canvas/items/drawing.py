"""Turns marks into what Qt draws: shapes made once for a figure and a palette, painted many times."""

from collections.abc import Iterable
from functools import cache, lru_cache
from math import inf
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from explorer.figure.figure import (
    DASHES,
    TEXT_STYLES,
    Area,
    Box,
    Label,
    Mark,
    Point,
    Stroke,
    TextStyle,
    bends,
)
from explorer.ui.palette import Palette

SMALLEST_PIXELS = 6.0
"""Text that would appear smaller than this is left out."""
MAX_WIDTHS = 10_000
"""Remembered at a time."""
Reach = tuple[float, float]
"""The smallest and largest x of what is to be painted."""
EVERYWHERE: Reach = (-inf, inf)
LONGEST_TEXT = 150.0


class PenCache:
    """Pens and brushes by colour and strength, and fonts by style. What it gives is shared: do not change it."""

    def __init__(self, palette: Palette, font: QFont) -> None:
        """`font` is the family of all styles."""
        self._palette = palette
        self._fonts = {style: _font(font, size, weight) for style, (size, weight) in TEXT_STYLES.items()}
        self._metrics = {style: QFontMetricsF(font) for style, font in self._fonts.items()}
        self.no_pen, self.no_brush = QPen(Qt.PenStyle.NoPen), QBrush()
        # Each is made once, and asked for at every stroke.
        self.color, self.pen, self.brush = cache(palette.color), cache(self._pen), cache(self._brush)
        self.text_width = lru_cache(MAX_WIDTHS)(self._text_width)

    def mixed(self, color: str, share: float) -> QColor:
        """On the surface's colour: opaque ink takes half the time of see-through ink."""
        return self._palette.mixed(color, "surface", share)

    def font(self, style: TextStyle) -> QFont:
        return self._fonts[style]

    @staticmethod
    def is_readable(style: TextStyle, zoom: float) -> bool:
        """Whether a style is large enough at a zoom to be more than mush."""
        return TEXT_STYLES[style][0] * zoom >= SMALLEST_PIXELS

    def _text_width(self, text: str, style: TextStyle) -> float:
        """Width in pixels at zoom 1."""
        return self._metrics[style].horizontalAdvance(text)

    def _pen(self, color: str, opacity: float, width: float, *, dashed: bool = False) -> QPen:
        """A pen; none at all for an opacity of 0."""
        if not opacity:
            return self.no_pen
        pen = QPen(self.mixed(color, opacity), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
        # Corners are rounded in the paths; round joins would double the time.
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dashed:
            pen.setDashPattern(DASHES)
        return pen

    def _brush(self, color: str, strength: float) -> QBrush:
        """A colour mixed into the surface rather than see-through, so that nothing behind shines through."""
        return QBrush(self.mixed(color, strength)) if strength else self.no_brush


class DrawnScene(QGraphicsScene):
    """A scene whose items share their pens."""

    pens: PenCache


def pens_of(item: QGraphicsItem) -> PenCache:
    """The pens of the scene that an item is in."""
    scene = item.scene()
    assert isinstance(scene, DrawnScene), "only such a scene paints items of the figure"
    return scene.pens


class Shape(NamedTuple):
    """A path with the pen and brush it is drawn in."""

    path: QPainterPath
    pen: QPen
    brush: QBrush
    left: float
    right: float


class Text(NamedTuple):
    """A line of text that begins at `position`."""

    text: str
    position: QPointF
    style: TextStyle
    color: QColor


class Drawing(NamedTuple):
    """Marks, ready to be painted."""

    shapes: tuple[Shape, ...]
    texts: tuple[Text, ...]

    def paint(self, painter: QPainter, pens: PenCache, zoom: float, reach: Reach = EVERYWHERE) -> None:
        """Paints shapes, then those texts that are readable at `zoom`: what lies within `reach`, and perhaps more."""
        left, right = reach
        for shape in self.shapes:
            if shape.right >= left and shape.left <= right:
                painter.setPen(shape.pen)
                painter.setBrush(shape.brush)
                painter.drawPath(shape.path)
        for text in self.texts:
            if left - LONGEST_TEXT <= text.position.x() <= right and pens.is_readable(text.style, zoom):
                painter.setFont(pens.font(text.style))
                painter.setPen(text.color)
                painter.drawText(text.position, text.text)


def draw(marks: Iterable[Mark], pens: PenCache) -> Drawing:
    """The drawing of marks in a palette's colours.

    Lines of one pen that follow each other become one path, and so do areas of one colour without an outline.
    """
    shapes: list[tuple[QPainterPath, QPen, QBrush]] = []
    texts: list[Text] = []
    for mark in marks:
        if isinstance(mark, Label):
            texts.append(_text(mark, pens))
            continue
        pen, brush = _style(mark, pens)
        joins = brush is pens.no_brush or (pen is pens.no_pen and isinstance(mark, Area))
        if not (joins and shapes and shapes[-1][1] is pen and shapes[-1][2] is brush):
            shapes.append((QPainterPath(), pen, brush))
        _trace(mark, shapes[-1][0])
    return Drawing(tuple(_shape(*shape) for shape in shapes), tuple(texts))


def _shape(path: QPainterPath, pen: QPen, brush: QBrush) -> Shape:
    # Areas that touch each other must not take each other away.
    path.setFillRule(Qt.FillRule.WindingFill)
    bounds, half = path.controlPointRect(), pen.widthF() / 2
    return Shape(path, pen, brush, bounds.left() - half, bounds.right() + half)


def _style(mark: Box | Area | Stroke, pens: PenCache) -> tuple[QPen, QBrush]:
    if isinstance(mark, Stroke):
        return pens.pen(mark.color, mark.alpha, mark.width, dashed=mark.dashed), pens.no_brush
    thickness = mark.thickness if isinstance(mark, Box) else 1.0
    return pens.pen(mark.color, mark.line, thickness), pens.brush(mark.color, mark.fill)


def _trace(mark: Box | Area | Stroke, path: QPainterPath) -> None:
    if isinstance(mark, Box):
        path.addRoundedRect(mark.x, mark.y, mark.width, mark.height, mark.radius, mark.radius)
    elif isinstance(mark, Stroke):
        _trace_line(mark.points, mark.radius, path)
    else:
        _trace_line(mark.points, 0.0, path)
        path.closeSubpath()


def _trace_line(points: tuple[Point, ...], radius: float, path: QPainterPath) -> None:
    """Adds a line through points to a path, its corners rounded."""
    path.moveTo(*points[0])
    if not radius:
        for x, y in points[1:]:
            path.lineTo(x, y)
        return
    for before, corner, behind in bends(points, radius):
        path.lineTo(*before)
        path.quadTo(*corner, *behind)
    path.lineTo(*points[-1])


def _text(mark: Label, pens: PenCache) -> Text:
    left = mark.x - pens.text_width(mark.text, mark.style) * (mark.align + 1) / 2
    return Text(mark.text, QPointF(left, mark.y), mark.style, pens.color(mark.color))


def _font(base: QFont, size: int, weight: int) -> QFont:
    font = QFont(base)
    # Hinted glyphs have other widths at other zooms, and text would outgrow the room measured for it.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    return font
