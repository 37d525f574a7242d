"""What a run table shows of each run."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig
from explorer.runs.events import EpochDone, Event, JobFailed, JobFinished, JobPaused, JobStarted
from explorer.runs.metrics_file import iterate_events
from explorer.runs.run_files import is_being_written, is_there, read_environment, read_run_experiment, require_files
from explorer.runs.run_folder import RunFolder, RunFolderError

RunState = Literal["running", "paused", "finished", "stopped", "failed", "interrupted", "unreadable"]
Stamp = tuple[object, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RunDetails:
    """Each None where the run's files do not say."""

    num_epochs: int | None = None
    """Epochs asked for."""
    best_epoch: int | None = None
    """The one with the highest test accuracy."""
    test_loss: float | None = None
    """Of the last epoch."""
    seconds: float | None = None
    """Wall-clock time of the epochs, or of the whole job where it ended in order."""
    params: int | None = None
    device: str | None = None
    data: str | None = None
    """The data set's name, or the name of its folder."""
    optimizer: str | None = None
    learning_rate: float | None = None
    batch_size: int | None = None


def find_details(events: Sequence[Event], experiment: Experiment | None) -> RunDetails:
    """From a run's events, its steps apart, and its experiment where that can be read."""
    recipe = None if experiment is None else experiment.recipe
    started = next((event for event in reversed(events) if isinstance(event, JobStarted)), None)
    epochs = [event for event in events if isinstance(event, EpochDone)]
    best = max(epochs, key=lambda event: event.test_accuracy, default=None)
    return RunDetails(
        num_epochs=(recipe and recipe.epochs) if started is None else started.epochs,
        best_epoch=None if best is None else best.epoch,
        test_loss=epochs[-1].test_loss if epochs else None,
        seconds=_seconds(events, epochs),
        params=None if started is None else started.params,
        device=None if started is None else started.device,
        data=recipe and _data(recipe.data),
        optimizer=recipe and recipe.optimizer,
        learning_rate=recipe and recipe.learning_rate,
        batch_size=recipe and recipe.batch_size,
    )


def _seconds(events: Sequence[Event], epochs: Sequence[EpochDone]) -> float | None:
    if events and isinstance(events[-1], JobFinished):
        return events[-1].seconds
    return sum(epoch.seconds for epoch in epochs) if epochs else None


def _data(data: DataConfig) -> str:
    if data.name == "folder" and data.path is not None:
        return data.path.rstrip("/\\").replace("\\", "/").rpartition("/")[2]
    return data.name


@dataclass(frozen=True, kw_only=True, slots=True)
class RunRecord:
    """One run at a glance."""

    path: Path
    experiment: str
    """The experiment's name."""
    started: datetime
    """Local time, with its zone."""
    state: RunState
    """interrupted: its process ended without a last event. unreadable: `problem` says why."""
    epochs: int
    """Epochs completed."""
    best_accuracy: float | None
    """Highest test accuracy, 0 to 1; None before the first epoch's end."""
    is_resumable: bool = False
    """Whether its training can be resumed."""
    details: RunDetails = field(default_factory=RunDetails)
    """What else there is to say."""
    problem: str = ""
    """One sentence about the first of its files that is damaged; empty where all is well."""

    @property
    def is_active(self) -> bool:
        """Whether a process is training it, even if paused."""
        return self.state in ("running", "paused")

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name


def list_runs(root: Path) -> list[RunRecord]:
    """Every run in `root`, or `root` where it is one, the newest first; none where `root` does not exist.

    A run that cannot be read is listed as such. Raises RunFolderError where `root` itself cannot be read.
    """
    records = filter(None, map(find_record, runs_in(root)))
    return sorted(records, key=lambda record: record.started, reverse=True)


def runs_in(root: Path) -> Iterator[RunFolder]:
    """The folders of runs. Raises RunFolderError where `root` itself cannot be read."""
    if is_there(RunFolder(root).experiment_file):
        yield RunFolder(root)
        return
    try:
        paths = list(root.iterdir()) if is_there(root) else []
    except FileNotFoundError:
        return
    except OSError as error:
        raise RunFolderError("Cannot list the runs in {}: {}; choose another folder.", root, error.strerror) from error
    yield from (run for run in map(RunFolder, paths) if is_there(run.experiment_file))


def find_record(folder: RunFolder) -> RunRecord | None:
    """The record of a run, None where it was removed meanwhile."""
    record = read_record(folder)
    return record if is_there(folder.experiment_file) else None


def read_record(folder: RunFolder) -> RunRecord:
    """The record of one run, read without decoding its steps. `problem` names what is damaged."""
    # Asked before reading: a run that ends in between has all its events by then.
    is_running = is_being_written(folder)
    problems: list[str] = []
    with _collect_problem(problems):
        require_files(folder)
    experiment, environment, events = None, {}, []
    with _collect_problem(problems):
        experiment = read_run_experiment(folder)
    with _collect_problem(problems):
        environment = read_environment(folder)
    with _collect_problem(problems):
        events = list(iterate_events(folder.metrics_file, _is_rare))
    state = "unreadable" if problems else _state(events, is_running)
    accuracies = [event.test_accuracy for event in events if isinstance(event, EpochDone)]
    return RunRecord(
        path=folder.path,
        experiment=folder.path.name if experiment is None else experiment.name,
        started=_started(folder, environment),
        state=state,
        epochs=len(accuracies),
        best_accuracy=max(accuracies, default=None),
        is_resumable=_is_resumable(folder, state),
        details=find_details(events, experiment),
        problem=problems[0] if problems else "",
    )


@contextmanager
def _collect_problem(problems: list[str]) -> Iterator[None]:
    try:
        yield
    except RunFolderError as error:
        problems.append(str(error))


def _is_rare(line: bytes) -> bool:
    return not line.startswith(b'{"type": "StepsDone"')


def _state(events: Sequence[Event], is_running: bool) -> RunState:
    # The last event counts: after it a job is done, though its process may still hold the lock.
    match events[-1] if events else None:
        case JobFailed():
            return "failed"
        case JobFinished(stopped=stopped):
            return "stopped" if stopped else "finished"
        case JobPaused() if is_running:
            return "paused"
    return "running" if is_running else "interrupted"


def _is_resumable(folder: RunFolder, state: RunState) -> bool:
    # If nothing was saved yet, resuming starts again.
    return state in ("stopped", "failed", "interrupted") and (
        is_there(folder.state_file) or not is_there(folder.last_file)
    )


def _started(folder: RunFolder, environment: dict[str, Any]) -> datetime:
    try:
        return datetime.fromisoformat(environment["started"]).astimezone()
    except (KeyError, TypeError, ValueError, OverflowError):
        return _changed(folder.experiment_file)


def _changed(file: Path) -> datetime:
    try:
        return datetime.fromtimestamp(file.lstat().st_mtime).astimezone()
    except (OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(0).astimezone()


class RunList:
    """Reads a run's record only where one of its files has changed since."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Stamp, RunRecord]] = {}

    def read(self, folders: Sequence[Path]) -> list[RunRecord]:
        """Every run, the newest first. A folder is one run, or holds runs; one that does not exist holds none.

        A run that cannot be read is listed as such. Raises RunFolderError where a folder itself cannot be read.
        """
        found: dict[Path, tuple[Stamp, RunRecord]] = {}
        for folder in folders:
            for run in runs_in(folder):
                # Taken before reading: what is written in between is read again.
                stamp = _stamp(run)
                known = self._known.get(run.path)
                if known is not None and known[0] == stamp:
                    found[run.path] = known
                elif (record := find_record(run)) is not None:
                    found[run.path] = stamp, record
        self._known = found
        return sorted((record for _, record in found.values()), key=lambda record: record.started, reverse=True)


def _stamp(run: RunFolder) -> Stamp:
    files = tuple(_file_stamp(path) for path in (run.metrics_file, run.experiment_file, run.environment_file))
    # Its folder changes when a file comes or goes.
    return (is_being_written(run), *files, _file_stamp(run.path))


def _file_stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
