"""The rows of a sweep as CSV."""

from collections.abc import Iterable

from explorer.csv_text import csv_text
from explorer.experiment.sweep import Axis, SweepRow

COSTS = ("params", "macs", "saved_bytes", "receptive_field")


def sweep_csv(axes: tuple[Axis, ...], rows: Iterable[SweepRow]) -> str:
    """A header and one line a combination, numbers exact; without costs, but with the reason, where it is not legal."""
    header = [*(axis.field for axis in axes), *COSTS, "issue"]
    lines = ([*row.values, *(getattr(row, name) for name in COSTS), str(row.issue or "")] for row in rows)
    return csv_text(header, lines)
