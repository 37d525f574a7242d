"""Layers as text that leaves the table: CSV for a file, tab-separated for the clipboard."""

import csv
import io
from collections.abc import Iterable

from models.summary import LayerRow

HEADER = ("name", "type", "output_shape", "params", "macs", "saved_bytes", "receptive_field")


def csv_text(rows: Iterable[LayerRow]) -> str:
    """A header and one line a layer, numbers exact, shapes as 64x56x56."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_fields(row) for row in rows)
    return text.getvalue()


def tab_text(rows: Iterable[LayerRow]) -> str:
    """One line a layer, as spreadsheets take it from the clipboard."""
    return "\n".join("\t".join(map(str, _fields(row))) for row in rows)


def _fields(row: LayerRow) -> tuple:
    shape = "x".join(map(str, row.output_shape))
    return row.name, row.type, shape, row.params, row.macs, row.saved_bytes, row.receptive_field
