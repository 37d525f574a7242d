"""The unsaved work of each window, on disk, and what crashed windows have left behind."""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from explorer.atomic_file import write_atomically, write_errors_named
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import ExperimentFileError, read_experiment, write_experiment
from explorer.runs.run_lock import RunLock
from models.sentence import SaidError

SUFFIX = ".session.json"
LARGEST = 16 * 2**20
"""Bytes; a larger file is no session."""


class LeftWorkError(SaidError):
    """The file of a crashed session cannot be read; the message is one sentence."""


@dataclass(frozen=True)
class LeftWork:
    """The unsaved work of a window that did not end properly."""

    file: Path
    experiment: Experiment
    path: Path | None
    """The experiment's own file, if it had one."""


class SessionStore:
    """The file of this session, locked as long as its process lives, and the files of others.

    A file whose lock nobody holds was left by a process that died.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / f"{os.getpid()}-{secrets.token_hex(3)}{SUFFIX}"
        self._lock: RunLock | None = None

    def save(self, experiment: Experiment, path: Path | None) -> None:
        """Write the work of this session. Raises FileWriteError."""
        if self._lock is None:
            with write_errors_named(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True)
                self._lock = RunLock(_lock_file(self._file))
                self._lock.acquire()
        place = None if path is None else str(path.absolute())
        content = {"path": place, "experiment": write_experiment(experiment)}
        write_atomically(self._file, json.dumps(content).encode())

    def discard(self) -> None:
        """Remove the file: the document is saved."""
        self._file.unlink(missing_ok=True)

    def close(self) -> None:
        """End the session; nothing is left behind."""
        if self._lock is not None:
            self.discard()
            self._lock.release()
            _lock_file(self._file).unlink(missing_ok=True)
            self._lock = None

    def left_files(self) -> list[Path]:
        """The files of sessions that crashed, the latest first."""
        try:
            files = [file for file in self._folder.glob(f"*{SUFFIX}") if not RunLock(_lock_file(file)).is_held()]
            return sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)
        except OSError:
            return []


def read_left_work(file: Path) -> LeftWork:
    """The work in a file that a crashed session left.

    Raises:
        LeftWorkError: it is damaged; it is then set aside, so that it is not met again.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError("too large")
        content = json.loads(file.read_text(encoding="utf-8"))
        place = content["path"]
        return LeftWork(file, read_experiment(content["experiment"]), None if place is None else Path(place))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, ExperimentFileError) as error:
        aside = file.with_suffix(".damaged")
        with suppress(OSError):
            file.replace(aside)
        raise LeftWorkError("Unsaved work of an earlier session is damaged; the file is now {}.", aside) from error


def discard_left_work(file: Path) -> None:
    """Remove the files of a crashed session."""
    for each in (file, _lock_file(file)):
        each.unlink(missing_ok=True)


def _lock_file(file: Path) -> Path:
    return file.with_name(file.name.removesuffix(SUFFIX) + ".lock")
