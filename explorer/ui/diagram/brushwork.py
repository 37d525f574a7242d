"""Turns marks into what Qt draws: shapes made once for a figure and a palette, painted many times."""

from collections.abc import Iterable
from functools import singledispatch
from math import hypot
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from explorer.ui.diagram.figure import Area, Box, Curve, Disc, Label, Mark, Pill, Point, Stroke, TextStyle
from explorer.ui.diagram.inks import Inks
from explorer.ui.diagram.text_fonts import TextFonts

OUTLINE = 1.0
DISC_OUTLINE = 1.4
PILL_OUTLINE = 1.2
PILL_HEIGHT = 14.0
PILL_BASELINE = 3.5


class Shape(NamedTuple):
    """A path with the pen and brush it is drawn in."""

    path: QPainterPath
    pen: QPen
    brush: QBrush


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

    def paint(self, painter: QPainter, fonts: TextFonts, zoom: float) -> None:
        """Paints shapes, then those texts that are readable at `zoom`."""
        for shape in self.shapes:
            painter.setPen(shape.pen)
            painter.setBrush(shape.brush)
            painter.drawPath(shape.path)
        for text in self.texts:
            if fonts.readable(text.style, zoom):
                painter.setFont(fonts[text.style])
                painter.setPen(text.color)
                painter.drawText(text.position, text.text)


def draw(marks: Iterable[Mark], inks: Inks, fonts: TextFonts) -> Drawing:
    """The drawing of marks in a palette's colours."""
    shapes: list[Shape] = []
    texts: list[Text] = []
    for mark in marks:
        if isinstance(mark, Label):
            texts.append(_text(mark, inks, fonts))
            continue
        _add(shapes, _shape(mark, inks))
        if isinstance(mark, Pill):
            texts.append(_pill_text(mark, inks, fonts))
    return Drawing(tuple(shapes), tuple(texts))


def _add(shapes: list[Shape], shape: Shape) -> None:
    """Lines of one pen that follow each other become one path, which is painted faster."""
    if shapes and shape.brush.style() == Qt.BrushStyle.NoBrush and shapes[-1].brush is shape.brush:
        last = shapes[-1]
        if last.pen is shape.pen:
            last.path.addPath(shape.path)
            return
    shapes.append(shape)


@singledispatch
def _shape(mark: Mark, inks: Inks) -> Shape:
    raise AssertionError(f"no way to draw {mark}")


@_shape.register
def _(mark: Box, inks: Inks) -> Shape:
    path = QPainterPath()
    path.addRoundedRect(mark.x, mark.y, mark.width, mark.height, mark.radius, mark.radius)
    return Shape(path, inks.pen(mark.color, mark.line, OUTLINE), inks.brush(mark.color, mark.fill))


@_shape.register
def _(mark: Area, inks: Inks) -> Shape:
    path = rounded_path(mark.points, 0.0)
    path.closeSubpath()
    return Shape(path, inks.pen(mark.color, mark.line, OUTLINE), inks.brush(mark.color, mark.fill))


@_shape.register
def _(mark: Stroke, inks: Inks) -> Shape:
    pen = inks.pen(mark.color, mark.alpha, mark.width, dashed=mark.dashed)
    return Shape(rounded_path(mark.points, mark.radius), pen, inks.no_brush)


@_shape.register
def _(mark: Curve, inks: Inks) -> Shape:
    start, first, second, end = mark.points
    path = QPainterPath(QPointF(*start))
    path.cubicTo(*first, *second, *end)
    return Shape(path, inks.pen(mark.color, mark.alpha, mark.width), inks.no_brush)


@_shape.register
def _(mark: Disc, inks: Inks) -> Shape:
    path = QPainterPath()
    path.addEllipse(mark.x - mark.radius, mark.y - mark.radius, 2 * mark.radius, 2 * mark.radius)
    return Shape(path, inks.pen(mark.color, 1.0, DISC_OUTLINE), inks.brush("surface", 1.0))


@_shape.register
def _(mark: Pill, inks: Inks) -> Shape:
    half = PILL_HEIGHT / 2
    path = QPainterPath()
    path.addRoundedRect(mark.x - mark.width / 2, mark.y - half, mark.width, PILL_HEIGHT, half, half)
    fill = inks.brush("surface" if mark.hollow else mark.color, 1.0)
    return Shape(path, inks.pen(mark.color, 1.0, PILL_OUTLINE), fill)


def rounded_path(points: tuple[Point, ...], radius: float) -> QPainterPath:
    """A path through points, its corners rounded."""
    path = QPainterPath(QPointF(*points[0]))
    if not radius:
        for x, y in points[1:]:
            path.lineTo(x, y)
        return path
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(*_towards(corner, before, radius))
        path.quadTo(*corner, *_towards(corner, after, radius))
    path.lineTo(*points[-1])
    return path


def _towards(start: Point, end: Point, distance: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = min(0.5, distance / (hypot(dx, dy) or 1.0))
    return start[0] + dx * share, start[1] + dy * share


def _text(mark: Label, inks: Inks, fonts: TextFonts) -> Text:
    left = mark.x - fonts.width(mark.text, mark.style) * (mark.align + 1) / 2
    return Text(mark.text, QPointF(left, mark.y), mark.style, inks.color(mark.color))


def _pill_text(mark: Pill, inks: Inks, fonts: TextFonts) -> Text:
    left = mark.x - fonts.width(mark.text, "mark") / 2
    color = inks.color(mark.color if mark.hollow else "text_on_accent")
    return Text(mark.text, QPointF(left, mark.y + PILL_BASELINE), "mark", color)
