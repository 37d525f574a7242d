"""The dialog that shows two or more runs side by side."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from explorer.atomic_file import write_atomically
from explorer.experiment.experiment import Experiment
from explorer.runs.run_record import RunRecord
from explorer.ui.language import in_words
from explorer.ui.layout import column
from explorer.ui.train_page.runs.run_table import run_columns
from explorer.ui.widgets.dialogs import ask_and_save
from explorer.ui.widgets.plain_table import ColumnRoom, PlainTable
from explorer.ui.widgets.table_model import Column, TableModel
from models.sentence import say_field

WIDTH, HEIGHT = 860, 520
LEAST_WIDTH = 150
RESULTS = ("state", "epochs", "best", "best_epoch", "test_loss", "seconds", "params", "device")
BEST: dict[str, Callable] = {"best": max, "test_loss": min}
"""Results of which the highest, or the lowest, is the best."""

translate = QCoreApplication.translate


class ComparisonDialog(QDialog):
    """Results first, then only the fields of the experiments that differ."""

    messageRaised = Signal(str, object, str)
    """(severity, sentence, details)."""

    def __init__(
        self, records: Sequence[RunRecord], experiments: Sequence[Experiment], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Compare runs"))
        self.resize(WIDTH, HEIGHT)
        columns = [
            Column(
                translate("ComparisonModel", "Field"),
                lambda line: line.title,
                lambda line: line.path or line.title,
                is_number=False,
                about=lambda line: line.path or line.title,
                is_bold=lambda line: line.is_section,
            ),
            *(_run_column(place, record.name) for place, record in enumerate(records)),
        ]
        model = TableModel(columns, self)
        model.reset(_lines(records, experiments))
        self.table = PlainTable(model)
        self.table.setAccessibleName(self.tr("Runs side by side"))
        self.table.installEventFilter(self)
        # Runs of one experiment differ at the end of their names.
        self.table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._room = ColumnRoom(self.table, words=range(1 + len(records)), least=LEAST_WIDTH)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save = buttons.addButton(self.tr("Save as CSV…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.setLayout(column((self.table, 1), buttons, spacing=12, margins=12))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.table.selected_text())

    def _save(self) -> None:
        text = self.table.csv()
        ask_and_save(
            self,
            self.tr("Save the comparison"),
            "comparison",
            (".csv",),
            lambda path: write_atomically(path, text.encode()),
            self.messageRaised.emit,
        )


class _Line(NamedTuple):
    """One row of the comparison: a heading, a result or a field."""

    title: str
    texts: tuple[str, ...]
    values: tuple[Any, ...]
    best: Any = None
    """The best of the values, where they are not all the same."""
    is_section: bool = False
    path: str = ""
    """Of a field, as in the experiment's file; a saved table has it."""


def _run_column(place: int, name: str) -> Column:
    def text(line: _Line) -> str:
        return line.texts[place]

    def is_bold(line: _Line) -> bool:
        return line.is_section or (line.best is not None and line.values[place] == line.best)

    return Column(name, text, lambda line: line.values[place], is_number=False, about=text, is_bold=is_bold)


def _lines(records: Sequence[RunRecord], experiments: Sequence[Experiment]) -> list[_Line]:
    nothing = ("",) * len(records)
    lines = [_Line(translate("ComparisonModel", "Results"), nothing, nothing, is_section=True)]
    columns = {column.key: column for column in run_columns()}
    for key in RESULTS:
        column = columns[key]
        values = tuple(map(column.value, records))
        known = {value for value in values if value is not None}
        best = BEST[key](known) if key in BEST and len(known) > 1 else None
        lines.append(_Line(column.title, tuple(column.text(record) or "–" for record in records), values, best))
    differences = differing_fields(experiments)
    same = translate("ComparisonModel", "Network and recipe are the same")
    title = translate("ComparisonModel", "What differs") if differences else same
    lines.append(_Line(title, nothing, nothing, is_section=True))
    lines += [_Line(_field_title(path), tuple(map(_text, values)), values, path=path) for path, values in differences]
    return lines


def _field_title(path: str) -> str:
    """ "network.stages.0.width_multiplier" -> "Stage 1: width multiplier", "recipe.batch_size" -> "batch size"."""
    _, *names = path.split(".")
    words = []
    if names[0] == "stages" and len(names) > 1:
        words.append(translate("ComparisonModel", "Stage {}").format(int(names[1]) + 1))
        names = names[2:]
    return ": ".join([*words, *(in_words(say_field(name)) for name in names)])


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


class FieldDifference(NamedTuple):
    """A field of the experiment that is not the same in all runs."""

    path: str
    """As in the saved file: "recipe.learning_rate"."""
    values: tuple[Any, ...]
    """One for each run; None where an experiment has no such field."""


def differing_fields(experiments: Sequence[Experiment]) -> list[FieldDifference]:
    """The fields that differ, in the order of the saved file; the names of the experiments do not count."""
    tables = [dict(_leaves(experiment.model_dump(mode="json", exclude={"name"}))) for experiment in experiments]
    paths = dict.fromkeys(path for table in tables for path in table)
    rows = (FieldDifference(path, tuple(table.get(path) for table in tables)) for path in paths)
    return [row for row in rows if any(value != row.values[0] for value in row.values)]


def _leaves(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict) and node:
        for key, value in node.items():
            yield from _leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list) and node and isinstance(node[0], dict):
        for place, value in enumerate(node):
            yield from _leaves(value, f"{path}.{place}")
    else:
        yield path, node
