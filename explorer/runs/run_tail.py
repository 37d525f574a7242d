"""Follows the metrics of a run that another process may still be writing."""

import os
from pathlib import Path
from typing import NamedTuple

from explorer.runs.event_line import decode_line
from explorer.runs.events import Event
from explorer.runs.run_folder import RunFolderError


class TimedEvent(NamedTuple):
    """An event and when it was said."""

    moment: float | None
    """Seconds since 1970; None where the line does not say."""
    event: Event


class RunTail:
    """Reads a `metrics.jsonl` from where the last reading ended."""

    def __init__(self, path: Path):
        self._path = path
        self._offset = 0
        self._num_lines = 0
        self.has_restarted = False
        """Whether the last reading began anew, because the file had become shorter than what was read of it."""

    def read(self) -> list[TimedEvent]:
        """What was added since; nothing where the file is not there yet. A last line that is not whole waits.

        Raises RunFolderError, with the line's number, where the file is damaged or cannot be read.
        """
        try:
            return self._read()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise RunFolderError(f"Cannot read {self._path}: {error.strerror}.") from error

    def _read(self) -> list[TimedEvent]:
        events = []
        with self._path.open("rb") as lines:
            self.has_restarted = lines.seek(0, os.SEEK_END) < self._offset
            if self.has_restarted:
                self._offset = self._num_lines = 0
            lines.seek(self._offset)
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                self._offset += len(line)
                self._num_lines += 1
                events.extend(self._decoded(line))
        return events

    def _decoded(self, line: bytes) -> list[TimedEvent]:
        try:
            moment, event = decode_line(line)
        except ValueError as error:
            place = f"{self._path}, line {self._num_lines}"
            raise RunFolderError(f"{place}, is damaged ({error}); restore the file or delete it.") from error
        return [] if event is None else [TimedEvent(moment, event)]
