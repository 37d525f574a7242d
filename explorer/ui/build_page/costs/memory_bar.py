"""The kinds of memory that training takes, and their bar: every kind a segment, on a track as long as the device's."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.palette import shown_palette, themed
from models.memory import TrainingMemory

HEIGHT = 16
RADIUS = 4
MARK_WIDTH = 2

translate = QCoreApplication.translate


class MemoryPart(NamedTuple):
    """One kind of memory."""

    name: str
    tip: str
    num_bytes: int
    color: str
    """The palette's. What grows with the batch has the accent, the rest shades of grey."""
    strength: float

    def ink(self) -> QColor:
        return shown_palette().mixed(self.color, "surface", self.strength)


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


def memory_parts(memory: TrainingMemory, batch_size: int) -> tuple[MemoryPart, ...]:
    """What training with batches of this size takes, all kinds in the order in which they are drawn, in bytes."""
    saved = memory.saved_per_batch + memory.saved_per_image * batch_size
    return (
        MemoryPart(
            translate("Memory", "Weights"),
            translate("Memory", "Parameters in fp32, and the running mean and variance of every batch norm"),
            memory.weights,
            "text_muted",
            0.85,
        ),
        MemoryPart(
            translate("Memory", "Gradients"),
            translate("Memory", "One fp32 number for each parameter"),
            memory.gradients,
            "text_muted",
            0.6,
        ),
        MemoryPart(
            translate("Memory", "Optimiser state"),
            translate("Memory", "SGD remembers one momentum for each parameter, AdamW two moments (Kingma 2014)"),
            memory.optimizer_state,
            "text_muted",
            0.4,
        ),
        MemoryPart(
            translate("Memory", "bf16 copies"),
            translate("Memory", "Weights of convolutions and linear layers, which autocast copies for each step"),
            memory.casts,
            "text_muted",
            0.25,
        ),
        MemoryPart(
            translate("Memory", "Kept for backward"),
            translate("Memory", "Maps that the forward pass keeps; the only kind that grows with the batch"),
            saved,
            "accent",
            1.0,
        ),
    )
