"""The frame around a view that has the keyboard."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

WIDTH, RADIUS = 1.5, 6.0


def paint_focus_frame(painter: QPainter, viewport: QWidget) -> None:
    """Along the border of a viewport, whatever is scrolled into it."""
    painter.save()
    painter.resetTransform()
    painter.setPen(QPen(viewport.palette().highlight(), WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(viewport.rect()).adjusted(2, 2, -2, -2), RADIUS, RADIUS)
    painter.restore()
