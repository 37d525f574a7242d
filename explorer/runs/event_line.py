"""One event as one line of JSON, and back."""

import json
from dataclasses import fields
from typing import Any, get_args

from explorer.runs.events import Event

EVENT_TYPES = {event_type.__name__: event_type for event_type in get_args(Event)}


def encode_event(event: Event, time: float) -> bytes:
    """The event's type, the time (seconds since 1970) and the event's fields, as a JSON line that ends in a newline."""
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    line = {"type": type(event).__name__, "time": round(time, 3)} | values
    return json.dumps(line, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def decode_event(line: bytes) -> Event | None:
    """The event of a line, or None where its type is unknown here: a newer version wrote it.

    Raises ValueError where the line is not an event.
    """
    return decode_line(line)[1]


def decode_line(line: bytes) -> tuple[float | None, Event | None]:
    """The moment of a line, in seconds since 1970, and its event; each None where it is unknown.

    Raises ValueError where the line is not an event.
    """
    values = json.loads(line)
    if not isinstance(values, dict) or "type" not in values:
        raise ValueError("the line has no type")
    moment = values.get("time")
    return moment if isinstance(moment, int | float) else None, _event(values)


def _event(values: dict[str, Any]) -> Event | None:
    event_type = EVENT_TYPES.get(values["type"])
    if event_type is None:
        return None
    known = {field.name for field in fields(event_type)}
    try:
        return event_type(**{name: _restored(value) for name, value in values.items() if name in known})
    except TypeError as error:
        raise ValueError(f"{error}") from error


def _restored(value: Any) -> Any:
    # JSON has lists where events have tuples.
    return tuple(value) if isinstance(value, list) else value
