"""What a sweep tells of every combination, in the table and along the axes of the plot."""

import re
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from explorer.experiment.sweep import SweepRow
from explorer.number_format import byte_count, exact_count
from explorer.ui.plots.axis import Write, short_count
from models.summary import Summary

translate = QCoreApplication.translate

MEBIBYTE = 2**20


class SweepMeasure(NamedTuple):
    """One number of a combination."""

    name: str
    """As in SweepRow and Summary."""
    title: str
    """With the unit of the plot."""
    tip: str
    write: Callable[[int], str]
    """In words."""
    unit: int = 1
    """What the plot divides by."""
    tick: Write = short_count

    @property
    def heading(self) -> str:
        """The title without the unit, which a number in words brings itself; Chinese has a comma of its own."""
        return re.split("[,，]", self.title)[0]

    def of(self, row: SweepRow | Summary) -> int | None:
        """The exact number."""
        return getattr(row, self.name)


def sweep_measures() -> tuple[SweepMeasure, ...]:
    """In the order of the table's columns."""
    return (
        SweepMeasure("params", translate("Sweep", "Parameters"), translate("Sweep", "Trainable weights"), exact_count),
        SweepMeasure(
            "macs",
            translate("Sweep", "MACs"),
            translate("Sweep", "Multiply-accumulates for one image"),
            exact_count,
        ),
        SweepMeasure(
            "saved_bytes",
            translate("Sweep", "Kept, MiB"),
            translate("Sweep", "Kept for the backward pass of one image"),
            byte_count,
            MEBIBYTE,
            "{:,g}".format,
        ),
        SweepMeasure(
            "receptive_field",
            translate("Sweep", "Field, px"),
            translate("Sweep", "Receptive field: pixels of the image, along one side, that the last map sees"),
            exact_count,
            1,
            "{:,.0f}".format,
        ),
    )
