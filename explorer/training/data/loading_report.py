"""Progress and cancellation of data loading, in one process or in several."""

import time
from collections.abc import Callable

from explorer.runs.events import Event, Loading
from explorer.training.data.image_set import DataSet
from explorer.training.job_control import JobControl
from explorer.training.runtime.ranks import Ranks
from explorer.training.runtime.training_error import TrainingStopped

Report = Callable[[Loading], None]
"""Receives the progress of loading; what it raises ends the loading."""
SECONDS = 0.2
"""Time between two events."""
ASK_SECONDS = 0.1
Load = Callable[[Report], DataSet]


class LoadingReport:
    """Emits a Loading at intervals, and ends the loading on a stop request."""

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


def load_shared(
    load: Load,
    ranks: Ranks,
    emit: Callable[[Event], None],
    control: JobControl,
    *,
    ask_seconds: float = ASK_SECONDS,
) -> DataSet:
    """Load the data in every process: the first alone downloads. Raises TrainingStopped in all of them.

    Args:
        ask_seconds: time between two checks for stop requests, while the first process loads.
    """
    if ranks.is_alone:
        return load(LoadingReport(emit, control.is_stopped))
    if ranks.is_first:
        data = load(LoadingReport(emit, _StopRequest(ranks, control, ask_seconds)))
        _announce_loaded(ranks, control)
    else:
        _await_loaded(ranks, control)
        data = _loaded_or_none(load, control)
    stop, _ = ranks.any_rank(data is None, False)
    if stop or data is None:
        raise TrainingStopped
    return data


class _StopRequest:
    """Whether any process is to stop; the others take part in `_await_loaded`."""

    def __init__(self, ranks: Ranks, control: JobControl, seconds: float):
        self._ranks, self._control, self._seconds = ranks, control, seconds
        self._next = 0.0

    def __call__(self) -> bool:
        is_stopped = self._control.is_stopped()
        if not is_stopped and time.perf_counter() < self._next:
            return False
        stop, _ = self._ranks.any_rank(is_stopped, False)
        self._next = time.perf_counter() + self._seconds
        return stop


def _announce_loaded(ranks: Ranks, control: JobControl) -> None:
    stop, _ = ranks.any_rank(control.is_stopped(), True)
    if stop:
        raise TrainingStopped


def _await_loaded(ranks: Ranks, control: JobControl) -> None:
    is_loaded = False
    while not is_loaded:
        stop, is_loaded = ranks.any_rank(control.is_stopped(), False)
        if stop:
            raise TrainingStopped


def _loaded_or_none(load: Load, control: JobControl) -> DataSet | None:
    try:
        return load(LoadingReport(lambda event: None, control.is_stopped))
    except TrainingStopped:
        return None
