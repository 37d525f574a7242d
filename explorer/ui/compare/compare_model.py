"""A comparison as a Qt model: the network, its parts, and under them their blocks."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from explorer.experiment.comparison import Comparison, FieldChange
from explorer.experiment.comparison_rows import ComparedRow, block_row, field_name, network_row, part_row, value_text
from explorer.number_format import byte_count, exact_count, percent_change, signed_bytes, signed_count, signed_short
from explorer.ui.editor.parts import part_title
from explorer.ui.subject_text import subject_text

Index = QModelIndex | QPersistentModelIndex
NAME, FIELDS, PARAMS, MACS, KEPT = range(5)
"""The columns."""
COSTS = {PARAMS: "params", MACS: "macs", KEPT: "saved_bytes"}
INK_ROLE = Qt.ItemDataRole.UserRole
"""Name of the palette's colour of a cell's text."""
MARKS = {"same": "=", "changed": "≠", "added": "+", "removed": "−"}

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_INKS = {"same": "text_muted", "changed": "text", "added": "more", "removed": "less"}

translate = QCoreApplication.translate


class CompareModel(QAbstractItemModel):
    """Rows of parts; the blocks of one are paired when they are first looked at."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self._rows: list[ComparedRow] = []
        self._blocks: dict[int, list[ComparedRow]] = {}

    def set_comparison(self, comparison: Comparison | None) -> None:
        """Shows another comparison, from the top."""
        self.beginResetModel()
        self._comparison, self._blocks, self._rows = comparison, {}, []
        if comparison is not None:
            self._rows = [network_row(comparison), *map(part_row, comparison.parts)]
        self.endResetModel()

    def row(self, index: Index) -> ComparedRow:
        above = index.internalId()
        return self._blocks_of(above - 1)[index.row()] if above else self._rows[index.row()]

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        above = index.internalId() if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._rows)
        return 0 if parent.internalId() or parent.column() else len(self._blocks_of(parent.row()))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return KEPT + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row(index), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column in COSTS else _LEFT
            case _ if role == INK_ROLE:
                return _ink(row, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        title, tip = _headers()[section]
        values = {
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.ToolTipRole: tip,
            Qt.ItemDataRole.TextAlignmentRole: _RIGHT if section in COSTS else _LEFT,
        }
        return values.get(role)

    def _blocks_of(self, i: int) -> list[ComparedRow]:
        """The blocks of the part in row `i`; stem and head are one block each, and have no rows for it."""
        if i == 0 or not self._rows[i].part.startswith("stages"):
            return []
        if i not in self._blocks:
            pairs = self._comparison.parts[i - 1].blocks
            self._blocks[i] = [block_row(pair, self._rows[i].part) for pair in pairs]
        return self._blocks[i]

    def _text(self, row: ComparedRow, column: int) -> str:
        if column == NAME:
            return f"{MARKS[row.change]} {_title(row)}"
        if column == FIELDS:
            return ", ".join(map(field_text, row.fields)) or _changes()[row.change]
        was, now = row.cost(COSTS[column])
        if now == was:
            return "="
        change = (signed_bytes if column == KEPT else signed_short)(now - was)
        share = percent_change(now, was) if row.change == "changed" else ""
        return f"{change}  {share}" if share else change

    def _tip(self, row: ComparedRow, column: int) -> str:
        if column not in COSTS:
            return self._text(row, FIELDS) if column == FIELDS else row.name
        was, now = row.cost(COSTS[column])
        write, sign = (byte_count, signed_bytes) if column == KEPT else (exact_count, signed_count)
        return translate("Compare", "Baseline {}, now {}: {}").format(write(was), write(now), sign(now - was))


def _title(row: ComparedRow) -> str:
    if row.level == "network":
        return translate("Compare", "Network")
    if row.level == "block":
        return row.name
    return part_title(row.part) if row.now is not None else row.name


def field_text(change: FieldChange) -> str:
    """A field with both values, in the language of the window."""
    words = field_name(change), value_text(change.was), value_text(change.now)
    return "{} {} → {}".format(*map(subject_text, words))


def _ink(row: ComparedRow, column: int) -> str:
    if column not in COSTS:
        return _INKS[row.change]
    was, now = row.cost(COSTS[column])
    return "text_muted" if now == was else "more" if now > was else "less"


def _changes() -> dict[str, str]:
    return {
        "same": "",
        "changed": translate("Compare", "other shapes or costs"),
        "added": translate("Compare", "not in the baseline"),
        "removed": translate("Compare", "only in the baseline"),
    }


def _headers() -> tuple[tuple[str, str], ...]:
    """(title, tip) in the order of NAME to KEPT."""
    return (
        (
            translate("Compare", "Part"),
            translate("Compare", "Aligned so that as few fields as possible differ: = same, ≠ changed, + came, − went"),
        ),
        (translate("Compare", "What differs"), translate("Compare", "Fields with their values: baseline → now")),
        (translate("Compare", "Parameters"), translate("Compare", "Trainable weights, now less the baseline's")),
        (translate("Compare", "MACs"), translate("Compare", "Multiply-accumulates for one picture, the difference")),
        (translate("Compare", "Kept"), translate("Compare", "Memory kept for the backward pass, the difference")),
    )
