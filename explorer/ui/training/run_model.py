"""The runs on the disk as a Qt model."""

from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from explorer.runs.run_record import RunRecord
from explorer.ui.icons import icon
from explorer.ui.palette import themed
from explorer.ui.training.run_columns import STATE, run_columns

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
COLORS = {
    "running": "accent",
    "paused": "warning",
    "finished": "success",
    "stopped": "warning",
    "interrupted": "warning",
}
"""Colours of the states; the others have the colour of errors."""


class RunModel(QAbstractTableModel):
    """One row a run, the newest first. A run that is there already is changed in place, so that selection stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: list[RunRecord] = []
        self._swatches: dict[Path, str] = {}
        self.columns = run_columns()

    def set_records(self, records: list[RunRecord]) -> None:
        """Shows these runs."""
        self._remove_all_but({record.path for record in records})
        for row, record in enumerate(records):
            if row < len(self._records) and self._records[row].path == record.path:
                self._change(row, record)
            elif self.row_of(record.path) is None:
                self._insert(row, record)
        if [record.path for record in records] != [record.path for record in self._records]:
            # The order changed, which only a person who edits a run's files can make happen.
            self.beginResetModel()
            self._records = list(records)
            self.endResetModel()

    def set_record(self, record: RunRecord) -> None:
        """Shows how one run stands now; nothing where it is not listed."""
        row = self.row_of(record.path)
        if row is not None:
            self._change(row, record)

    def record_at(self, row: int) -> RunRecord:
        return self._records[row]

    def row_of(self, path: Path | None) -> int | None:
        return next((row for row, record in enumerate(self._records) if record.path == path), None)

    def set_swatches(self, colors: dict[Path, str]) -> None:
        """Marks the runs whose curves are shown in colours of their own, by the colours' names."""
        if colors != self._swatches:
            self._swatches = colors
            self._tell_all_changed()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(Role.DisplayRole)) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            return self._alignment(section)
        return self.columns[section].title if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> object:
        if not index.isValid():
            return None
        record, column = self._records[index.row()], self.columns[index.column()]
        match role:
            case Role.DisplayRole:
                return column.text(record)
            case Role.UserRole:
                return column.raw(record)
            case Role.TextAlignmentRole:
                return self._alignment(index.column())
            case Role.ToolTipRole:
                return "\n".join(filter(None, (str(record.path), record.problem)))
            case Role.ForegroundRole if index.column() == STATE:
                return self._color(record)
            case Role.DecorationRole if index.column() == 0 and record.path in self._swatches:
                return icon("dot", self._swatches[record.path])
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return RIGHT if self.columns[column].is_number else LEFT

    def _color(self, record: RunRecord) -> QColor:
        return themed(COLORS.get(record.state, "danger"))

    def _remove_all_but(self, paths: set[Path]) -> None:
        for row in reversed(range(len(self._records))):
            if self._records[row].path not in paths:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._records[row]
                self.endRemoveRows()

    def _insert(self, row: int, record: RunRecord) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self._records.insert(row, record)
        self.endInsertRows()

    def _change(self, row: int, record: RunRecord) -> None:
        if record != self._records[row]:
            self._records[row] = record
            self._tell_changed(row, row)

    def _tell_all_changed(self) -> None:
        if self._records:
            self._tell_changed(0, len(self._records) - 1)

    def _tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
