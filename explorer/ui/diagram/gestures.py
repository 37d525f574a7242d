"""What a person does with a button held down, one class for each gesture, or with two fingers."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

if TYPE_CHECKING:
    from explorer.ui.diagram.diagram_view import DiagramView

EDGE = 28
"""Nearer to the border of the view than so many pixels, a drag scrolls."""
EDGE_STEP = 24


class Gesture(Protocol):
    """From the moment when the mouse has moved far enough until the button is let go. Positions in the viewport."""

    def move(self, position: QPoint) -> None: ...

    def finish(self, position: QPoint) -> None: ...

    def cancel(self) -> None: ...


class PanGesture:
    """The picture follows the hand."""

    def __init__(self, view: "DiagramView", start: QPoint) -> None:
        self._view = view
        self._last = start
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, position: QPoint) -> None:
        self._view.pan_by(self._last - position)
        self._last = position

    def finish(self, position: QPoint) -> None:
        self._view.viewport().unsetCursor()

    def cancel(self) -> None:
        self._view.viewport().unsetCursor()


class DragGesture:
    """A thing in the picture is taken elsewhere."""

    def __init__(self, view: "DiagramView", start: QPoint) -> None:
        self._view = view
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        view.grabbed.emit(view.mapToScene(start))

    def move(self, position: QPoint) -> None:
        scroll_at_edge(self._view, position)
        self._view.dragged.emit(self._view.mapToScene(position))

    def finish(self, position: QPoint) -> None:
        self._view.viewport().unsetCursor()
        self._view.released.emit(self._view.mapToScene(position))

    def cancel(self) -> None:
        self._view.viewport().unsetCursor()
        self._view.released.emit(None)


def scroll_at_edge(view: "DiagramView", position: QPoint) -> None:
    """Brings on what lies beyond the border that a drag comes near to."""
    if view.shows_all:
        return
    if position.x() < EDGE:
        view.pan_by(QPoint(-EDGE_STEP, 0))
    elif position.x() > view.viewport().width() - EDGE:
        view.pan_by(QPoint(EDGE_STEP, 0))


def pinch_on_touchpad(view: "DiagramView", event: QNativeGestureEvent) -> bool:
    """Zooms; says whether the event was a pinch."""
    if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
        return False
    view.zoom_by(1 + event.value(), event.position().toPoint())
    return True


def pinch_on_screen(view: "DiagramView", event: QGestureEvent) -> bool:
    """Zooms; says whether the event was a pinch."""
    gesture = event.gesture(Qt.GestureType.PinchGesture)
    if not isinstance(gesture, QPinchGesture):
        return False
    view.zoom_by(gesture.scaleFactor(), view.viewport().mapFromGlobal(gesture.centerPoint().toPoint()))
    return True
