"""Writes a job's events into its run folder while it goes on."""

import os
import time
from contextlib import ExitStack
from types import TracebackType

from explorer.atomic_file import write_atomically, write_errors_named
from explorer.runs.event_line import encode_event
from explorer.runs.events import Event, StepsDone
from explorer.runs.run_folder import RunFolder, RunFolderError


class Recorder:
    """Appends each event to `metrics.jsonl` as one line, whole or not at all; a context manager.

    Nothing is held back: the trainer speaks a few times a second, so a reader is never further behind than that.
    While it is open the folder's lock is held: by whoever claimed the folder, or else by the recorder. Raises
    RunFolderError on entry where another job has the folder, and FileWriteError on entry and at any event.
    """

    def __init__(self, folder: RunFolder):
        self._path = folder.metrics_file
        self._lock = folder.lock

    def __enter__(self) -> "Recorder":
        with write_errors_named(self._path), ExitStack() as opened:
            if not self._lock.is_ours:
                if not self._lock.acquire():
                    raise RunFolderError(
                        "{} is being written by another job; choose another folder.", self._path.parent
                    )
                opened.callback(self._lock.release)
            self._file = opened.enter_context(self._path.open("a+b", buffering=0))
            self._opened = opened.pop_all()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._opened.close()

    def size(self) -> int:
        """Bytes of the events so far, which are forced to the disk. Raises RunFolderError as `record` does."""
        self._require_folder()
        with write_errors_named(self._path):
            os.fsync(self._file.fileno())
            return self._file.seek(0, os.SEEK_END)

    def restore(self) -> bool:
        """Write the file anew where somebody has deleted or replaced it: true. The system keeps what was opened."""
        self._require_folder()
        with write_errors_named(self._path):
            if self._is_in_place():
                return False
            self._file.seek(0)
            write_atomically(self._path, self._file.read())
            self._file.close()
            self._file = self._opened.enter_context(self._path.open("a+b", buffering=0))
        return True

    def cut(self, size: int) -> None:
        """Forget what follows the first `size` bytes, and a line that is not whole: a killed process left it."""
        with write_errors_named(self._path):
            content = self._path.read_bytes()[:size]
            self._file.truncate(content.rfind(b"\n") + 1)

    def record(self, event: Event) -> None:
        """Append one event. What is rarer than steps is also forced to the disk.

        Raises RunFolderError where the folder is not at its path any more: no other file may be written there then.
        """
        with write_errors_named(self._path):
            self._append(encode_event(event, time.time()))
            if isinstance(event, StepsDone):
                return
            os.fsync(self._file.fileno())
        self._require_folder()

    def _require_folder(self) -> None:
        # Where the metrics are still there the lock alone was removed, and is taken again unless another has it now.
        if not self._lock.is_in_place() and not (self._is_in_place() and self._lock.acquire()):
            raise RunFolderError(
                "{} was moved, deleted or replaced while its run was recorded, so nothing more is "
                "written there; what was saved before is in the folder that was moved: go on with the "
                "run from that.",
                self._path.parent,
            )

    def _is_in_place(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False

    def _append(self, line: bytes) -> None:
        end = self._file.seek(0, os.SEEK_END)
        try:
            written = 0
            while written < len(line):
                written += self._file.write(line[written:])
        except OSError:
            # A full disk may have taken a part of the line.
            self._file.truncate(end)
            raise
