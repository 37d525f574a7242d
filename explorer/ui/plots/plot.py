"""The widget of every plot: its colours, and what mouse and keys do."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QGraphicsWidget, QWidget

from explorer.ui.palette import themed
from explorer.ui.plots.axis import Axis
from explorer.ui.plots.read_out import ReadOut

ZOOM, PAN = 1.5, 0.2
"""What a key does: the factor of a zoom, the share of the width of a move."""
BEHIND = -1000
"""The z value of axes: their grid lines are under all that a plot shows."""

Key = Qt.Key


class Plot(pg.PlotWidget):
    """Axes around a view of items, without the buttons and the menu of pyqtgraph.

    Places are QPointFs of positions along the axes, or None beside the view.
    """

    pointed = Signal(object)
    """The place under the mouse; None where it has left."""
    clicked = Signal(object)
    """The place of a click."""
    doubleClicked = Signal(object)
    """The place of a double click."""
    stepped = Signal(int)
    """A key: to what follows (1), to what comes before (-1), or away (0)."""
    entered = Signal()
    """Return or space."""
    fitRequested = Signal()
    """A person wants all of it in view."""
    spanMoved = Signal()
    """A person has zoomed or moved the view."""

    def __init__(
        self,
        axes: Sequence[Axis],
        margins: tuple[int, int, int, int],
        *,
        is_zoomed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """
        Args:
            margins: pixels at the left, top, right and bottom: the last label of an axis stands beyond its end.
            is_zoomed: whether the span of the bottom axis is a person's to change, by mouse and keys.
        """
        super().__init__(parent, axisItems={axis.orientation: axis for axis in axes})
        self.setBackground(None)
        # Else what is behind the items would keep the colours of another theme.
        self.setCacheMode(self.CacheModeFlag(0))
        self._is_zoomed = is_zoomed
        self.centre: float | None = None
        """What keys zoom around; None: the middle."""
        item, scene = self.getPlotItem(), self.sceneObj
        assert item is not None and scene is not None, "a plot has both until it is closed"
        self._item = item
        for axis in axes:
            item.showAxis(axis.orientation)
            axis.setZValue(BEHIND)
        item.setMenuEnabled(False)
        item.hideButtons()
        QGraphicsWidget.layout(item).setContentsMargins(*margins)
        self.view = item.getViewBox()
        self.view.setMouseEnabled(x=is_zoomed, y=False)
        self.view.disableAutoRange()
        self.view.sigRangeChangedManually.connect(self.spanMoved)
        self.read_out = ReadOut(self)
        scene.sigMouseMoved.connect(self._point)
        scene.sigMouseClicked.connect(self._click)

    def add_items(self, *items: pg.GraphicsObject) -> None:
        """Shows items; they do not move the view."""
        for item in items:
            self._item.addItem(item, ignoreBounds=True)

    def pixel_of(self, x: float, y: float) -> QPoint:
        """Where a place is in the widget."""
        return self.mapFromScene(self.view.mapViewToScene(QPointF(x, y)))

    def read(self, html: str, x: float, y: float) -> None:
        """Shows a text beside a place, or nothing where the text is empty."""
        area = self.mapFromScene(self.view.sceneBoundingRect()).boundingRect()
        self.read_out.show_text(html, self.pixel_of(x, y), area)

    def drawBackground(self, painter: QPainter, area: QRectF | QRect) -> None:
        painter.fillRect(area, themed("surface"))

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self.pointed.emit(None)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        is_moving = bool(ev.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match ev.key():
            case _ if not self._is_zoomed:
                super().keyPressEvent(ev)
            case Key.Key_Plus | Key.Key_Equal:
                self._zoom(1 / ZOOM)
            case Key.Key_Minus:
                self._zoom(ZOOM)
            case Key.Key_Left | Key.Key_Right as key:
                direction = 1 if key == Key.Key_Right else -1
                self._move(direction) if is_moving else self.stepped.emit(direction)
            case Key.Key_Return | Key.Key_Enter | Key.Key_Space:
                self.entered.emit()
            case Key.Key_Escape if self.read_out.isVisible() or self.centre is not None:
                self.stepped.emit(0)
            case Key.Key_Home:
                self.fitRequested.emit()
            case _:
                super().keyPressEvent(ev)

    def _zoom(self, factor: float) -> None:
        self.view.scaleBy(x=factor, center=None if self.centre is None else QPointF(self.centre, 0))
        self.spanMoved.emit()

    def _move(self, direction: int) -> None:
        start, end = self.view.viewRange()[0]
        self.view.translateBy(x=direction * PAN * (end - start))
        self.spanMoved.emit()

    def _place_at(self, place: QPointF) -> QPointF | None:
        return self.view.mapSceneToView(place) if self.view.sceneBoundingRect().contains(place) else None

    def _point(self, place: QPointF) -> None:
        self.pointed.emit(self._place_at(place))

    def _click(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            (self.doubleClicked if event.double() else self.clicked).emit(self._place_at(event.scenePos()))
