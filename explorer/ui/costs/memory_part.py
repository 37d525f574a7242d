"""The kinds of memory that training takes, in the order in which they are drawn."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from explorer.ui.palette import shown_palette
from models.memory import TrainingMemory

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


def memory_parts(memory: TrainingMemory, batch_size: int) -> tuple[MemoryPart, ...]:
    """What training with batches of this size takes, all kinds, in bytes."""
    kept = memory.kept_per_batch + memory.kept_per_picture * batch_size
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
            kept,
            "accent",
            1.0,
        ),
    )
