"""The mark between two parts where a stage would go, and how its place is found."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.figure.network_layout import GAP, NetworkFigure
from explorer.ui.palette import themed

WIDTH = 3.0
RADIUS = 8.0
ARM = 4.0
ABOVE = 10.0
NUM_ENDS = 2
"""Parts before the first stage."""


class InsertionMark(QGraphicsItem):
    """A strong line with a plus on it."""

    def __init__(self) -> None:
        super().__init__()
        self._height = 0.0
        self.setZValue(1)
        self.hide()

    def show_at(self, figure: NetworkFigure, index: int) -> None:
        """Shows it where a stage would become number `index`."""
        self.prepareGeometryChange()
        self._height = figure.height
        self.setPos(figure.lefts[index + NUM_ENDS] - GAP / 2, figure.frame.top)
        self.show()

    def boundingRect(self) -> QRectF:
        return QRectF(-RADIUS - 2, -ABOVE, 2 * RADIUS + 4, self._height + ABOVE + 4)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        accent = themed("accent")
        painter.setPen(QPen(accent, WIDTH))
        painter.drawLine(QPointF(0, 0), QPointF(0, self._height))
        painter.setPen(QPen(accent, 1))
        painter.setBrush(accent)
        painter.drawEllipse(QPointF(0, 0), RADIUS, RADIUS)
        painter.setPen(QPen(themed("text_on_accent"), 1.8))
        painter.drawLine(QPointF(-ARM, 0), QPointF(ARM, 0))
        painter.drawLine(QPointF(0, -ARM), QPointF(0, ARM))


def insertion_index(figure: NetworkFigure, x: float) -> int:
    """The number that a stage dropped at `x` would get: behind all stages whose middle lies before it."""
    stages = list(zip(figure.lefts, figure.parts, strict=True))[NUM_ENDS:-1]
    return sum(left + part.width / 2 < x for left, part in stages)
