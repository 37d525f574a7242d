"""Turns marks into what Qt draws: shapes made once for a figure and a palette, painted many times."""

from collections.abc import Iterable
from math import inf
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from explorer.figure.figure import Area, Box, Label, Mark, Point, Stroke, TextStyle, bends
from explorer.ui.canvas.items.look import Look

Reach = tuple[float, float]
"""The smallest and largest x of what is to be painted."""
EVERYWHERE: Reach = (-inf, inf)
LONGEST_TEXT = 150.0


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

    def paint(self, painter: QPainter, look: Look, zoom: float, reach: Reach = EVERYWHERE) -> None:
        """Paints shapes, then those texts that are readable at `zoom`: what lies within `reach`, and perhaps more."""
        left, right = reach
        for shape in self.shapes:
            if shape.right >= left and shape.left <= right:
                painter.setPen(shape.pen)
                painter.setBrush(shape.brush)
                painter.drawPath(shape.path)
        for text in self.texts:
            if left - LONGEST_TEXT <= text.position.x() <= right and look.readable(text.style, zoom):
                painter.setFont(look.font(text.style))
                painter.setPen(text.color)
                painter.drawText(text.position, text.text)


def draw(marks: Iterable[Mark], look: Look) -> Drawing:
    """The drawing of marks in a palette's colours.

    Lines of one pen that follow each other become one path, and so do areas of one colour without an outline.
    """
    shapes: list[tuple[QPainterPath, QPen, QBrush]] = []
    texts: list[Text] = []
    for mark in marks:
        if isinstance(mark, Label):
            texts.append(_text(mark, look))
            continue
        pen, brush = _style(mark, look)
        joins = brush is look.no_brush or (pen is look.no_pen and isinstance(mark, Area))
        if not (joins and shapes and shapes[-1][1] is pen and shapes[-1][2] is brush):
            shapes.append((QPainterPath(), pen, brush))
        _trace(mark, shapes[-1][0])
    return Drawing(tuple(_shape(*shape) for shape in shapes), tuple(texts))


def _shape(path: QPainterPath, pen: QPen, brush: QBrush) -> Shape:
    # Areas that touch each other must not take each other away.
    path.setFillRule(Qt.FillRule.WindingFill)
    bounds, half = path.controlPointRect(), pen.widthF() / 2
    return Shape(path, pen, brush, bounds.left() - half, bounds.right() + half)


def _style(mark: Mark, look: Look) -> tuple[QPen, QBrush]:
    if isinstance(mark, Stroke):
        return look.pen(mark.color, mark.alpha, mark.width, dashed=mark.dashed), look.no_brush
    thickness = mark.thickness if isinstance(mark, Box) else 1.0
    return look.pen(mark.color, mark.line, thickness), look.brush(mark.color, mark.fill)


def _trace(mark: Mark, path: QPainterPath) -> None:
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


def _text(mark: Label, look: Look) -> Text:
    left = mark.x - look.width(mark.text, mark.style) * (mark.align + 1) / 2
    return Text(mark.text, QPointF(left, mark.y), mark.style, look.color(mark.color))
