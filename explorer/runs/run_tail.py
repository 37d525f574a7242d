"""Follows the metrics of a run that another process may still be writing."""

from pathlib import Path
from typing import NamedTuple

from explorer.runs.events import Event
from explorer.runs.read_events import decoded, whole_lines
from explorer.runs.run_files import is_there, opened


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
        self._last = b""
        """The line that ends at the offset."""
        self.has_restarted = False
        """Whether the last reading began anew, because a resumed run took back what was read of it."""

    def read(self) -> list[TimedEvent]:
        """What was added since; nothing where the file is not there yet. A last line that is not whole waits.

        Raises RunFolderError, with the line's number, where the file is damaged or cannot be read.
        """
        return self._read() if is_there(self._path) else []

    def _read(self) -> list[TimedEvent]:
        events = []
        with opened(self._path) as file:
            file.seek(self._offset - len(self._last))
            # What was taken back may have been followed by more than was read: then only the line before tells.
            self.has_restarted = file.read(len(self._last)) != self._last
            if self.has_restarted:
                self._offset, self._num_lines, self._last = 0, 0, b""
            file.seek(self._offset)
            for number, line in whole_lines(file, self._path, done=self._num_lines):
                self._offset, self._num_lines, self._last = self._offset + len(line), number, line
                moment, event = decoded(self._path, number, line)
                if event is not None:
                    events.append(TimedEvent(moment, event))
        return events
