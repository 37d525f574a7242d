"""Long work of the main thread in slices of a few milliseconds, between which the window handles events."""

import time
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

SLICE_SECONDS = 0.008
"""Half of what a screen takes for an image."""
REPORT_SECONDS = 0.06
"""Seconds between two reports: views that show them take time themselves."""


class Slices(QObject):
    """Takes what an iterator gives, as much at a time as fits a slice."""

    arrived = Signal(list)
    """What has come since the last time; never empty."""
    finished = Signal()
    """The iterator is at its end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._iterator: Iterator[Any] | None = None
        self._taken: list[Any] = []
        self._reported = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._take_slice)

    @property
    def is_running(self) -> bool:
        return self._iterator is not None

    def start(self, iterator: Iterator[Any]) -> None:
        """Starts with an iterator; the one before, if any, is dropped."""
        self._iterator, self._taken, self._reported = iterator, [], time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Drops the iterator; `finished` does not follow."""
        self._iterator = None
        self._timer.stop()

    def _take_slice(self) -> None:
        iterator = self._iterator
        if iterator is None:
            return
        try:
            at_end = _take(iterator, self._taken)
        except Exception:
            # Not asked again: it would fail for ever.
            self.stop()
            raise
        if at_end or time.perf_counter() - self._reported >= REPORT_SECONDS:
            self._report()
        # A slot may have stopped this, or started something else.
        if at_end and self._iterator is iterator:
            self.stop()
            self.finished.emit()

    def _report(self) -> None:
        taken, self._taken, self._reported = self._taken, [], time.perf_counter()
        if taken:
            self.arrived.emit(taken)


def _take(iterator: Iterator[Any], taken: list[Any]) -> bool:
    """Adds what comes within a slice; returns whether that was the end."""
    end = time.perf_counter() + SLICE_SECONDS
    for item in iterator:
        taken.append(item)
        if time.perf_counter() >= end:
            return False
    return True
