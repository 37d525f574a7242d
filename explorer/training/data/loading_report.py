"""Tells how far the data is on its way."""

import time
from collections.abc import Callable

from explorer.runs.events import Event, Loading
from explorer.training.runtime.training_error import TrainingStopped

Report = Callable[[Loading], None]
"""Told how far loading is; what it raises ends the loading."""

SECONDS = 0.2
"""Time between two events."""


class LoadingReport:
    """Emits a Loading now and then, and ends the loading when it is asked to stop."""

    def __init__(self, emit: Callable[[Event], None], is_stopped: Callable[[], bool]):
        self._emit = emit
        self._is_stopped = is_stopped
        self._next = 0.0
        self._what = ""

    def __call__(self, loading: Loading) -> None:
        """Raises TrainingStopped."""
        if self._is_stopped():
            raise TrainingStopped
        if loading.what != self._what or time.perf_counter() >= self._next:
            self._emit(loading)
            self._what, self._next = loading.what, time.perf_counter() + SECONDS
