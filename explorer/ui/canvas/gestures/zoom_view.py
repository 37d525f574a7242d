"""A view that fits, zooms and pans, and never loses sight of what it shows."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmapCache, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

LARGEST_ZOOM = 8.0
LARGEST_FIT = 1.5
"""A small network is not blown up beyond this."""
SMALLEST_ZOOM = 0.004
"""Enough for all of a thousand blocks."""
READABLE, CLOSE_UP = 0.5, 0.8
"""Zoom below which texts cannot be read, and the one at which they are read well."""
LEAD = 60
"""Pixels of what stands before, for orientation."""
IN_SIGHT = 80
"""Pixels of the figure, or all of a smaller one, that stay in view however it is moved."""
SHOWN_MARGIN = 24
"""Pixels between what is scrolled into view and the border."""
CACHE_KIB = 96 * 1024
CALM = 0.94
"""A fitted figure keeps its zoom as long as it is at least this share of the one that would fit."""


class ZoomView(QGraphicsView):
    """Shows all of its content until a person zooms or pans."""

    resized = Signal()
    moved = Signal()
    """Another part of the scene is in view."""

    def __init__(self, scene: QGraphicsScene, parent: QWidget) -> None:
        super().__init__(scene, parent)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        # Items are cached as they appear on the screen; the default of 10 MiB holds no large window of fine pixels.
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), CACHE_KIB))
        self.content = QRectF()
        self.is_fitted = True
        """False once a person has zoomed or panned by hand."""

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

    def set_content(self, content: QRectF) -> None:
        """The rectangle that a fit shows."""
        if content == self.content:
            return
        self.content = content
        margin_x, margin_y = content.width() + 2000, content.height() + 2000
        self.setSceneRect(content.adjusted(-margin_x, -margin_y, margin_x, margin_y))
        if self.is_fitted:
            self._refit()
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

    def _refit(self) -> None:
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

    def match_view(self, other: "ZoomView") -> None:
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit() if self.is_fitted else self.pan_by(QPoint())
        self.resized.emit()


def _bounded(step: int, start: int, end: int, room: int) -> int:
    """A step of the view along one axis, cut so that enough of what lies from `start` to `end` is in view after it."""
    enough = min(IN_SIGHT, end - start, room)
    return max(start - room + enough, min(step, end - enough))
