"""Rows as text that leaves the table: CSV and Markdown for files, tab-separated for the clipboard."""

from collections.abc import Callable, Iterable

from explorer.csv_text import csv_text
from explorer.ui.layer_table.tree_row import TreeRow

HEADER = ("name", "type", "output_shape", "params", "macs", "saved_bytes", "receptive_field")
COSTS = ("params", "macs", "saved_bytes")
CHANGES = tuple(f"{name}_change" for name in COSTS)
"""Signed differences from the network that is compared with; empty for what it does not have."""


def layers_csv(rows: Iterable[TreeRow], names: tuple[str, ...] = HEADER) -> str:
    """A header and one line a row, numbers exact, shapes as 64x56x56."""
    return csv_text(names, (_fields(row, names) for row in rows))


def markdown_text(rows: Iterable[TreeRow], names: tuple[str, ...] = HEADER) -> str:
    """A table as GitHub reads it, numbers exact and aligned right."""
    lines = [names, ["---" if name in _TEXTS else "---:" for name in names]]
    lines += [_fields(row, names) for row in rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def tab_text(rows: Iterable[TreeRow], names: tuple[str, ...] = HEADER) -> str:
    """One line a row, as spreadsheets take it from the clipboard."""
    return "\n".join("\t".join(map(str, _fields(row, names))) for row in rows)


WRITERS: dict[str, Callable[[Iterable[TreeRow], tuple[str, ...]], str]] = {".csv": layers_csv, ".md": markdown_text}
"""By the suffix of a file's name."""

_TEXTS = ("level", "name", "type", "output_shape")


def _fields(row: TreeRow, names: tuple[str, ...]) -> list:
    return [_field(row, name) for name in names]


def _field(row: TreeRow, name: str) -> object:
    if name == "output_shape":
        return "x".join(map(str, row.output_shape))
    if name == "level":
        return row.level.name.lower()
    if name in CHANGES:
        cost = COSTS[CHANGES.index(name)]
        return "" if row.was is None else getattr(row, cost) - getattr(row.was, cost)
    return getattr(row, name)
