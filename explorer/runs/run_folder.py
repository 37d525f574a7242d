"""The folder of a run: experiment, environment, metrics and weights."""

import os
import re
from datetime import datetime
from pathlib import Path

import platformdirs

from explorer.atomic_file import write_errors_named
from explorer.runs.run_lock import RunLock
from models.sentence import SaidError

LONGEST_NAME = 60
EVENT_FILES = "events.out.tfevents."
"""How the names of TensorBoard's files begin."""


class RunFolderError(SaidError):
    """A folder cannot be used, or cannot be read, as a run; the message is one sentence that names it."""


class RunFolder:
    """The paths of one run. The folder exists; its files appear as the run proceeds."""

    def __init__(self, path: Path):
        self.path = path.absolute()
        self.lock = RunLock(self.path / ".lock")
        """Only its holder may touch what is in the folder."""

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
        """The training state from which the run resumes; removed once it is finished."""
        return self.path / "state.pt"


def default_runs_root() -> Path:
    """The default folder for runs: RESDENSE_RUNS, or `runs` in the user's data folder."""
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
