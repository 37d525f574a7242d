"""One event as one line of JSON, and back."""

import json
import math
import types
import typing
from collections.abc import Sequence
from dataclasses import MISSING, fields
from typing import Any, get_args, get_origin, get_type_hints

from explorer.runs.events import Event, StepsDone
from explorer.words.sentence_json import restore_sentence, sentence_parts
from models.sentence import Sentence
from models.untrusted_file import parse_json

EVENT_TYPES = {event_type.__name__: event_type for event_type in get_args(Event)}
HINTS = {event_type: get_type_hints(event_type) for event_type in get_args(Event)}
SAID = "said"
"""The key of a line under which its sentences are once more, in their parts."""
LARGEST = 2**62
"""Of a whole number; what is counted is less, and Qt has 64 bits for it."""


def encode_event(event: Event, time: float) -> bytes:
    """The event's type, the time (seconds since 1970) and the event's fields, as a JSON line that ends in a newline."""
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    said = {
        name: sentence_parts(value) for name, value in values.items() if isinstance(value, Sentence) and value.arguments
    }
    line = {"type": type(event).__name__, "time": round(time, 3)} | values | ({SAID: said} if said else {})
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
    known, hints, said = {}, HINTS[event_type], values.get(SAID)
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
    """Whether JSON's value is what a field's annotation says, its numbers being finite and of 64 bits at most."""
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
    if int in kinds and not all(abs(value) <= LARGEST for value in values if type(value) is int):
        return False
    return float not in kinds or all(map(math.isfinite, values))
