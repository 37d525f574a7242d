"""A small map of the whole network, with a frame around what is in view."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.figure.network_layout import NetworkFigure
from explorer.ui.palette import shown_palette, themed

SIZE = QSize(208, 46)
MARGIN = 6.0
LEAST_BAND = 2.0
LEAST_FRAME = 6.0
CORNER = 6.0


class OverviewMap(QWidget):
    """Emits where a person drags the frame; shown only while something is out of view."""

    placeRequested = Signal(float, float)
    """The place of the scene that should be in the middle of the view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(SIZE)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._bands: tuple[tuple[float, float, str], ...] = ()
        self._content = QRectF(0, 0, 1, 1)
        self._seen = QRectF()
        self._grip = QPointF()
        self.setAccessibleName(self.tr("Overview of the network"))
        self.setToolTip(self.tr("The whole network: drag the frame, or click where to go"))
        self.hide()

    def set_figure(self, figure: NetworkFigure) -> None:
        bands = zip(figure.lefts, figure.parts, strict=True)
        self._bands = tuple((left, left + part.width, part.color) for left, part in bands)
        self._content = QRectF(0, figure.frame.top, figure.width, figure.height)
        self.update()

    def set_seen(self, seen: QRectF, shows_all: bool) -> None:
        """The part of the scene that is in view, and whether that is all there is."""
        self._seen = seen
        self.setVisible(not shows_all)
        self.update()

    @property
    def frame(self) -> QRectF:
        """Around what is in view, in the map's own coordinates."""
        seen = self._seen.intersected(self._content)
        left, right = self._x(seen.left()), self._x(seen.right())
        short = self._content.height() or 1.0
        top = MARGIN + (seen.top() - self._content.top()) / short * self._room.height()
        bottom = MARGIN + (seen.bottom() - self._content.top()) / short * self._room.height()
        frame = QRectF(left, top, right - left, bottom - top)
        missing = max(0.0, LEAST_FRAME - frame.width()) / 2
        return frame.adjusted(-missing, 0, missing, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(themed("border_strong"), 1))
        painter.setBrush(themed("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        painter.setPen(Qt.PenStyle.NoPen)
        for left, right, color in self._bands:
            x = self._x(left)
            painter.setBrush(shown_palette().mixed(color, "raised", 0.6))
            painter.drawRoundedRect(QRectF(x, MARGIN, max(LEAST_BAND, self._x(right) - x), self._room.height()), 2, 2)
        painter.setPen(QPen(themed("accent"), 1.6))
        painter.setBrush(themed("accent", 0.16))
        painter.drawRoundedRect(self.frame, 3, 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        inside = self.frame.contains(event.position())
        self._grip = event.position() - self.frame.center() if inside else QPointF()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._ask_for(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask_for(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _ask_for(self, position: QPointF) -> None:
        place = position - self._grip
        x = self._content.left() + (place.x() - MARGIN) / self._room.width() * self._content.width()
        y = self._content.top() + (place.y() - MARGIN) / self._room.height() * self._content.height()
        self.placeRequested.emit(x, y)

    def _x(self, scene_x: float) -> float:
        return MARGIN + (scene_x - self._content.left()) / self._content.width() * self._room.width()

    @property
    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
