"""A bar of memory: every kind a segment, on a track as long as what the device has."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.costs.memory_part import MemoryPart
from explorer.ui.palette import themed

HEIGHT = 16
RADIUS = 4
MARK_WIDTH = 2


class MemoryBar(QWidget):
    """Where the memory does not suffice, the bar goes on past a mark at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[MemoryPart, ...] = ()
        self._available: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: tuple[MemoryPart, ...], available: int | None) -> None:
        """The parts and the bytes that the device has; without them the parts fill the bar."""
        self._parts, self._available = parts, available
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(part.num_bytes for part in self._parts)
        length = max(total, self._available or 0, 1)
        track = QPainterPath()
        track.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(track)
        painter.fillRect(self.rect(), themed("sunken"))
        self._paint_parts(painter, self.width() / length)
        painter.setClipping(False)
        painter.setPen(QPen(themed("border_strong"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self._available is not None and total > self._available:
            left = self._available * self.width() / length
            painter.fillRect(QRectF(left, 0, MARK_WIDTH, self.height()), themed("danger"))

    def _paint_parts(self, painter: QPainter, pixels_per_byte: float) -> None:
        left = 0.0
        for part in self._parts:
            width = part.num_bytes * pixels_per_byte
            painter.fillRect(QRectF(left, 0, width, self.height()), part.ink())
            left += width
