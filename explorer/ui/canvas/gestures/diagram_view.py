"""The view on the figure: hover, click, drag and keys. It knows nothing of what is drawn."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QGestureEvent,
    QGraphicsScene,
    QGraphicsView,
    QPinchGesture,
    QToolTip,
    QWidget,
)

from explorer.ui.canvas.gestures.stage_chips import stage_kind
from explorer.ui.canvas.gestures.zoom_view import ZoomView

ZOOM_STEP = 1.2
PAN_STEP = 80
NOTCH = 120
"""What the wheel reports for one step."""
EDGE = 28
"""Nearer to the border of the view than so many pixels, a drag scrolls."""
EDGE_STEP = 24
VEIL = 0.6
"""Opacity of what lies over a dimmed figure."""
FRAME_WIDTH, FRAME_CORNER = 1.5, 6.0
"""Of the frame that shows that the view has the keyboard."""
Buttons = Qt.MouseButton


class DiagramView(ZoomView):
    """Emits what a person does, in scene coordinates."""

    hovered = Signal(object)
    """QPointF under the mouse, or None when it leaves."""
    clicked = Signal(QPointF)
    doubleClicked = Signal(QPointF)
    turned = Signal(QPointF, int, bool)
    """The wheel with Alt: where, how many steps up, and whether with Shift too."""
    grabbed = Signal(QPointF)
    dragged = Signal(QPointF)
    released = Signal(object)
    """QPointF where a thing was let go; None where the drag was given up."""
    dropMoved = Signal(object)
    """QPointF over which a kind of stage is held; None when it leaves."""
    dropped = Signal(QPointF, str)
    """Where, and the kind of stage."""
    menuRequested = Signal(QPointF, QPoint)
    """Where, in the scene and on the screen."""
    tooltipRequested = Signal(QPointF, QPoint)
    """Where, in the scene and on the screen."""

    def __init__(self, scene: QGraphicsScene, can_grab: Callable[[QPointF], bool], parent: QWidget) -> None:
        """`can_grab` says whether there is a thing at a place of the scene that can be dragged."""
        super().__init__(scene, parent)
        self._can_grab = can_grab
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.setAcceptDrops(True)
        self.is_dimmed = False
        self._shows_focus = False
        self._pressed: tuple[QPoint, Buttons] | None = None
        self._gesture: Gesture | None = None
        self._turned = 0

    def set_dimmed(self, dimmed: bool) -> None:
        """Lays a veil of the background's colour over the figure, or takes it away."""
        if dimmed != self.is_dimmed:
            self.is_dimmed = dimmed
            self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self.is_dimmed:
            veil = QColor(self.scene().backgroundBrush().color())
            veil.setAlphaF(VEIL)
            painter.fillRect(rect, veil)
        if self._shows_focus:
            # Along the border of the viewport, whatever is scrolled into it.
            painter.save()
            painter.resetTransform()
            painter.setPen(QPen(self.viewport().palette().highlight(), FRAME_WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(self.viewport().rect()).adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(frame, FRAME_CORNER, FRAME_CORNER)
            painter.restore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus(event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus(False)

    def _show_focus(self, shown: bool) -> None:
        """Shows a frame to those who came by keyboard."""
        if shown != self._shows_focus:
            self._shows_focus = shown
            # A scrolled frame would leave its lines behind.
            mode = QGraphicsView.ViewportUpdateMode
            self.setViewportUpdateMode(mode.FullViewportUpdate if shown else mode.SmartViewportUpdate)
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta, modifiers = event.angleDelta(), event.modifiers()
        # With Alt the wheel turns sideways on some systems.
        turned = delta.y() or delta.x()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (turned / NOTCH), event.position().toPoint())
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            with_shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self._turn(self.mapToScene(event.position().toPoint()), turned, with_shift)
        elif self.is_fitted:
            event.ignore()
            return
        else:
            self.pan_by(QPoint(-delta.x() - delta.y(), 0) / 2)
        event.accept()

    def _turn(self, position: QPointF, delta: int, with_shift: bool) -> None:
        """Whole steps of the wheel; a fine one reports them in pieces."""
        if delta * self._turned < 0:
            self._turned = 0
        self._turned += delta
        steps = int(self._turned / NOTCH)
        self._turned -= steps * NOTCH
        if steps:
            self.turned.emit(position, steps, with_shift)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._abandon_gesture()
        if event.button() in (Buttons.LeftButton, Buttons.MiddleButton):
            self._pressed = event.position().toPoint(), event.button()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._pressed is None:
            self.hovered.emit(self.mapToScene(position))
            return
        start, button = self._pressed
        if self._gesture is None:
            if (position - start).manhattanLength() < QApplication.startDragDistance():
                return
            grabs = button == Buttons.LeftButton and self._can_grab(self.mapToScene(start))
            self._gesture = Gesture(self, start, grabs=grabs)
        self._gesture.move(position)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() != self._pressed[1]:
            return
        (start, button), gesture = self._pressed, self._gesture
        self._pressed, self._gesture = None, None
        if gesture is not None:
            gesture.end(event.position().toPoint())
        elif button == Buttons.LeftButton:
            self.clicked.emit(self.mapToScene(start))

    def _abandon_gesture(self) -> None:
        """Ends a gesture without effect."""
        gesture, self._gesture, self._pressed = self._gesture, None, None
        if gesture is not None:
            gesture.end(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Buttons.LeftButton:
            self.doubleClicked.emit(self.mapToScene(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menuRequested.emit(self.mapToScene(event.pos()), event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._gesture is not None:
            self._abandon_gesture()
            return
        event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if stage_kind(event.mimeData()) is None:
            event.ignore()
            return
        position = event.position().toPoint()
        scroll_at_edge(self, position)
        self.dropMoved.emit(self.mapToScene(position))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.dropMoved.emit(None)

    def dropEvent(self, event: QDropEvent) -> None:
        kind = stage_kind(event.mimeData())
        if kind is None:
            event.ignore()
            return
        self.dropMoved.emit(None)
        event.acceptProposedAction()
        self.dropped.emit(self.mapToScene(event.position().toPoint()), kind)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.tooltipRequested.emit(self.mapToScene(event.pos()), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            QToolTip.hideText()
            self.hovered.emit(None)
        if event.type() == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            return pinch_on_touchpad(self, event)
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            return pinch_on_screen(self, event)
        return super().viewportEvent(event)


class Gesture:
    """From the moment when the mouse has moved far enough until the button is let go. Positions in the viewport.

    What was grabbed is taken elsewhere; where nothing was, the figure follows the hand.
    """

    def __init__(self, view: DiagramView, start: QPoint, *, grabs: bool) -> None:
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


def scroll_at_edge(view: ZoomView, position: QPoint) -> None:
    """Brings on what lies beyond the border that a drag comes near to."""
    if view.shows_all:
        return
    if position.x() < EDGE:
        view.pan_by(QPoint(-EDGE_STEP, 0))
    elif position.x() > view.viewport().width() - EDGE:
        view.pan_by(QPoint(EDGE_STEP, 0))


def pinch_on_touchpad(view: ZoomView, event: QNativeGestureEvent) -> bool:
    """Zooms; says whether the event was a pinch."""
    if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
        return False
    view.zoom_by(1 + event.value(), event.position().toPoint())
    return True


def pinch_on_screen(view: ZoomView, event: QGestureEvent) -> bool:
    """Zooms; says whether the event was a pinch."""
    gesture = event.gesture(Qt.GestureType.PinchGesture)
    if not isinstance(gesture, QPinchGesture):
        return False
    view.zoom_by(gesture.scaleFactor(), view.viewport().mapFromGlobal(gesture.centerPoint().toPoint()))
    return True
