"""The networks near a budget as a Qt model."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from explorer.number_format import exact_count
from explorer.ui.row_changes import rows_replaced
from explorer.ui.share_delegate import COLOR_ROLE
from explorer.ui.subject_text import subject_text
from models.search import Candidate

Index = QModelIndex | QPersistentModelIndex
NAME, PARAMS, MACS, GAP = range(4)

COLORS = {"resnet": "residual", "densenet": "dense"}

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

translate = QCoreApplication.translate


class CandidateColumn(NamedTuple):
    """One column."""

    title: str
    tip: str
    text: Callable[[Candidate], str]


class CandidateModel(QAbstractTableModel):
    """One row a network, the nearest of each family first."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._columns = _columns()
        self.candidates: tuple[Candidate, ...] = ()

    def set_candidates(self, candidates: tuple[Candidate, ...]) -> None:
        with rows_replaced(self, len(candidates)):
            self.candidates = candidates

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.candidates)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        candidate = self.candidates[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._columns[index.column()].text(candidate)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if index.column() else _LEFT
            case _ if role == COLOR_ROLE:
                return COLORS[candidate.family]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        values = {
            Qt.ItemDataRole.DisplayRole: column.title,
            Qt.ItemDataRole.ToolTipRole: column.tip,
            Qt.ItemDataRole.TextAlignmentRole: _RIGHT if section else _LEFT,
        }
        return values.get(role)


def gap_text(gap: float) -> str:
    """ "+0.4 %", "exact" where there is none."""
    return f"{gap:+.2%}".replace("%", " %") if gap else translate("Budget", "exact")


def _columns() -> tuple[CandidateColumn, ...]:
    """In the order of NAME to GAP."""
    return (
        CandidateColumn(
            translate("Budget", "Network"),
            translate("Budget", "Depth as the papers count it, and the width or the growth rate"),
            lambda candidate: subject_text(candidate.title),
        ),
        CandidateColumn(
            translate("Budget", "Parameters"),
            translate("Budget", "Trainable weights"),
            lambda candidate: exact_count(candidate.params),
        ),
        CandidateColumn(
            translate("Budget", "MACs"),
            translate("Budget", "Multiply-accumulates for one picture"),
            lambda candidate: exact_count(candidate.macs),
        ),
        CandidateColumn(
            translate("Budget", "Difference"),
            translate("Budget", "To the budget"),
            lambda candidate: gap_text(candidate.gap),
        ),
    )
