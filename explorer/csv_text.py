"""Rows as text: CSV for spreadsheets, in which nothing that was named by others is a formula, and Markdown."""

import csv
import io
import re
from collections.abc import Container, Iterable, Sequence
from pathlib import Path

TABLE_SUFFIXES = (".csv", ".md")
"""Of the files that `table_text` writes."""

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


def table_text(path: Path, header: Sequence[str], rows: Iterable[Iterable[object]], words: Container[str]) -> str:
    """A table for a file: CSV, or where the name ends so Markdown as GitHub reads it, all but `words` on the right."""
    if path.suffix.lower() != ".md":
        return csv_text(header, rows)
    lines = [header, ["---" if name in words else "---:" for name in header], *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    # Python's writer does not quote a carriage return, which ends the line for some who read it.
    text = value.replace("\r", " ")
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
