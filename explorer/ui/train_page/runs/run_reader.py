"""Reads runs from the disk in a thread of its own, so that a slow drive or a long run never blocks the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, SignalInstance

from explorer.experiment.experiment import Experiment
from explorer.runs.events import EpochDone, Event, JobStarted
from explorer.runs.metric_history import MetricHistory
from explorer.runs.metrics_file import RunTail, TimedEvent
from explorer.runs.run_files import read_run_experiment
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import RunList
from explorer.ui.background import Answer, Background


@dataclass(frozen=True, slots=True, eq=False)
class RunContent:
    """The numbers of a run, and where its file was read to."""

    path: Path
    tail: RunTail
    history: MetricHistory = field(default_factory=MetricHistory)
    epochs: list[EpochDone] = field(default_factory=list)
    last_events: dict[type, Event] = field(default_factory=dict)
    """The last event of each type since the job started last, in their order."""

    def add(self, events: Sequence[TimedEvent]) -> list[EpochDone]:
        """Takes in what is new; returns the epochs among it."""
        for moment, event in events:
            self.history.add(event, moment)
            if isinstance(event, JobStarted):
                self.last_events.clear()
            self.last_events.pop(type(event), None)
            self.last_events[type(event)] = event
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
    """The Experiments that were asked for, in their order; emitted only if all of them can be read."""
    failed = Signal(object)
    """One sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._list = RunList()

    def list_runs(self, folders: Sequence[Path]) -> None:
        """Asks for the runs in some folders."""
        self._ask(self.runsListed, self._list.read, tuple(folders))

    def read_runs(self, paths: Sequence[Path]) -> None:
        """Asks for the numbers of some runs."""
        self._ask(self.runsRead, self._read_runs, tuple(paths))

    def read_news(self, contents: Sequence[RunContent]) -> None:
        """Asks what runs have more by now than what was read of them; each answer must be taken in."""
        self._ask(self.newsRead, self._read_news, tuple(contents))

    def read_experiments(self, paths: Sequence[Path]) -> None:
        """Asks for the experiments of some runs."""
        self._ask(self.experimentsRead, _read_experiments, tuple(paths))

    def _ask(self, answered: SignalInstance, read: Callable[[tuple], object], places: tuple) -> None:
        def report(answer: object) -> None:
            if isinstance(answer, ValueError):
                self.failed.emit(str(answer))
            else:
                answered.emit(answer)

        self._background.run(partial(read, places), report, key=read)

    def _read_runs(self, paths: Sequence[Path]) -> list[RunContent]:
        return [content for path in paths if (content := self._with_failure(partial(_read_run, path))) is not None]

    def _read_news(self, contents: Sequence[RunContent]) -> list[News]:
        news = [self._with_failure(partial(_news_of, content)) for content in contents]
        return [one for one in news if one is not None]

    def _with_failure(self, read: Callable[[], Answer]) -> Answer | None:
        # One run that is damaged does not keep the others from being shown.
        try:
            return read()
        except ValueError as error:
            self._background.call_in_main_thread(self.failed.emit, str(error))
            return None


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
