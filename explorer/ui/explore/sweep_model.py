"""The combinations of a sweep as a Qt model, and the measures of each, which are also the axes of the plot."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt

from explorer.experiment.sweep import SweepRow
from explorer.number_format import byte_count, exact_count
from explorer.ui.explore.sweep_field import SweepField, short_names
from explorer.ui.language import in_words
from explorer.ui.plots.axis import Write, short_count
from explorer.ui.widgets.table_model import Column, TableModel, value_column
from models.summary import Summary

translate = QCoreApplication.translate

MEBIBYTE = 2**20


class SweepMeasure(NamedTuple):
    """A number of a combination: a column of the table, and an axis of the plot."""

    name: str
    """Its attribute of SweepRow and Summary."""
    title: str
    """The name with the unit of the plot."""
    tip: str
    write: Callable[[int], str]
    """Writes the number in words."""
    unit: int = 1
    """The plot shows the number divided by it."""
    tick: Write = short_count

    @property
    def heading(self) -> str:
        """The title without the unit, which a number in words has already; Chinese writes another comma."""
        return re.split("[,，]", self.title)[0]

    def of(self, row: SweepRow | Summary) -> int | None:
        """The exact number; None of a combination that is not legal."""
        return getattr(row, self.name)


class SweepModel(TableModel):
    """A column for every swept field, one for every measure, and one for the issue of an illegal combination.

    Rows are in the order shown: Qt's sorting takes seconds for a hundred thousand of them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        self.measures = sweep_measures()
        super().__init__(self._columns(()), parent)
        self.fields: tuple[SweepField, ...] = ()
        self.made: list[SweepRow] = []
        """The rows in the order of the sweep."""

    def clear(self, fields: tuple[SweepField, ...]) -> None:
        """Empties the table for a sweep over these fields."""
        self.fields, self.made = fields, []
        self.reset([], self._columns(fields))

    def append(self, rows: Sequence[SweepRow]) -> None:
        """Adds combinations at the end, whatever the order; `sort` puts them into it."""
        super().append(rows)
        self.made.extend(rows)

    def about(self, row: SweepRow) -> str | None:
        return None if row.issue is None else str(row.issue)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column, combinations without a number last; -1 restores the order of the sweep."""
        self.layoutAboutToBeChanged.emit()
        indexes = self.persistentIndexList()
        held = [self.row(index) for index in indexes]
        self.rows = list(self.made)
        if 0 <= column < len(self.columns) - 1:
            value = self.columns[column].value
            known = [row for row in self.made if value(row) is not None]
            missing = [row for row in self.made if value(row) is None]
            self.rows = sorted(known, key=value, reverse=order == Qt.SortOrder.DescendingOrder) + missing
        if indexes:
            places = {id(row): place for place, row in enumerate(self.rows)}
            moved = zip(held, indexes, strict=True)
            self.changePersistentIndexList(indexes, [self.index(places[id(row)], old.column()) for row, old in moved])
        self.layoutChanged.emit()

    def place_of(self, row: SweepRow) -> int:
        """The position of a combination in the order shown."""
        return next(place for place, other in enumerate(self.rows) if other is row)

    def _columns(self, fields: tuple[SweepField, ...]) -> list[Column]:
        columns = [_field(i, name, fields[i].label) for i, name in enumerate(short_names(fields))]
        for measure in self.measures:
            columns.append(value_column(measure.heading, measure.of, measure.write, tip=measure.tip, ink=_ink))
        reason = Column(
            translate("Sweep", "Invalid because"),
            lambda row: "" if row.issue is None else in_words(row.issue.message),
            tip=translate("Sweep", "The first reason"),
            is_number=False,
            ink=_ink,
        )
        return [*columns, reason]


def sweep_measures() -> tuple[SweepMeasure, ...]:
    """All measures, in the order of the columns."""
    return (
        SweepMeasure(
            "params",
            translate("Sweep", "Parameters"),
            translate("Sweep", "Trainable parameters"),
            exact_count,
        ),
        SweepMeasure(
            "macs",
            translate("Sweep", "MACs"),
            translate("Sweep", "Multiply-accumulates for one image"),
            exact_count,
        ),
        SweepMeasure(
            "saved_bytes",
            translate("Sweep", "Activation memory, MiB"),
            translate("Sweep", "Activation memory of one image: what autograd saves for the backward pass"),
            byte_count,
            MEBIBYTE,
            "{:,g}".format,
        ),
        SweepMeasure(
            "receptive_field",
            translate("Sweep", "Rec. field, px"),
            translate("Sweep", "Receptive field: pixels of the image, along one side, that the last map sees"),
            exact_count,
            1,
            "{:,.0f}".format,
        ),
    )


def _field(place: int, name: str, label: str) -> Column:
    def write(value: float) -> str:
        return exact_count(value) if isinstance(value, int) else f"{value:g}"

    return value_column(name, lambda row: row.values[place], write, tip=label, ink=_ink)


def _ink(row: SweepRow) -> str:
    return "text" if row.issue is None else "text_muted"
