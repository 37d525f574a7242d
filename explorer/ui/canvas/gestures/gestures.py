"""What a person does with a button held down or with two fingers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

if TYPE_CHECKING:
    from explorer.ui.canvas.gestures.diagram_view import DiagramView

EDGE = 28
"""Nearer to the border of the view than so many pixels, a drag scrolls."""
EDGE_STEP = 24


class Gesture:
    """From the moment when the mouse has moved far enough until the button is let go. Positions in the viewport.

    What was grabbed is taken elsewhere; where nothing was, the figure follows the hand.
    """

    def __init__(self, view: "DiagramView", start: QPoint, *, grabs: bool) -> None:
        self._view, self._last, self._grabs = view, start, grabs
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if grabs:
            view.grabbed.emit(view.mapToScene(start))

    def move(self, position: QPoint) -> None:
        if self._grabs:
            scroll_at_edge(self._view, position)
            self._view.dragged.emit(self._view.mapToScene(position))
        else:
            self._view.pan_by(self._last - position)
            self._last = position

    def end(self, position: QPoint | None) -> None:
        """Lets go at `position`, or gives up where that is None."""
        self._view.viewport().unsetCursor()
        if self._grabs:
            self._view.released.emit(None if position is None else self._view.mapToScene(position))


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
