"""Long work of the main thread in slices of a few milliseconds, so that the window goes on between them."""

import time
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

SLICE_SECONDS = 0.008
"""Half of what a screen takes for a picture."""


class Slices(QObject):
    """Takes what an iterator gives, as much at a time as fits a slice."""

    arrived = Signal(list)
    """What a slice has given; never empty."""
    finished = Signal()
    """The iterator is at its end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._iterator: Iterator[Any] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        return self._iterator is not None

    def start(self, iterator: Iterator[Any]) -> None:
        """Begins with another iterator; the one before, if there is one, is given up."""
        self._iterator = iterator
        self._timer.start()

    def stop(self) -> None:
        """Gives the iterator up; `finished` does not follow."""
        self._iterator = None
        self._timer.stop()

    def _go_on(self) -> None:
        iterator = self._iterator
        try:
            taken, at_end = _take(iterator)
        except Exception:
            # Not asked again: it would fail for ever.
            self.stop()
            raise
        if taken:
            self.arrived.emit(taken)
        # Whoever heard of it may have stopped this, or begun something else.
        if at_end and self._iterator is iterator:
            self.stop()
            self.finished.emit()


def _take(iterator: Iterator[Any]) -> tuple[list, bool]:
    """What comes within a slice, and whether that was the end."""
    taken, end = [], time.perf_counter() + SLICE_SECONDS
    for item in iterator:
        taken.append(item)
        if time.perf_counter() >= end:
            return taken, False
    return taken, True
