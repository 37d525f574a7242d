"""The rows of a sweep as CSV."""

import csv
import io
from collections.abc import Iterable

from explorer.experiment.sweep import Axis, SweepRow

COSTS = ("params", "macs", "saved_bytes", "receptive_field")


def sweep_csv(axes: tuple[Axis, ...], rows: Iterable[SweepRow]) -> str:
    """A header and one line a combination, numbers exact; without costs, but with the reason, where it is not legal."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*(axis.field for axis in axes), *COSTS, "issue"])
    for row in rows:
        writer.writerow([*row.values, *(getattr(row, name) for name in COSTS), row.issue or ""])
    return text.getvalue()
