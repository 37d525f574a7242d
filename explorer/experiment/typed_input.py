"""Numbers and axes as a person types them: "1.7M" parameters, "24GiB" of memory, "stages.*.growth_rate=8:32:4"."""

import re
from decimal import Decimal

from explorer.experiment.sweep import MAX_COMBINATIONS, Axis, SweepError
from models.sentence import SaidError, say

COUNT_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "b": 10**9, "t": 10**12}
"""B is the billion of "7B parameters"."""

BYTE_UNITS = {
    **{"": 1, "b": 1},
    **{"kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12},
    **{"kib": 2**10, "mib": 2**20, "gib": 2**30, "tib": 2**40},
    # Device memory is sold in powers of two, and people write "24G" for it.
    **{"k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40},
}

SMALLEST_BARE = 10**6
"""Smallest number of bytes without a unit; below it, the unit must have been forgotten."""

LARGEST = 10**18

_NUMBER = re.compile(r"(?P<number>\d[\d,_]*(?:\.\d+)?|\.\d+)(?P<exponent>e\+?\d{1,2})?\s*(?P<unit>[a-z]*)")


class TypedNumberError(SaidError):
    """The text is not the number asked for; the message is one sentence without its full stop."""


def parse_count(text: str) -> int:
    """1700000 from "1.7M", "1,700,000" or "1.7e6"; k, M, G and T are powers of a thousand.

    Raises:
        TypedNumberError: it is not such a number, or is below 1 or above LARGEST.
    """
    return _parse(text, COUNT_UNITS, say("a count like 1.7M or 25,557,032"))


def parse_bytes(text: str) -> int:
    """25769803776 from "24GiB" or "24G", 24000000000 from "24 GB" or without a unit.

    Raises:
        TypedNumberError: it is not such a number, is below 1 or above LARGEST, or is so small that its unit is missing.
    """
    count = _parse(text, BYTE_UNITS, say("a number of bytes like 24GiB or 512 MiB"))
    if count < SMALLEST_BARE and text.strip()[-1].isdigit():
        unit = say("a unit, like {}GiB or {}MiB", text.strip(), text.strip())
        raise TypedNumberError('expected {}, found "{}"', unit, text)
    return count


def parse_shape(text: str) -> tuple[int, int, int]:
    """(3, 32, 32) from "3x32x32", channels first.

    Raises:
        TypedNumberError: it is not three whole numbers.
    """
    sizes = re.split(r"\s*[x×]\s*", text.strip().lower())
    if len(sizes) != 3 or not all(re.fullmatch(r"\d{1,9}", size) for size in sizes):
        raise TypedNumberError('expected channels, height and width like 3x32x32, found "{}"', text)
    channels, height, width = map(int, sizes)
    return channels, height, width


def _parse(text: str, units: dict[str, int], expected: str) -> int:
    found = _NUMBER.fullmatch(text.strip().lower())
    if not found or found["unit"] not in units:
        raise TypedNumberError('expected {}, found "{}"', expected, text)
    number = Decimal(found["number"].replace(",", "").replace("_", "") + (found["exponent"] or ""))
    count = int(number * units[found["unit"]])
    if not 1 <= count <= LARGEST:
        limit = say("at least {:,}", 1) if count < 1 else say("at most {}", "10^18")
        raise TypedNumberError('expected {}, found "{}"', limit, text)
    return count


AxisValue = int | float | str | bool | None

_VALUE = r"-?\d{1,30}(?:\.\d{1,12})?"
_RANGE = re.compile(rf"({_VALUE}):({_VALUE})(?::({_VALUE}))?")
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
    if re.fullmatch(_VALUE, part):
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
