"""Rows as text for spreadsheets, in which nothing that was named by others is a formula."""

import csv
import io
import re
from collections.abc import Iterable

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?[\d.,]+(e[+-]?\d+)?( ?%| [kMGT]| [KMG]iB)?")


def csv_text(header: Iterable[object], rows: Iterable[Iterable[object]], delimiter: str = ",") -> str:
    """A header and one line a row. A text that a spreadsheet would compute begins with an apostrophe; numbers do not.

    It can be encoded, whatever paths it holds: bytes that are not UTF-8 are written as their escapes.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", delimiter=delimiter)
    writer.writerow(map(_cell, header))
    writer.writerows(map(_cell, row) for row in rows)
    return text.getvalue().encode(errors="backslashreplace").decode()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    # Python's writer does not quote a carriage return, which ends the line for some who read it.
    text = value.replace("\r", " ")
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
