"""The view on the picture: zoom, pan, hover, choice by mouse and keyboard. It knows nothing of what is drawn."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmapCache,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsScene, QGraphicsView, QToolTip, QWidget

ZOOM_STEP = 1.2
LARGEST_ZOOM = 8.0
LARGEST_FIT = 1.5
"""A small network is not blown up beyond this."""
SMALLEST_ZOOM = 0.02
FOCUS_WIDTH, FOCUS_RADIUS = 1.5, 6.0
CACHE_KIB = 96 * 1024
CALM = 0.94
"""A fitted picture keeps its zoom as long as it is at least this share of the one that would fit."""
VEIL = 0.6
"""Opacity of what lies over a dimmed picture."""
BUTTON_STRIP = 24
"""Pixels at the bottom that a fitted picture leaves to the buttons."""


class DiagramView(QGraphicsView):
    """Signals say what a person did, in scene coordinates."""

    hovered = Signal(object)
    """QPointF under the mouse, or None when it leaves."""
    clicked = Signal(QPointF)
    double_clicked = Signal(QPointF)
    stepped = Signal(int)
    """-1 or 1: the part before or after."""
    resized = Signal()
    tooltip_wanted = Signal(QPointF, QPoint)
    """Where, in the scene and on the screen."""

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.viewport().setMouseTracking(True)
        # Items are cached as they appear on the screen; the default of 10 MiB holds no large window of fine pixels.
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), CACHE_KIB))
        self._content = QRectF()
        self._fitted = True
        self._dimmed = False
        self._shows_focus = False
        self._pressed: QPoint | None = None
        self._panned = False

    @property
    def is_fitted(self) -> bool:
        """False once a person has zoomed or panned by hand."""
        return self._fitted

    @property
    def zoom(self) -> float:
        return self.transform().m11()

    @property
    def room(self) -> QSize:
        """What a fitted picture may fill."""
        return self.viewport().size() - QSize(0, BUTTON_STRIP)

    @property
    def is_dimmed(self) -> bool:
        return self._dimmed

    def set_dimmed(self, dimmed: bool) -> None:
        """Lays a veil of the background's colour over the picture, or takes it away."""
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self.viewport().update()

    def set_content(self, content: QRectF) -> None:
        """The rectangle that a fit shows."""
        if content == self._content:
            return
        self._content = content
        margin_x, margin_y = content.width() + 2000, content.height() + 2000
        self.setSceneRect(content.adjusted(-margin_x, -margin_y, margin_x, margin_y))
        if self._fitted:
            self._follow_content()

    def fit(self) -> None:
        """Shows all of the content, centred."""
        self._fitted = True
        if not self._content.isEmpty():
            self._show_all_at(self._fitting_zoom())

    def _follow_content(self) -> None:
        """Keeps all in view; the zoom stays where it fits nearly, so that the picture is calm while a person edits."""
        wanted = self._fitting_zoom()
        self._show_all_at(self.zoom if wanted * CALM <= self.zoom <= wanted else wanted)

    def _fitting_zoom(self) -> float:
        by_width = self.room.width() / self._content.width()
        return max(SMALLEST_ZOOM, min(by_width, self.room.height() / self._content.height(), LARGEST_FIT))

    def _show_all_at(self, zoom: float) -> None:
        if zoom != self.zoom:
            self.resetTransform()
            self.scale(zoom, zoom)
        self.centerOn(self._content.center() + QPointF(0, BUTTON_STRIP / 2 / zoom))

    def zoom_by(self, factor: float, anchor: QPoint | None = None) -> None:
        """Zooms, keeping the point at `anchor` (in the viewport; None: its middle) where it is."""
        wanted = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, self.zoom * factor))
        anchor = self.viewport().rect().center() if anchor is None else anchor
        before = self.mapToScene(anchor)
        self.scale(wanted / self.zoom, wanted / self.zoom)
        moved = self.mapFromScene(before) - anchor
        self._scroll_by(moved)
        self._fitted = False

    def show_area(self, area: QRectF) -> None:
        """Scrolls just so far that `area` is seen."""
        if not self._fitted:
            self.ensureVisible(area, 24, 0)

    def _scroll_by(self, moved: QPoint) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved.y())

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        if self._dimmed:
            veil = QColor(self.scene().backgroundBrush().color())
            veil.setAlphaF(VEIL)
            painter.fillRect(rect, veil)
        if self._shows_focus:
            self._paint_focus(painter)

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
            self.viewport().update()

    def _paint_focus(self, painter: QPainter) -> None:
        painter.save()
        painter.resetTransform()
        painter.setPen(QPen(self.palette().highlight(), FOCUS_WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(2, 2, -2, -2), FOCUS_RADIUS, FOCUS_RADIUS)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position().toPoint())
            event.accept()
        elif self._fitted:
            event.ignore()
        else:
            delta = event.angleDelta()
            self._scroll_by(QPoint(-delta.x() - delta.y(), 0) / 2)
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._panned = event.position().toPoint(), False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._pressed is None:
            self.hovered.emit(self.mapToScene(position))
            return
        if not self._panned and (position - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self._panned, self._fitted = True, False
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scroll_by(self._pressed - position)
        self._pressed = position

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._panned:
            self.clicked.emit(self.mapToScene(self._pressed))
        self._pressed, self._panned = None, False
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit(self.mapToScene(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.stepped.emit(-1)
            case Qt.Key.Key_Right:
                self.stepped.emit(1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / ZOOM_STEP)
            case Qt.Key.Key_0:
                self.fit()
            case _:
                event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.tooltip_wanted.emit(self.mapToScene(event.pos()), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            QToolTip.hideText()
            self.hovered.emit(None)
        return super().viewportEvent(event)
