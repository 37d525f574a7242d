"""What a run table shows of each run."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from explorer.runs.events import EpochDone, Event, JobFailed, JobFinished
from explorer.runs.read_events import iterate_events
from explorer.runs.run_details import RunDetails, find_details
from explorer.runs.run_folder import RunFolder, RunFolderError

RunState = Literal["running", "finished", "stopped", "failed", "interrupted", "unreadable"]


@dataclass(frozen=True, kw_only=True, slots=True)
class RunRecord:
    """One run at a glance."""

    path: Path
    experiment: str
    """The experiment's name."""
    started: datetime
    """Local time, with its zone."""
    state: RunState
    """interrupted: its process ended without a word. unreadable: the metrics are damaged."""
    epochs: int
    """Epochs completed."""
    best_accuracy: float | None
    """Highest test accuracy, 0 to 1; None before the first epoch's end."""
    is_resumable: bool = False
    """Whether its training can be gone on with."""
    details: RunDetails = field(default_factory=RunDetails)
    """What else there is to say."""

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name


def list_runs(root: Path) -> list[RunRecord]:
    """Every run in `root`, the newest first; none where `root` does not exist.

    A run that cannot be read is listed as such. Raises RunFolderError where `root` itself cannot be read.
    """
    try:
        folders = [RunFolder(path) for path in root.iterdir()] if root.exists() else []
    except OSError as error:
        raise RunFolderError(f"Cannot list the runs in {root}: {error.strerror}.") from error
    records = [read_record(folder) for folder in folders if folder.experiment_file.is_file()]
    return sorted(records, key=lambda record: record.started, reverse=True)


def read_record(folder: RunFolder) -> RunRecord:
    """The record of one run, read without decoding its steps."""
    # Asked before reading: a run that ends in between has all its events by then.
    is_running = folder.lock.is_held()
    try:
        events = list(iterate_events(folder.metrics_file, _is_rare))
        state = _state(events, is_running)
    except RunFolderError:
        events, state = [], "unreadable"
    accuracies = [event.test_accuracy for event in events if isinstance(event, EpochDone)]
    return RunRecord(
        path=folder.path,
        experiment=_read_value(folder.experiment_file, "name") or folder.path.name,
        started=_started(folder),
        state=state,
        epochs=len(accuracies),
        best_accuracy=max(accuracies, default=None),
        is_resumable=_is_resumable(folder, state),
        details=find_details(events, _read_recipe(folder.experiment_file)),
    )


def _is_rare(line: bytes) -> bool:
    return not line.startswith(b'{"type": "StepsDone"')


def _state(events: Sequence[Event], is_running: bool) -> RunState:
    # The last word counts: a job that has said its own is done, though its process may still hold the lock.
    match events[-1] if events else None:
        case JobFailed():
            return "failed"
        case JobFinished(stopped=stopped):
            return "stopped" if stopped else "finished"
    return "running" if is_running else "interrupted"


def _is_resumable(folder: RunFolder, state: RunState) -> bool:
    # Where nothing at all was saved yet, going on is beginning anew.
    return state in ("stopped", "failed", "interrupted") and (
        folder.state_file.is_file() or not folder.last_file.is_file()
    )


def _started(folder: RunFolder) -> datetime:
    try:
        return datetime.fromisoformat(_read_value(folder.environment_file, "started") or "").astimezone()
    except ValueError:
        return datetime.fromtimestamp(folder.experiment_file.stat().st_mtime).astimezone()


def _read_recipe(path: Path) -> dict[str, Any]:
    recipe = _read_object(path).get("recipe")
    return recipe if isinstance(recipe, dict) else {}


def _read_value(path: Path, key: str) -> str | None:
    value = _read_object(path).get(key)
    return value if isinstance(value, str) else None


def _read_object(path: Path) -> dict[str, Any]:
    # The table goes on without a file that is missing or damaged: opening the run says what is wrong with it.
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
