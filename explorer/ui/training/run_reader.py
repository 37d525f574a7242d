"""Reads runs from the disk away from the main thread, so that a slow drive or a long run never holds up the window."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from explorer.experiment.experiment import Experiment
from explorer.runs.events import EpochDone, Event, JobStarted
from explorer.runs.metric_history import MetricHistory
from explorer.runs.run_files import read_run_experiment
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_list import RunList
from explorer.runs.run_tail import RunTail, TimedEvent


@dataclass(frozen=True, slots=True, eq=False)
class RunContent:
    """The numbers of a run, and where its file was read to."""

    path: Path
    tail: RunTail
    history: MetricHistory = field(default_factory=MetricHistory)
    epochs: list[EpochDone] = field(default_factory=list)
    last_told: dict[type, Event] = field(default_factory=dict)
    """The last event of each type since the job started last, in their order."""

    def add(self, events: Sequence[TimedEvent]) -> list[EpochDone]:
        """Takes in what is new; returns the epochs among it."""
        for moment, event in events:
            self.history.add(event, moment)
            if isinstance(event, JobStarted):
                self.last_told.clear()
            self.last_told.pop(type(event), None)
            self.last_told[type(event)] = event
        epochs = [event for _, event in events if isinstance(event, EpochDone)]
        self.epochs.extend(epochs)
        return epochs


class News(NamedTuple):
    """What a run's file has more than what was read of it."""

    content: RunContent
    events: list[TimedEvent]


class RunReader(QObject):
    """Answers one question of each kind at a time; of several that wait only the last is answered."""

    runsListed = Signal(list)
    """RunRecords, the newest first."""
    runsRead = Signal(list)
    """A RunContent for each run that could be read."""
    newsRead = Signal(list)
    """A News for each run that was asked about and could be read."""
    experimentsRead = Signal(list)
    """The Experiments that were asked for, in their order; told only where all of them can be read."""
    failed = Signal(str)
    """One sentence."""

    _answered = Signal(object, object)
    """(signal to emit, answer), from the reading thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: dict[str, Callable[[], object]] = {}
        self._is_reading = False
        self._list = RunList()
        self._answered.connect(self._pass_on)

    def list_runs(self, folders: Sequence[Path]) -> None:
        """Asks for the runs in some folders."""
        self._ask("runsListed", partial(self._list.read, tuple(folders)))

    def read_runs(self, paths: Sequence[Path]) -> None:
        """Asks for the numbers of some runs."""
        self._ask("runsRead", partial(self._read_runs, tuple(paths)))

    def read_news(self, contents: Sequence[RunContent]) -> None:
        """Asks what runs have more by now than what was read of them; each answer must be taken in."""
        self._ask("newsRead", partial(self._read_news, tuple(contents)))

    def read_experiments(self, paths: Sequence[Path]) -> None:
        """Asks for the experiments of some runs."""
        self._ask("experimentsRead", partial(_read_experiments, tuple(paths)))

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

    def _read_runs(self, paths: Sequence[Path]) -> list[RunContent]:
        return [content for path in paths if (content := self._with_failure(partial(_read_run, path))) is not None]

    def _read_news(self, contents: Sequence[RunContent]) -> list[News]:
        news = [self._with_failure(partial(_news_of, content)) for content in contents]
        return [one for one in news if one is not None]

    def _with_failure(self, read: Callable[[], object]) -> object | None:
        # One run that is damaged does not keep the others from being shown.
        try:
            return read()
        except ValueError as error:
            self._answered.emit("failed", str(error))
            return None

    @Slot(object, object)
    def _pass_on(self, kind: str, answer: object) -> None:
        getattr(self, kind).emit(answer)


def _read_run(path: Path) -> RunContent:
    content = RunContent(path, RunTail(RunFolder(path).metrics_file))
    content.add(content.tail.read())
    return content


def _news_of(content: RunContent) -> News:
    events = content.tail.read()
    if content.tail.has_restarted:
        # Its end was taken back: it is another story from there on.
        content = _read_run(content.path)
        events = []
    return News(content, events)


def _read_experiments(paths: Sequence[Path]) -> list[Experiment]:
    return [read_run_experiment(RunFolder(path)) for path in paths]
