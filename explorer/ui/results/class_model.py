"""How well each class is recognised, as a Qt model."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.runs.evaluation_result import ClassScore
from explorer.ui.share_delegate import COLOR_ROLE, SHARE_ROLE
from explorer.ui.training.metric import write_share

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NAME, PICTURES, RECALL, PRECISION, TAKEN_FOR, TIMES = range(6)
TEXT_COLUMNS = (NAME, TAKEN_FOR)
SORT_ROLE = Role.UserRole + 10
"""What a column is sorted by: exact numbers, not their texts."""


class ClassModel(QAbstractTableModel):
    """One row a class."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scores: tuple[ClassScore, ...] = ()
        self._titles = (
            self.tr("Class"),
            self.tr("Pictures"),
            self.tr("Recognised"),
            self.tr("Precision"),
            self.tr("Mostly mistaken for"),
            self.tr("Times"),
        )
        self._tips = (
            "",
            self.tr("Pictures of this class"),
            self.tr("Recall: the share of this class's pictures that is recognised"),
            self.tr("The share of what is taken for this class that is of it"),
            self.tr("The class that its pictures are taken for most often"),
            self.tr("How often that is"),
        )

    def set_scores(self, scores: tuple[ClassScore, ...]) -> None:
        """Shows other scores."""
        self.beginResetModel()
        self._scores = scores
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._scores)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(Role.DisplayRole)) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        match role:
            case Role.DisplayRole:
                return self._titles[section]
            case Role.ToolTipRole:
                return self._tips[section] or None
            case Role.TextAlignmentRole:
                return LEFT if section in TEXT_COLUMNS else RIGHT
        return None

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> object:
        if not index.isValid():
            return None
        score, column = self._scores[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return _text(score, column)
            case Role.TextAlignmentRole:
                return LEFT if column in TEXT_COLUMNS else RIGHT
            case _ if role == SORT_ROLE:
                return _value(score, column)
            case _ if role == SHARE_ROLE:
                return _value(score, column) if column in (RECALL, PRECISION) else None
            case _ if role == COLOR_ROLE:
                return {RECALL: "accent", PRECISION: "training"}.get(column)
        return None


def _value(score: ClassScore, column: int) -> object:
    match column:
        case 0:
            return score.name
        case 1:
            return score.count
        case 2:
            return score.recall
        case 3:
            return score.precision
        case 4:
            return score.taken_for or ""
    return score.num_taken


def _text(score: ClassScore, column: int) -> str:
    value = _value(score, column)
    if column in (RECALL, PRECISION):
        return "" if value is None else write_share(value)
    if column == TIMES and not score.num_taken:
        return ""
    return value if isinstance(value, str) else f"{value:,}"
