"""The right to write a run: only the holder of the folder's lock touches what is in it."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from explorer.atomic_file import write_errors_named
from explorer.runs.run_folder import EVENT_FILES, RunFolder, RunFolderError
from models.sentence import say

ATTEMPTS = 10
"""How often a folder is made again that its last holder took away."""
LEFTOVERS = ".*.tmp"
"""Files that a process was writing when it was killed."""


class RunClaim:
    """Holds a folder for one run, which is made where it is missing; a context manager.

    Unless `commit` is called, nothing of the run remains: no file, and no folder that was not there before.
    Nothing is ever overwritten. Raises RunFolderError on entry where another job has the folder or where it holds
    something else, and FileWriteError.
    """

    def __init__(self, path: Path, *, resume: bool = False, is_made: bool = False):
        """
        Args:
            resume: resume the run in the folder, or start one if there is none.
            is_made: whether the folder, which exists, was made for this run.
        """
        self.folder = RunFolder(path)
        self._resume = resume
        self._made = [self.folder.path] if is_made else []
        self._is_committed = False

    def __enter__(self) -> "RunClaim":
        with write_errors_named(self.folder.path):
            # Before a lock is made in a folder of other things, and again when nobody else can change it.
            self._require_usable()
            self._take()
            try:
                self._require_usable()
                for leftover in self.folder.path.glob(LEFTOVERS):
                    leftover.unlink(missing_ok=True)
            except BaseException:
                self.folder.lock.release()
                raise
        self._is_committed = self.folder.experiment_file.is_file()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._is_committed or not self.folder.lock.is_in_place():
            self.folder.lock.release()
            return
        with suppress(OSError):
            for file in (self.folder.experiment_file, self.folder.environment_file, *self._first_files()):
                file.unlink(missing_ok=True)
        self.folder.lock.release(remove=True)
        with suppress(OSError):
            for folder in self._made:
                folder.rmdir()

    def commit(self) -> None:
        """Keep the run: it has started."""
        self._is_committed = True

    def _first_files(self) -> list[Path]:
        """What there may be of a run before its experiment is written."""
        return [self.folder.metrics_file, *self.folder.path.glob(f"{EVENT_FILES}*")]

    def _require_usable(self) -> None:
        path = self.folder.path
        contents = set(path.iterdir()) if path.is_dir() else set()
        is_run = self.folder.experiment_file in contents
        expected = {self.folder.lock.path}
        if self._resume:
            expected.update(self._first_files(), path.glob(LEFTOVERS))
        if (is_run and self._resume) or contents <= expected:
            return
        if is_run:
            raise RunFolderError("{} already holds a run, which would be overwritten; choose another folder.", path)
        raise RunFolderError("{} is not empty; choose an empty or a new folder for the run.", path)

    def _take(self) -> None:
        path = self.folder.path
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        is_taken = False
        for _ in range(ATTEMPTS):
            path.mkdir(parents=True, exist_ok=True)
            # Its last holder may take the folder away in this very moment.
            with suppress(FileNotFoundError):
                is_taken = self.folder.lock.acquire()
                break
        if not is_taken:
            raise RunFolderError(
                say("{} is being written by another job; stop that one first.", path)
                if self._resume
                else say("{} is being written by another job; choose another folder.", path)
            )
        self._made += missing


def stop_run(folder: RunFolder) -> None:
    """Asks the process that records a run to stop after its step and to save, as Ctrl-C would in its terminal.

    Returns at once.

    Raises:
        RunFolderError: no process of this machine has the run, or it may not be signalled.
    """
    process = folder.lock.holder()
    if process is None:
        raise RunFolderError(
            "No process on this machine is training the run in {}; where it is trained on another one, stop it there.",
            folder.path,
        )
    try:
        os.kill(process, signal.SIGTERM)
    except OSError as error:
        raise RunFolderError(
            "Process {}, which trains {}, could not be notified: {}.", process, folder.path, error.strerror
        ) from error
