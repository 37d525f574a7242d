"""The parts of a network and their shares of its costs as a Qt model."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from explorer.number_format import byte_count, exact_count
from explorer.ui.costs.stage_cost import StageCost
from explorer.ui.row_changes import rows_replaced
from explorer.ui.share_delegate import COLOR_ROLE, SHARE_ROLE

Index = QModelIndex | QPersistentModelIndex
TITLE, PARAMS, MACS, KEPT, CHECKPOINTING = range(5)
"""The columns."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

translate = QCoreApplication.translate


class StageColumn(NamedTuple):
    """One column."""

    title: str
    tip: str
    text: Callable[[StageCost], str]
    share: Callable[[StageCost], float] | None = None


class StageModel(QAbstractTableModel):
    """One row a part: stem, stages, head."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._columns = _columns()
        self._costs: list[StageCost] = []

    def set_costs(self, costs: list[StageCost]) -> None:
        """Shows another network; rows that stay at their place keep the selection."""
        with rows_replaced(self, len(costs)):
            self._costs = costs

    def cost(self, row: int) -> StageCost:
        return self._costs[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._costs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, cost = self._columns[index.column()], self._costs[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(cost)
            case Qt.ItemDataRole.ToolTipRole if column.share is not None:
                return translate("StageCosts", "{} has {} of the whole").format(
                    cost.title, f"{column.share(cost):.1%}".replace("%", " %")
                )
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if index.column() else _LEFT
            case _ if role == SHARE_ROLE:
                return None if column.share is None else column.share(cost)
            case _ if role == COLOR_ROLE:
                return cost.color
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


def _columns() -> tuple[StageColumn, ...]:
    """In the order of TITLE to CHECKPOINTING."""
    return (
        StageColumn(translate("StageCosts", "Part"), translate("StageCosts", "A click selects it"), _title),
        StageColumn(
            translate("StageCosts", "Parameters"),
            translate("StageCosts", "Trainable weights; the bar is the share of the whole network"),
            lambda cost: exact_count(cost.row.params),
            lambda cost: cost.row.params / max(1, cost.whole.params),
        ),
        StageColumn(
            translate("StageCosts", "MACs"),
            translate("StageCosts", "Multiply-accumulates for one picture; the bar is the share of the whole network"),
            lambda cost: exact_count(cost.row.macs),
            lambda cost: cost.row.macs / max(1, cost.whole.macs),
        ),
        StageColumn(
            translate("StageCosts", "Kept"),
            translate("StageCosts", "Kept for the backward pass of one picture; the bar is the share of all"),
            lambda cost: byte_count(cost.row.saved_bytes) if cost.row.saved_bytes else "0",
            lambda cost: cost.row.saved_bytes / max(1, cost.whole.saved_bytes),
        ),
        StageColumn(
            translate("StageCosts", "Checkpointing"),
            translate(
                "StageCosts",
                "What a dense stage keeps less for each picture when it recomputes its concatenations in the backward "
                "pass (Pleiss 2017, arXiv:1707.06990): less memory for one more forward pass of the stage",
            ),
            _checkpointing,
        ),
    )


def _title(cost: StageCost) -> str:
    return cost.title


def _checkpointing(cost: StageCost) -> str:
    if cost.checkpointing is None:
        return ""
    pattern = translate("StageCosts", "saves {}") if cost.is_checkpointed else translate("StageCosts", "would save {}")
    return pattern.format(byte_count(cost.checkpointing))
