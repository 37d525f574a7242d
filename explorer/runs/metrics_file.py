"""`metrics.jsonl`, the events of a run, one line of JSON each: recorded, read back and followed while it grows."""

import json
import math
import os
import time
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import MISSING, fields
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, get_args, get_origin, get_type_hints

from explorer.atomic_file import write_atomically, write_errors_named
from explorer.runs.events import Event, InferenceEvent, StepsDone
from explorer.runs.run_files import is_there, opened
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.words.sentence_json import restore_sentence, sentence_parts
from models.sentence import Sentence
from models.untrusted_file import parse_json


class Recorder:
    """Appends each event to `metrics.jsonl` as one line, whole or not at all; a context manager.

    Nothing is buffered: the trainer emits a few times a second, and a reader is never further behind than that.
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
        """Write the file again if somebody has deleted or replaced it; returns whether that was so."""
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
        """Remove what follows the first `size` bytes, and an incomplete last line that a killed process left."""
        with write_errors_named(self._path):
            content = self._path.read_bytes()[:size]
            self._file.truncate(content.rfind(b"\n") + 1)

    def record(self, event: Event) -> None:
        """Append one event. Every event but StepsDone is also forced to the disk.

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


EVENT_TYPES = {event.__name__: event for event in get_args(Event) if event not in get_args(InferenceEvent)}
HINTS = {event_type: get_type_hints(event_type) for event_type in EVENT_TYPES.values()}
SENTENCES = "said"
"""The key of a line that holds its sentences in parts."""
LARGEST_NUMBER = 2**62
"""Of a whole number; what is counted is less, and Qt has 64 bits for it."""


def encode_event(event: Event, time: float) -> bytes:
    """The event's type, the time (seconds since 1970) and the event's fields, as a JSON line that ends in a newline."""
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    said = {
        name: sentence_parts(value) for name, value in values.items() if isinstance(value, Sentence) and value.arguments
    }
    line = {"type": type(event).__name__, "time": round(time, 3)} | values | ({SENTENCES: said} if said else {})
    return json.dumps(line, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def decode_line(line: bytes) -> tuple[float | None, Event | None]:
    """The moment of a line, in seconds since 1970, and its event; each None where it is unknown: by a newer version.

    Raises ValueError, with the words for a pair of brackets, where the line is not an event.
    """
    values = parse_json(line)
    if not isinstance(values, dict) or not isinstance(values.get("type"), str):
        raise ValueError("it has no type")
    moment = values.get("time")
    if not _fits(moment, float | None):
        raise ValueError('its "time" is no moment')
    return moment, _event(values)


def _event(values: dict[str, Any]) -> Event | None:
    event_type = EVENT_TYPES.get(values["type"])
    if event_type is None:
        return None
    known, hints, said = {}, HINTS[event_type], values.get(SENTENCES)
    for field in fields(event_type):
        if field.name in values:
            if not _fits(values[field.name], hints[field.name]):
                raise ValueError(f'"{field.name}" is not what a {event_type.__name__} has there')
            value = values[field.name]
            # JSON has lists where events have tuples.
            known[field.name] = tuple(value) if isinstance(value, list) else value
            if isinstance(value, str) and isinstance(said, dict) and field.name in said:
                known[field.name] = restore_sentence(value, said[field.name])
        elif field.default is MISSING:
            raise ValueError(f'a {event_type.__name__} without "{field.name}"')
    if event_type is StepsDone and not 0 < len(known["steps"]) == len(known["losses"]) == len(known["accuracies"]):
        raise ValueError("there is not one loss and one accuracy for each of its steps")
    return event_type(**known)


def _fits(value: Any, hint: Any) -> bool:
    """Whether a JSON value has the type of a field's annotation; numbers must be finite and of 64 bits at most."""
    match get_origin(hint):
        case None:
            return type(value) is hint if hint not in (int, float) else _are_numbers((value,), hint)
        case typing.Literal:
            return value in get_args(hint)
        case types.UnionType:
            return any(_fits(value, option) for option in get_args(hint))
    item, *_ = get_args(hint)
    return isinstance(value, list) and (
        _are_numbers(value, item) if item in (int, float) else all(_fits(part, item) for part in value)
    )


def _are_numbers(values: Sequence[Any], kind: type) -> bool:
    # In a long run there are millions: nothing is asked of each of them in Python.
    kinds = set(map(type, values))
    if not kinds <= ({int} if kind is int else {int, float}):
        return False
    if int in kinds and not all(abs(value) <= LARGEST_NUMBER for value in values if type(value) is int):
        return False
    return float not in kinds or all(map(math.isfinite, values))


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


class TimedEvent(NamedTuple):
    """An event and when it was emitted."""

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
        """Whether the last reading started again, because a resumed run removed lines that had been read."""

    def read(self) -> list[TimedEvent]:
        """The events added since the last reading; none if there is no file yet. An incomplete last line waits.

        Raises RunFolderError, with the line's number, where the file is damaged or cannot be read.
        """
        return self._read() if is_there(self._path) else []

    def _read(self) -> list[TimedEvent]:
        events = []
        with opened(self._path) as file:
            file.seek(self._offset - len(self._last))
            # A resumed run may have written more than it removed: only the last line read shows the difference.
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
