"""The folder that a run leaves behind: experiment, environment, metrics and weights."""

import os
import re
from datetime import datetime
from pathlib import Path

import platformdirs

from explorer.atomic_file import write_errors_named
from explorer.runs.run_lock import RunLock

LONGEST_NAME = 60
EVENT_FILES = "events.out.tfevents."
"""How the names of TensorBoard's files begin."""


class RunFolderError(ValueError):
    """A folder cannot be used, or cannot be read, as a run; the message is one sentence that names it."""


class RunFolder:
    """The paths of one run. The folder exists; its files come one by one as the run goes on."""

    def __init__(self, path: Path):
        self.path = path.absolute()

    @classmethod
    def create(cls, root: Path, name: str) -> "RunFolder":
        """Make a new folder `name-YYYYMMDD-HHMMSS` in `root`, and `root` where it is missing.

        Raises FileWriteError.
        """
        stem = f"{_as_file_name(name)}-{datetime.now():%Y%m%d-%H%M%S}"
        path, number = root / stem, 1
        with write_errors_named(path):
            root.mkdir(parents=True, exist_ok=True)
            while not _is_made(path):
                number += 1
                path = root / f"{stem}-{number}"
        return cls(path)

    @classmethod
    def at(cls, path: Path) -> "RunFolder":
        """Use exactly this folder for a new run: one that is empty, or missing and made now.

        Raises RunFolderError where it holds anything, so that nothing is ever overwritten, and FileWriteError.
        """
        with write_errors_named(path):
            path.mkdir(parents=True, exist_ok=True)
            contents = {entry.name for entry in path.iterdir()}
        if cls(path).experiment_file.name in contents:
            raise RunFolderError(f"{path} already holds a run, which would be overwritten; choose another folder.")
        if contents:
            raise RunFolderError(f"{path} is not empty; choose an empty or a new folder for the run.")
        return cls(path)

    @classmethod
    def again(cls, path: Path) -> "RunFolder":
        """Use this folder to go on with the run in it, or for a new one as `at` does.

        What a process that was killed left half-written is removed. Raises RunFolderError and FileWriteError.
        """
        folder = cls(path)
        with write_errors_named(path):
            for leftover in path.glob(".*.tmp"):
                leftover.unlink(missing_ok=True)
            if folder.experiment_file.is_file():
                return folder
            is_bare = path.is_dir() and set(path.iterdir()) <= set(folder.first_files())
        return folder if is_bare else cls.at(path)

    def first_files(self) -> list[Path]:
        """What there may be of a run before its experiment is written."""
        return [self.lock.path, self.metrics_file, *self.path.glob(f"{EVENT_FILES}*")]

    @property
    def experiment_file(self) -> Path:
        """What was trained: network and recipe."""
        return self.path / "experiment.json"

    @property
    def environment_file(self) -> Path:
        """Where it was trained: versions, device, seed, time."""
        return self.path / "environment.json"

    @property
    def metrics_file(self) -> Path:
        """The job's events, one line of JSON each."""
        return self.path / "metrics.jsonl"

    @property
    def best_file(self) -> Path:
        """The weights of the epoch with the highest test accuracy."""
        return self.path / "best.safetensors"

    @property
    def last_file(self) -> Path:
        """The weights of the last epoch, or of the moment of a stop."""
        return self.path / "last.safetensors"

    @property
    def state_file(self) -> Path:
        """Where the training stands: what it takes to go on with it. Gone once it is finished."""
        return self.path / "state.pt"

    @property
    def lock(self) -> RunLock:
        """Held by the process that records the run."""
        return RunLock(self.path / ".lock")


def default_runs_root() -> Path:
    """Where runs go unless a person says otherwise: RESDENSE_RUNS, or `runs` in the user's data folder."""
    named = os.environ.get("RESDENSE_RUNS")
    return Path(named) if named else platformdirs.user_data_path("ResDense", appauthor=False) / "runs"


def _as_file_name(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip("-.")[:LONGEST_NAME] or "run"


def _is_made(path: Path) -> bool:
    try:
        path.mkdir()
    except FileExistsError:
        return False
    return True
