"""Reads runs from the disk away from the main thread, so that a slow drive or a long run never holds up the window."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from explorer.runs.events import EpochDone
from explorer.runs.metric_history import MetricHistory
from explorer.runs.read_events import read_events
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import list_runs


@dataclass(frozen=True, slots=True)
class RunContent:
    """The numbers of a run."""

    path: Path
    history: MetricHistory = field(default_factory=MetricHistory)
    epochs: list[EpochDone] = field(default_factory=list)


class RunReader(QObject):
    """Answers one question of each kind at a time; of several that wait only the last is answered."""

    runsListed = Signal(list)
    """RunRecords, the newest first."""
    runRead = Signal(object)
    """RunContent."""
    failed = Signal(str)
    """One sentence."""

    _answered = Signal(object, object)
    """(signal to emit, answer), from the reading thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: dict[str, Callable[[], object]] = {}
        self._is_reading = False
        self._answered.connect(self._pass_on)

    def list_runs(self, root: Path) -> None:
        """Asks for the runs in a folder."""
        self._ask("runsListed", partial(list_runs, root))

    def read_run(self, path: Path) -> None:
        """Asks for the numbers of a run."""
        self._ask("runRead", partial(_read_run, path))

    def _ask(self, kind: str, work: Callable[[], object]) -> None:
        with self._lock:
            self._waiting[kind] = work
            if self._is_reading:
                return
            self._is_reading = True
        threading.Thread(target=self._read, name="run-reader", daemon=True).start()

    def _read(self) -> None:
        while (question := self._next()) is not None:
            kind, work = question
            try:
                answer = work()
            except ValueError as error:
                kind, answer = "failed", str(error)
            try:
                self._answered.emit(kind, answer)
            except RuntimeError:
                # The window is gone.
                return

    def _next(self) -> tuple[str, Callable[[], object]] | None:
        with self._lock:
            if not self._waiting:
                self._is_reading = False
                return None
            kind = next(iter(self._waiting))
            return kind, self._waiting.pop(kind)

    @Slot(object, object)
    def _pass_on(self, kind: str, answer: object) -> None:
        getattr(self, kind).emit(answer)


def _read_run(path: Path) -> RunContent:
    content = RunContent(path)
    for event in read_events(RunFolder(path).metrics_file):
        content.history.add(event)
        if isinstance(event, EpochDone):
            content.epochs.append(event)
    return content
