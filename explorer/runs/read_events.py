"""Reads a run's metrics back, also while they are still being written."""

from collections.abc import Callable, Iterator
from pathlib import Path

from explorer.runs.event_line import decode_event
from explorer.runs.events import Event
from explorer.runs.run_folder import RunFolderError


def read_events(path: Path) -> list[Event]:
    """All events of a `metrics.jsonl`, in order. A last line that is not whole yet is left out.

    Raises RunFolderError, with the line's number, where the file is damaged or cannot be read.
    """
    return list(iterate_events(path, lambda line: True))


def iterate_events(path: Path, wanted: Callable[[bytes], bool]) -> Iterator[Event]:
    """The events of the lines that are wanted; the others are not even decoded."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.endswith(b"\n") and wanted(line):
                    yield from _decoded(path, number, line)
    except OSError as error:
        raise RunFolderError(f"Cannot read {path}: {error.strerror}.") from error


def _decoded(path: Path, number: int, line: bytes) -> list[Event]:
    try:
        event = decode_event(line)
    except ValueError as error:
        raise RunFolderError(f"{path}, line {number}, is damaged ({error}); restore the file or delete it.") from error
    return [] if event is None else [event]
