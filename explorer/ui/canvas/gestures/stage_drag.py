"""Stages taken from one place of the figure to another, and new ones dropped into it."""

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from explorer.figure.network_layout import GAP, NetworkFigure
from explorer.ui.canvas.gestures.diagram_view import DiagramView
from explorer.ui.canvas.items.network_scene import NetworkScene
from explorer.ui.network_parts import stage_index
from explorer.ui.palette import themed

DRAGGED_OPACITY = 0.4
WIDTH = 3.0
RADIUS = 8.0
ARM = 4.0
ABOVE = 10.0
NUM_ENDS = 2
"""Parts before the first stage."""


class StageDrag(QObject):
    """Shows where a stage would go, and asks for it when the button is let go."""

    stageAddRequested = Signal(str, int)
    """The kind of stage, and the index that it should get."""
    stageMoveRequested = Signal(int, int)
    """From this index to that, as counted without it."""

    def __init__(self, view: DiagramView, scene: NetworkScene) -> None:
        super().__init__(view)
        self._scene = scene
        self.place = InsertionMark()
        scene.addItem(self.place)
        self._dragged: int | None = None
        view.grabbed.connect(self._grab)
        view.dragged.connect(self._drag)
        view.released.connect(self._release)
        view.dropMoved.connect(self._show_place)
        view.dropped.connect(self._drop)

    def _grab(self, position: QPointF) -> None:
        item = self._scene.part_at(position)
        if item is not None:
            self._dragged = stage_index(item.figure.name)
            item.setOpacity(DRAGGED_OPACITY)

    def _drag(self, position: QPointF) -> None:
        if self._dragged is not None:
            moves = self._target(position, self._dragged) != self._dragged
            self._show_place(position if moves else None)

    def _release(self, position: QPointF | None) -> None:
        dragged, self._dragged = self._dragged, None
        self.place.hide()
        for item in self._scene.parts.values():
            item.setOpacity(1.0)
        if dragged is None or position is None:
            return
        target = self._target(position, dragged)
        if target != dragged:
            self._request_move(dragged, target)

    def move_selected(self, step: int) -> None:
        """Asks for the selected stage so many places further on."""
        index = stage_index(self._scene.selected)
        if index is not None:
            self._request_move(index, index + step)

    def _request_move(self, index: int, target: int) -> None:
        stages = range(self._scene.num_stages)
        if index in stages and target in stages:
            self.stageMoveRequested.emit(index, target)

    def _target(self, position: QPointF, dragged: int) -> int:
        index = self._index_at(position)
        return index - 1 if index > dragged else index

    def _index_at(self, position: QPointF) -> int:
        return 0 if self._scene.figure is None else insertion_index(self._scene.figure, position.x())

    def _show_place(self, position: QPointF | None) -> None:
        if position is None or self._scene.figure is None:
            self.place.hide()
        else:
            self.place.show_at(self._scene.figure, self._index_at(position))

    def _drop(self, position: QPointF, kind: str) -> None:
        self.stageAddRequested.emit(kind, self._index_at(position))


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
