"""Runs side by side as a Qt model: a column a run, results first, then the fields that differ."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.experiment.experiment import Experiment
from explorer.runs.run_comparison import differing_fields
from explorer.runs.run_record import RunRecord
from explorer.ui.subject_text import subject_text
from explorer.ui.theme import scaled_font
from explorer.ui.training.run_columns import run_columns

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

translate = QCoreApplication.translate

RESULTS = ("state", "epochs", "best", "best_epoch", "test_loss", "seconds", "params", "device")
HIGHEST, LOWEST = ("best",), ("test_loss",)
"""Results of which the highest, or the lowest, is the best."""


class Line(NamedTuple):
    """One row of the comparison."""

    title: str
    texts: tuple[str, ...]
    raws: tuple[Any, ...]
    best: frozenset[int] = frozenset()
    """Places of the best values."""
    is_section: bool = False
    path: str = ""
    """Of a field, as in the experiment's file; a saved table has it."""


class ComparisonModel(QAbstractTableModel):
    """Two or more runs; nothing in it changes."""

    def __init__(
        self, records: Sequence[RunRecord], experiments: Sequence[Experiment], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._names = [record.name for record in records]
        self._bold = scaled_font(-1, bold=True)
        differences = [
            Line(_field_title(path), tuple(map(_text, values)), values, path=path)
            for path, values in differing_fields(experiments)
        ]
        nothing = ("",) * len(records)
        title = self.tr("What differs") if differences else self.tr("Network and recipe are the same")
        self._lines = [
            Line(self.tr("Results"), nothing, nothing, is_section=True),
            *_results(records),
            Line(title, nothing, nothing, is_section=True),
            *differences,
        ]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self._names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(Role.DisplayRole)) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        return self._names[section - 1] if section else self.tr("Field")

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> object:
        if not index.isValid():
            return None
        line, place = self._lines[index.row()], index.column() - 1
        match role:
            case Role.DisplayRole:
                return line.texts[place] if place >= 0 else line.title
            case Role.ToolTipRole:
                return line.texts[place] if place >= 0 else line.path or line.title
            case Role.UserRole:
                return line.raws[place] if place >= 0 else line.path or line.title
            case Role.FontRole if line.is_section or place in line.best:
                return self._bold
        return None


def _field_title(path: str) -> str:
    """ "network.stages.0.width_multiplier" -> "Stage 1: width multiplier", "recipe.batch_size" -> "batch size"."""
    _, *names = path.split(".")
    words = []
    if names[0] == "stages" and len(names) > 1:
        words.append(translate("ComparisonModel", "Stage {}").format(int(names[1]) + 1))
        names = names[2:]
    return ": ".join([*words, *(subject_text(name.replace("_", " ")) for name in names)])


def _results(records: Sequence[RunRecord]) -> list[Line]:
    columns = {column.key: column for column in run_columns()}
    lines = []
    for key in RESULTS:
        column = columns[key]
        raws = tuple(column.raw(record) for record in records)
        texts = tuple(column.text(record) or "–" for record in records)
        lines.append(Line(column.title, texts, raws, _best(key, raws)))
    return lines


def _best(key: str, raws: Sequence[Any]) -> frozenset[int]:
    choose: Callable | None = max if key in HIGHEST else min if key in LOWEST else None
    known = [raw for raw in raws if raw is not None]
    if choose is None or len(set(known)) < 2:
        return frozenset()
    return frozenset(place for place, raw in enumerate(raws) if raw == choose(known))


def _text(value: Any) -> str:
    match value:
        case None:
            return "–"
        case bool():
            return translate("ComparisonModel", "yes") if value else translate("ComparisonModel", "no")
        case float():
            return f"{value:g}"
        case list():
            return ", ".join(map(_text, value))
    return str(value)
