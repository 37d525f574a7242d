"""Axes of a sweep as a person types them: "stages.*.growth_rate=8:32:4", "stages.0.blocks=1,2,3"."""

import re
from decimal import Decimal

from explorer.experiment.sweep import MAX_COMBINATIONS, Axis, SweepError

AxisValue = int | float | str | bool | None

_NUMBER = r"-?\d{1,30}(?:\.\d{1,12})?"
_RANGE = re.compile(rf"({_NUMBER}):({_NUMBER})(?::({_NUMBER}))?")
_WORDS: dict[str, AxisValue] = {"true": True, "false": False, "none": None, "null": None}


def parse_axis(text: str) -> Axis:
    """The axis in "FIELD=VALUES".

    Raises:
        SweepError: there is no field, no value, or a range that has no end.
    """
    field, equals, values = text.partition("=")
    if not field.strip() or not equals:
        raise SweepError('expected FIELD=VALUES like stages.*.growth_rate=8:32:4, found "{}"', text)
    return Axis(field.strip(), parse_values(values))


def parse_values(text: str) -> tuple[AxisValue, ...]:
    """(8, 12, 16, 24) from "8:16:4, 24": values and ranges START:END:STEP, whose end belongs to them.

    The words true, false and none are the values of that name, and other words are texts.

    Raises:
        SweepError: a value is missing, or a range has no end or too many values.
    """
    return tuple(value for part in text.split(",") for value in _part(part.strip(), text))


def _part(part: str, text: str) -> tuple[AxisValue, ...]:
    if not part:
        raise SweepError('expected values like 8:32:4 or 1,2,3, found "{}"', text)
    found = _RANGE.fullmatch(part)
    if found:
        start, end, step = (Decimal(number or 1) for number in found.groups())
        return _range(start, end, step, part)
    if re.fullmatch(_NUMBER, part):
        return (_plain(Decimal(part)),)
    return (_WORDS.get(part.lower(), part),)


def _range(start: Decimal, end: Decimal, step: Decimal, part: str) -> tuple[AxisValue, ...]:
    if not step or (end - start) / step < 0:
        raise SweepError('the range "{}" never reaches its end; write START:END:STEP, like 8:32:4', part)
    # Decimals, because 0.1 + 0.1 + 0.1 would not be 0.3.
    count = int((end - start) / step) + 1
    if count > MAX_COMBINATIONS:
        raise SweepError('the range "{}" has {:,} values; at most {:,} are made', part, count, MAX_COMBINATIONS)
    return tuple(_plain(start + i * step) for i in range(count))


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
