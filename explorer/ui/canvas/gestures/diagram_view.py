"""The view on the figure: zoom, pan, hover, drag and keys. It knows nothing of what is drawn."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
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
    QPixmapCache,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGestureEvent,
    QGraphicsScene,
    QGraphicsView,
    QToolTip,
    QWidget,
)

from explorer.ui.canvas.gestures.gestures import Gesture, pinch_on_screen, pinch_on_touchpad, scroll_at_edge
from explorer.ui.canvas.gestures.stage_chips import stage_kind

ZOOM_STEP = 1.2
LARGEST_ZOOM = 8.0
LARGEST_FIT = 1.5
"""A small network is not blown up beyond this."""
SMALLEST_ZOOM = 0.004
"""Enough for all of a thousand blocks."""
READABLE, CLOSE_UP = 0.5, 0.8
"""Zoom below which texts cannot be read, and the one at which they are read well."""
LEAD = 60
"""Pixels of what stands before, for orientation."""
PAN_STEP = 80
IN_SIGHT = 80
"""Pixels of the figure, or all of a smaller one, that stay in view however it is moved."""
SHOWN_MARGIN = 24
"""Pixels between what is scrolled into view and the border."""
NOTCH = 120
"""What the wheel reports for one step."""
CACHE_KIB = 96 * 1024
CALM = 0.94
"""A fitted figure keeps its zoom as long as it is at least this share of the one that would fit."""
VEIL = 0.6
"""Opacity of what lies over a dimmed figure."""
FRAME_WIDTH, FRAME_CORNER = 1.5, 6.0
"""Of the frame that shows that the view has the keyboard."""
Buttons = Qt.MouseButton


class DiagramView(QGraphicsView):
    """Signals say what a person did, in scene coordinates."""

    hovered = Signal(object)
    """QPointF under the mouse, or None when it leaves."""
    clicked = Signal(QPointF)
    double_clicked = Signal(QPointF)
    turned = Signal(QPointF, int, bool)
    """The wheel with Alt: where, how many steps up, and whether with Shift too."""
    grabbed = Signal(QPointF)
    dragged = Signal(QPointF)
    released = Signal(object)
    """QPointF where a thing was let go; None where the drag was given up."""
    drop_moved = Signal(object)
    """QPointF over which a kind of stage is held; None when it leaves."""
    dropped = Signal(QPointF, str)
    """Where, and the kind of stage."""
    menu_wanted = Signal(QPointF, QPoint)
    """Where, in the scene and on the screen."""
    resized = Signal()
    moved = Signal()
    """Another part of the scene is in view."""
    tooltip_wanted = Signal(QPointF, QPoint)
    """Where, in the scene and on the screen."""

    def __init__(self, scene: QGraphicsScene, can_grab: Callable[[QPointF], bool], parent: QWidget) -> None:
        """`can_grab` says whether there is a thing at a place of the scene that can be dragged."""
        super().__init__(scene, parent)
        self._can_grab = can_grab
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.setAcceptDrops(True)
        # Items are cached as they appear on the screen; the default of 10 MiB holds no large window of fine pixels.
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), CACHE_KIB))
        self.content = QRectF()
        self.is_fitted = True
        """False once a person has zoomed or panned by hand."""
        self.is_dimmed = False
        self._shows_focus = False
        self._pressed: tuple[QPoint, Buttons] | None = None
        self._gesture: Gesture | None = None
        self._turned = 0

    @property
    def zoom(self) -> float:
        return self.transform().m11()

    @property
    def room(self) -> QSize:
        """What a fitted figure may fill."""
        return self.viewport().size()

    @property
    def seen(self) -> QRectF:
        """The part of the scene that is in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    @property
    def shows_all(self) -> bool:
        """Whether all of the content is in view, but for a pixel."""
        pixel = 1 / self.zoom
        return self.seen.adjusted(-pixel, -pixel, pixel, pixel).contains(self.content)

    def set_dimmed(self, dimmed: bool) -> None:
        """Lays a veil of the background's colour over the figure, or takes it away."""
        if dimmed != self.is_dimmed:
            self.is_dimmed = dimmed
            self.viewport().update()

    def set_content(self, content: QRectF) -> None:
        """The rectangle that a fit shows."""
        if content == self.content:
            return
        self.content = content
        margin_x, margin_y = content.width() + 2000, content.height() + 2000
        self.setSceneRect(content.adjusted(-margin_x, -margin_y, margin_x, margin_y))
        if self.is_fitted:
            self._follow_content()
            self.moved.emit()
        else:
            self.pan_by(QPoint())

    def fit(self) -> None:
        """Shows all of the content, centred."""
        self.is_fitted = True
        if not self.content.isEmpty():
            self._show_all_at(self._fitting_zoom())
        self.moved.emit()

    def stay_readable(self, left: float) -> None:
        """Where a fit would make the content too small to read: comes closer, with `left` (of the scene) in view."""
        if self._fitting_zoom() >= READABLE:
            return
        self.fit()
        self.zoom_by(CLOSE_UP / self.zoom)
        self.center_on(QPointF(left + (self.room.width() / 2 - LEAD) / self.zoom, self.content.center().y()))

    def _follow_content(self) -> None:
        """Keeps all in view; the zoom stays where it fits nearly, so that the figure is calm while a person edits."""
        wanted = self._fitting_zoom()
        self._show_all_at(self.zoom if wanted * CALM <= self.zoom <= wanted else wanted)

    def _fitting_zoom(self) -> float:
        by_width = self.room.width() / self.content.width()
        return max(SMALLEST_ZOOM, min(by_width, self.room.height() / self.content.height(), LARGEST_FIT))

    def _show_all_at(self, zoom: float) -> None:
        if zoom != self.zoom:
            self.resetTransform()
            self.scale(zoom, zoom)
        self.centerOn(self.content.center())

    def zoom_by(self, factor: float, anchor: QPoint | None = None) -> None:
        """Zooms, keeping the point at `anchor` (in the viewport; None: its middle) where it is."""
        wanted = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, self.zoom * factor))
        anchor = self.viewport().rect().center() if anchor is None else anchor
        before = self.mapToScene(anchor)
        self.scale(wanted / self.zoom, wanted / self.zoom)
        self.pan_by(self.mapFromScene(before) - anchor)

    def pan_by(self, pixels: QPoint) -> None:
        """Moves the view over the figure, some of which stays in sight."""
        self.is_fitted = False
        shown, room = self.mapFromScene(self.content).boundingRect(), self.room
        x = _bounded(pixels.x(), shown.left(), shown.right(), room.width())
        y = _bounded(pixels.y(), shown.top(), shown.bottom(), room.height())
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + x)
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + y)
        self.moved.emit()

    def center_on(self, position: QPointF) -> None:
        """Moves the view so that a place of the scene is in its middle."""
        self.centerOn(position)
        self.pan_by(QPoint())

    def match_view(self, other: "DiagramView") -> None:
        """Shows what another view of the same network shows."""
        if other.is_fitted:
            self.fit()
            return
        # Captions of another language make parts wider or narrower.
        center, left = other.seen.center(), other.content.left()
        x = left + (center.x() - left) * self.content.width() / other.content.width()
        self.setTransform(other.transform())
        self.center_on(QPointF(x, center.y()))

    def show_area(self, area: QRectF) -> None:
        """Scrolls sideways just so far that `area` is seen, or some of one that is wider than the view."""
        shown = self.mapFromScene(area).boundingRect().adjusted(-SHOWN_MARGIN, 0, SHOWN_MARGIN, 0)
        width = self.viewport().width()
        if self.is_fitted or (shown.width() > width and shown.left() < width and shown.right() > 0):
            return
        beyond = max(0, shown.left() + min(shown.width(), width) - width) + min(0, shown.left())
        if beyond:
            self.pan_by(QPoint(beyond, 0))

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
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
        """A frame tells those who came by keyboard where they are."""
        if shown != self._shows_focus:
            self._shows_focus = shown
            # A scrolled frame would leave its lines behind.
            mode = QGraphicsView.ViewportUpdateMode
            self.setViewportUpdateMode(mode.FullViewportUpdate if shown else mode.SmartViewportUpdate)
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit() if self.is_fitted else self.pan_by(QPoint())
        self.resized.emit()

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
        self._give_up()
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

    def _give_up(self) -> None:
        """Ends a gesture as if it had not begun."""
        gesture, self._gesture, self._pressed = self._gesture, None, None
        if gesture is not None:
            gesture.end(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Buttons.LeftButton:
            self.double_clicked.emit(self.mapToScene(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.mapToScene(event.pos()), event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._gesture is not None:
            self._give_up()
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
        self.drop_moved.emit(self.mapToScene(position))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_moved.emit(None)

    def dropEvent(self, event: QDropEvent) -> None:
        kind = stage_kind(event.mimeData())
        if kind is None:
            event.ignore()
            return
        self.drop_moved.emit(None)
        event.acceptProposedAction()
        self.dropped.emit(self.mapToScene(event.position().toPoint()), kind)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.tooltip_wanted.emit(self.mapToScene(event.pos()), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            QToolTip.hideText()
            self.hovered.emit(None)
        if event.type() == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            return pinch_on_touchpad(self, event)
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            return pinch_on_screen(self, event)
        return super().viewportEvent(event)


def _bounded(step: int, start: int, end: int, room: int) -> int:
    """A step of the view along one axis, cut so that enough of what lies from `start` to `end` is in view after it."""
    enough = min(IN_SIGHT, end - start, room)
    return max(start - room + enough, min(step, end - enough))
