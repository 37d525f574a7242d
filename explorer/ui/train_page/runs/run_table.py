"""The runs on the disk as a Qt model with its columns, and the card with their table, its filter and its buttons."""

from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QToolButton, QWidget

from explorer.number_format import duration_text, exact_count
from explorer.runs.run_record import RunRecord
from explorer.ui.icons import icon
from explorer.ui.language import in_words
from explorer.ui.settings import WindowSettings
from explorer.ui.train_page.curves.metric import write_loss, write_share
from explorer.ui.widgets.plain_table import ColumnMenu
from explorer.ui.widgets.table_card import TableCard
from explorer.ui.widgets.table_model import Column, Index, TableModel, value_column

translate = QCoreApplication.translate

FIRST_SHOWN = ("name", "started", "state", "epochs", "best")
"""The columns that are shown first."""
COLORS = {
    "running": "accent",
    "paused": "warning",
    "finished": "success",
    "stopped": "warning",
    "interrupted": "warning",
}
"""Colours of the states; the others have the colour of errors."""
COLUMNS = "train/columns"
FILTER_WIDTH = 96


class RunModel(TableModel):
    """One row a run, the newest first. A run that is there already is changed in place, so that selection stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(run_columns(), parent)
        self._swatches: dict[Path, str] = {}

    def set_records(self, records: list[RunRecord]) -> None:
        """Shows these runs."""
        paths = {record.path for record in records}
        for row in reversed(range(len(self.rows))):
            if self.rows[row].path not in paths:
                self.beginRemoveRows(QModelIndex(), row, row)
                self.rows = [*self.rows[:row], *self.rows[row + 1 :]]
                self.endRemoveRows()
        known = {record.path for record in self.rows}
        for row, record in enumerate(records):
            if record.path not in known:
                self.beginInsertRows(QModelIndex(), row, row)
                self.rows = [*self.rows[:row], record, *self.rows[row:]]
                self.endInsertRows()
            elif self.rows[row].path == record.path:
                self._change(row, record)
        if [record.path for record in records] != [record.path for record in self.rows]:
            # The order changes only if somebody edits the files of a run.
            self.reset(list(records))

    def set_record(self, record: RunRecord) -> None:
        """Shows the present state of one run, if it is listed."""
        row = self.row_of(record.path)
        if row is not None:
            self._change(row, record)

    def record_at(self, row: int) -> RunRecord:
        return self.rows[row]

    def row_of(self, path: Path | None) -> int | None:
        return next((row for row, record in enumerate(self.rows) if record.path == path), None)

    def set_swatches(self, colors: dict[Path, str]) -> None:
        """Marks the runs whose curves are shown in colours of their own, by the colours' names."""
        if colors != self._swatches:
            self._swatches = colors
            self.emit_changed(0, len(self.rows) - 1)

    def about(self, row: RunRecord) -> str:
        return "\n".join(filter(None, (str(row.path), row.problem)))

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role == Qt.ItemDataRole.DecorationRole and index.isValid() and index.column() == 0:
            color = self._swatches.get(self.row(index).path)
            return None if color is None else icon("dot", color)
        return super().data(index, role)

    def _change(self, row: int, record: RunRecord) -> None:
        if record != self.rows[row]:
            self.rows = [*self.rows[:row], record, *self.rows[row + 1 :]]
            self.emit_changed(row, row)


def run_columns() -> tuple[Column, ...]:
    """Every column, with titles in the language that is shown."""
    return (
        Column(
            translate("RunModel", "Run"),
            lambda record: record.experiment,
            lambda record: record.experiment.casefold(),
            key="name",
            is_number=False,
        ),
        Column(
            translate("RunModel", "Started"),
            lambda record: moment_text(record.started),
            lambda record: record.started.isoformat(timespec="seconds"),
            key="started",
            is_number=False,
        ),
        Column(
            translate("RunModel", "State"),
            state_text,
            lambda record: record.state,
            key="state",
            is_number=False,
            ink=lambda record: COLORS.get(record.state, "danger"),
        ),
        value_column(translate("RunModel", "Epochs"), attrgetter("epochs"), exact_count, key="epochs"),
        value_column(translate("RunModel", "Best test acc."), attrgetter("best_accuracy"), write_share, key="best"),
        _detail("best_epoch", translate("RunModel", "Best epoch"), exact_count),
        _detail("test_loss", translate("RunModel", "Test loss"), write_loss),
        _detail("seconds", translate("RunModel", "Time"), duration_text),
        _detail("params", translate("RunModel", "Parameters"), exact_count),
        _detail("device", translate("RunModel", "Device"), in_words, is_number=False),
        _detail("data", translate("RunModel", "Data"), str, is_number=False),
        _detail("optimizer", translate("RunModel", "Optimiser"), str, is_number=False),
        _detail("learning_rate", translate("RunModel", "Learning rate"), "{:.4g}".format),
        _detail("batch_size", translate("RunModel", "Batch size"), exact_count),
        Column(
            translate("RunModel", "Folder"),
            lambda record: record.name,
            lambda record: str(record.path),
            key="folder",
            is_number=False,
        ),
    )


def _detail(key: str, title: str, write: Callable[[Any], str], *, is_number: bool = True) -> Column:
    return value_column(title, attrgetter(f"details.{key}"), write, key=key, is_number=is_number)


def state_text(record: RunRecord) -> str:
    return {
        "running": translate("RunModel", "running"),
        "paused": translate("RunModel", "paused"),
        "finished": translate("RunModel", "finished"),
        "stopped": translate("RunModel", "stopped"),
        "failed": translate("RunModel", "failed"),
        "interrupted": translate("RunModel", "interrupted"),
        "unreadable": translate("RunModel", "unreadable"),
    }[record.state]


def moment_text(moment: datetime) -> str:
    """The time of a run of today; the day as well of an older one."""
    now = datetime.now().astimezone()
    if moment.date() == now.date():
        return f"{moment:%H:%M:%S}"
    return f"{moment:%d %b %H:%M}" if moment.year == now.year else f"{moment:%d %b %Y}"


class RunTable(TableCard):
    """Shows runs; any number of them can be selected."""

    menuRequested = Signal(QPoint)
    """The menu of the runs, at a place on the screen."""

    def __init__(self, model: RunModel, parent: QWidget | None = None) -> None:
        super().__init__(model, words=(0,), parent=parent)
        self.set_texts(self.tr("Runs"), self.tr("Runs are listed here, with their weights saved."))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._ask_for_menu)
        self.columns = ColumnMenu(self.view, self.view.horizontalHeader(), model.columns, self.view.choose_columns)
        self.columns.setTitle(self.tr("Columns"))
        self.columns.addSeparator()
        usual = self.columns.addAction(self.tr("Default columns"))
        usual.triggered.connect(lambda: self.columns.show_columns(FIRST_SHOWN))
        self.columns.show_columns(FIRST_SHOWN)
        self.filter = QLineEdit(placeholderText=self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the runs"))
        self.filter.setToolTip(self.tr("Show only runs that contain all these words in any column"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(FILTER_WIDTH)
        self.filter.textChanged.connect(self.rows.set_filter)
        self.filter.addAction(icon("search", "text_muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.add_to_head(self.filter, 2)
        self.buttons: dict[QAction, QToolButton] = {}

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """What has a button in the head."""
        self.buttons = {action: self.add_button(action) for action in actions}

    def remember(self, settings: WindowSettings) -> None:
        settings.remember(COLUMNS, " ".join(self.columns.shown))

    def restore(self, settings: WindowSettings) -> None:
        self.columns.show_columns(settings.text(COLUMNS, " ".join(FIRST_SHOWN)).split())

    @Slot(QPoint)
    def _ask_for_menu(self, place: QPoint) -> None:
        self.menuRequested.emit(self.view.viewport().mapToGlobal(place))
