"""The combinations of a sweep as a Qt model: they come in bursts, and are sorted by exact numbers."""

from PySide6.QtCore import QCoreApplication, QObject, Qt

from explorer.experiment.sweep import SweepRow
from explorer.number_format import exact_count
from explorer.ui.explore.sweep_field import SweepField, short_names
from explorer.ui.explore.sweep_measure import sweep_measures
from explorer.ui.language import in_words
from explorer.ui.widgets.table_model import Column, TableModel, value_column

translate = QCoreApplication.translate


class SweepModel(TableModel):
    """A column for every swept field, one for every measure, and why a combination is not legal.

    Its rows are in the order shown. Qt's own sorting would take seconds for a hundred thousand of them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        self.measures = sweep_measures()
        super().__init__(self._columns(()), parent)
        self.fields: tuple[SweepField, ...] = ()
        self.made: list[SweepRow] = []
        """In the order in which they were made."""

    def begin(self, fields: tuple[SweepField, ...]) -> None:
        """Empties the table for a sweep over these fields."""
        self.fields, self.made = fields, []
        self.reset([], self._columns(fields))

    def append(self, rows: list[SweepRow]) -> None:
        """New combinations stand at the end, whatever the order, until `sort` is asked for again."""
        super().append(rows)
        self.made += rows

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
        """Where a combination stands."""
        return next(place for place, other in enumerate(self.rows) if other is row)

    def _columns(self, fields: tuple[SweepField, ...]) -> list[Column]:
        columns = [_field(i, name, fields[i].label) for i, name in enumerate(short_names(fields))]
        for measure in self.measures:
            columns.append(value_column(measure.heading, measure.of, measure.write, tip=measure.tip, ink=_ink))
        reason = Column(
            translate("Sweep", "Not legal because"),
            lambda row: "" if row.issue is None else in_words(row.issue.message),
            tip=translate("Sweep", "The first reason"),
            is_number=False,
            ink=_ink,
        )
        return [*columns, reason]


def _field(place: int, name: str, label: str) -> Column:
    def write(value: float) -> str:
        return exact_count(value) if isinstance(value, int) else f"{value:g}"

    return value_column(name, lambda row: row.values[place], write, tip=label, ink=_ink)


def _ink(row: SweepRow) -> str:
    return "text" if row.issue is None else "text_muted"
