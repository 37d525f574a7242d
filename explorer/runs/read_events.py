"""Reads a run's metrics back, also while they are still being written."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from explorer.runs.event_line import decode_line
from explorer.runs.events import Event
from explorer.runs.run_files import is_there, opened
from explorer.runs.run_folder import RunFolderError

LONGEST_LINE = 16 * 2**20
"""Bytes: a hundred times what the steps between two looks take."""


def read_events(path: Path) -> list[Event]:
    """All events of a `metrics.jsonl`, in order. A last line that is not whole yet is left out.

    Raises RunFolderError, with the line's number, where the file is damaged or cannot be read.
    """
    return list(iterate_events(path, lambda line: True))


def iterate_events(path: Path, wanted: Callable[[bytes], bool]) -> Iterator[Event]:
    """The events of the lines that are wanted; the others are not even decoded. None where there is no file."""
    if not is_there(path):
        return
    with opened(path) as file:
        for number, line in whole_lines(file, path):
            event = decoded(path, number, line)[1] if wanted(line) else None
            if event is not None:
                yield event


def whole_lines(file: BinaryIO, path: Path, *, done: int = 0) -> Iterator[tuple[int, bytes]]:
    """The number and the bytes of each line from here on that is whole, after so many that were read before."""
    number = done
    while (line := file.readline(LONGEST_LINE)).endswith(b"\n"):
        number += 1
        yield number, line
    if len(line) == LONGEST_LINE:
        raise RunFolderError(
            "{}, line {:,}, is longer than any line of such a file; restore the file or delete it.", path, number + 1
        )


def decoded(path: Path, number: int, line: bytes) -> tuple[float | None, Event | None]:
    """What `decode_line` gives. Raises RunFolderError."""
    try:
        return decode_line(line)
    except ValueError as error:
        raise RunFolderError(
            "{}, line {:,}, is damaged ({}); restore the file or delete it.", path, number, error
        ) from error
