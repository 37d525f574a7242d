"""The list of parts as a Qt model."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.experiment.analysis import Analysis
from explorer.ui.editor.parts import PartRow, part_rows

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The PartRow itself, which the delegate paints."""
STALE_ROLE = ROW_ROLE + 1
"""Whether the costs are those of the last legal network."""

Index = QModelIndex | QPersistentModelIndex


class PartsModel(QAbstractListModel):
    """One row a part. Rows that stay the same are never touched, so selection and scroll position stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PartRow] = []
        self._is_stale = False

    def set_analysis(self, analysis: Analysis) -> None:
        rows = part_rows(analysis)
        if not analysis.is_legal:
            rows = _with_last_costs(rows, self._rows)
        self._resize(rows)
        staleness_changed = self._is_stale == analysis.is_legal
        self._is_stale = not analysis.is_legal
        self._update(rows, everywhere=staleness_changed)

    def row_of(self, part: str) -> int | None:
        return next((i for i, row in enumerate(self._rows) if row.part == part), None)

    def part_at(self, row: int) -> str:
        return self._rows[row].part

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (row.title, row.detail, row.shape, row.exact, row.problem)))
            case Qt.ItemDataRole.ToolTipRole:
                return row.problem or row.exact or None
        if role == ROW_ROLE:
            return row
        return self._is_stale if role == STALE_ROLE else None

    def _resize(self, rows: list[PartRow]) -> None:
        """Inserts or removes rows where the kinds of the parts begin to differ."""
        surplus = len(self._rows) - len(rows)
        if not surplus:
            return
        start = _first_difference(self._rows, rows)
        if surplus > 0:
            start = min(start, len(rows))
            self.beginRemoveRows(QModelIndex(), start, start + surplus - 1)
            del self._rows[start : start + surplus]
            self.endRemoveRows()
        else:
            start = min(start, len(self._rows))
            self.beginInsertRows(QModelIndex(), start, start - surplus - 1)
            self._rows[start:start] = rows[start : start - surplus]
            self.endInsertRows()

    def _update(self, rows: list[PartRow], *, everywhere: bool) -> None:
        old, self._rows = self._rows, rows
        for i, (one, other) in enumerate(zip(old, rows, strict=True)):
            if everywhere or one != other:
                self.dataChanged.emit(self.index(i), self.index(i))


def _first_difference(old: list[PartRow], new: list[PartRow]) -> int:
    pairs = zip(old, new, strict=False)
    same = (one.kind == other.kind and one.detail == other.detail for one, other in pairs)
    return next((i for i, is_same in enumerate(same) if not is_same), min(len(old), len(new)))


def _with_last_costs(rows: list[PartRow], old: list[PartRow]) -> list[PartRow]:
    """The costs of the last legal network stay in sight while a person types, if it had the same parts."""
    if [row.kind for row in rows] != [row.kind for row in old]:
        return rows
    return [
        PartRow(row.part, row.kind, row.title, row.detail, last.shape, last.params, last.exact, row.problem)
        for row, last in zip(rows, old, strict=True)
    ]
