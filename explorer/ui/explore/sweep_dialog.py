"""The sweep dialog: one or two fields over ranges, and all combinations in a table and in a scatter plot."""

import math
import time
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from explorer.atomic_file import write_atomically
from explorer.experiment.sweep import Axis, SweepError, SweepRow, sweep, sweep_csv
from explorer.number_format import exact_count
from explorer.ui.document import DocumentState
from explorer.ui.explore.axis_editor import AxisEditor
from explorer.ui.explore.sweep_field import short_names, sweep_fields, usual_fields
from explorer.ui.explore.sweep_model import SweepModel
from explorer.ui.explore.sweep_plot import PlotCard
from explorer.ui.language import in_words
from explorer.ui.layout import MIDDLE, button, card, label, set_label, split
from explorer.ui.widgets.dialogs import FIGURE_SUFFIXES, SideDialog, ask_for_file, saved_message
from explorer.ui.widgets.plain_table import PlainTable, ShareDelegate
from explorer.ui.widgets.slices import Slices

DRAWING_SECONDS = 0.3
"""The plot is drawn anew no more often than this, and at the end."""


class SweepDialog(SideDialog):
    """Makes the combinations in slices, so that the window stays responsive, and asks for the one to be edited."""

    networkRequested = Signal(object)
    """The SweepRow that a person wants to edit."""

    def __init__(self, state: DocumentState, parent: QWidget | None = None) -> None:
        super().__init__(QSize(1080, 660), parent)
        self.setWindowTitle(self.tr("Sweep (costs)"))
        self._state = state
        self._swept: tuple[Axis, ...] = ()
        self.num_combinations = 0
        """Those of the whole sweep."""
        self._drawn_at = 0.0
        self.model = SweepModel(self)
        self.slices = Slices(self)
        self.slices.arrived.connect(self._append_rows)
        self.slices.finished.connect(self._show_end)
        self.first = AxisEditor(self.tr("First field"), is_optional=False)
        self.second = AxisEditor(self.tr("Second field"), is_optional=True)
        for editor in (self.first, self.second):
            editor.changed.connect(self._count_combinations)
        self.plot = PlotCard(self.model.measures)
        self.plot.plot.rowSelected.connect(self._select_row)
        self.plot.plot.rowActivated.connect(self.networkRequested)
        self.table = self._make_table()
        self.message = label(wordWrap=True)
        self.run = button("", self._run_or_stop, role="primary", default=True)
        self.use = button(self.tr("Use this network"), self._request_network, autoDefault=False)
        self.save = button(self.tr("Save…"), self._ask_for_file, autoDefault=False)
        self.close_button.setAutoDefault(False)
        views = split(Qt.Orientation.Horizontal, card(self.table), self.plot, sizes=(610, 430))
        foot = ((self.message, 1, MIDDLE), self.run, self.use, self.save)
        self.lay_out(self.first, self.second, (views, 1), foot=foot, spacing=8)
        self._update_buttons()
        self.set_state(state)

    def show_and_run(self) -> None:
        """Brings the dialog to the front; the first time it sweeps depth and width."""
        self.bring_to_front()
        if not self.model.rows:
            usual = usual_fields(sweep_fields(self._state.experiment.network))
            for editor, field in zip((self.first, self.second), usual, strict=False):
                editor.choose(field.path)
            self.start()

    def set_state(self, state: DocumentState) -> None:
        """Sets the network that the next sweep starts from, and that the plot marks."""
        self._state = state
        fields = sweep_fields(state.experiment.network)
        for editor in (self.first, self.second):
            editor.set_fields(fields)
        self.plot.plot.set_current(state.analysis.summary)

    def start(self) -> None:
        """Starts a new sweep over the chosen fields and ranges."""
        try:
            axes = self._axes()
            rows = sweep(self._state.experiment.network, axes)
            first = next(rows)
        except SweepError as error:
            set_label(self.message, f"{in_words(error)}.", "danger")
            return
        self._swept, self.num_combinations, self._drawn_at = axes, _num_combinations(axes), 0.0
        self.model.clear(tuple(editor.chosen for editor in (self.first, self.second) if editor.chosen is not None))
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._append_rows([first])
        self.slices.start(rows)
        self._update_buttons()

    def stop(self) -> None:
        """Ends the sweep; the combinations made so far stay."""
        self.slices.stop()
        self._show_end()

    def save_csv(self, path: Path) -> None:
        """Writes the combinations, in the order shown.

        Raises:
            FileWriteError: the file cannot be written.
        """
        write_atomically(path, sweep_csv(self._swept, self.model.rows).encode())

    @property
    def selected_row(self) -> SweepRow | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def done(self, result: int) -> None:
        self.slices.stop()
        self._update_buttons()
        super().done(result)

    def _append_rows(self, rows: list[SweepRow]) -> None:
        self.model.append(rows)
        text = self.tr("{} of {} combinations").format(
            exact_count(len(self.model.rows)), exact_count(self.num_combinations)
        )
        set_label(self.message, text, "caption")
        if time.monotonic() - self._drawn_at >= DRAWING_SECONDS:
            self._draw_plot()

    def _show_end(self) -> None:
        """Shows how many combinations there are, in the order of the header."""
        self._draw_plot()
        num_illegal = sum(row.issue is not None for row in self.model.rows)
        num_made = len(self.model.rows)
        text = (
            self.tr("{} combinations")
            if num_made == self.num_combinations
            else self.tr("Stopped after {} combinations")
        )
        text += self.tr(", {} of them invalid.") if num_illegal else "."
        set_label(self.message, text.format(exact_count(num_made), exact_count(num_illegal)), "caption")
        header = self.table.horizontalHeader()
        if header.sortIndicatorSection() >= 0:
            self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._update_buttons()

    def _draw_plot(self) -> None:
        self._fit_columns()
        self.plot.plot.set_rows(self.model.made, short_names(self.model.fields))
        self._drawn_at = time.monotonic()

    def _axes(self) -> tuple[Axis, ...]:
        return tuple(axis for editor in (self.first, self.second) if (axis := editor.axis()))

    def _count_combinations(self) -> None:
        """Shows how many combinations the ranges have, before they are made."""
        if self.slices.is_running:
            return
        try:
            axes = self._axes()
        except SweepError as error:
            set_label(self.message, f"{in_words(error)}.", "danger")
            return
        text = self.tr("{} combinations").format(exact_count(_num_combinations(axes)))
        set_label(self.message, text, "caption")

    def _run_or_stop(self) -> None:
        (self.stop if self.slices.is_running else self.start)()

    def _show_selected(self) -> None:
        self.plot.plot.set_selected(self.selected_row)
        self._update_buttons()

    def _select_row(self, row: SweepRow) -> None:
        place = self.model.place_of(row)
        self.table.selectRow(place)
        self.table.scrollTo(self.model.index(place, 0))

    def _request_network(self) -> None:
        row = self.selected_row
        if row is not None and row.issue is None:
            self.networkRequested.emit(row)

    def _update_buttons(self) -> None:
        row = self.selected_row
        self.run.setText(self.tr("Stop") if self.slices.is_running else self.tr("Run"))
        self.use.setEnabled(row is not None and row.issue is None)
        self.save.setEnabled(bool(self.model.rows) and not self.slices.is_running)

    def _fit_columns(self) -> None:
        """Makes every column as wide as its heading and numbers; the last one takes what is left."""
        header, last = self.table.horizontalHeader(), self.model.columnCount() - 1
        self.table.setColumnHidden(last, all(row.issue is None for row in self.model.rows))
        for column in range(last):
            wanted = max(header.sectionSizeHint(column), self.table.sizeHintForColumn(column))
            header.resizeSection(column, wanted)

    def _ask_for_file(self) -> None:
        """Asks where to save the table, as CSV, or the plot, as a figure."""
        ask_for_file(self, self.tr("Save the sweep"), "sweep", (".csv", *FIGURE_SUFFIXES), self._save_to)

    def _save_to(self, path: Path) -> None:
        save = self.plot.save_figure if path.suffix.lower() in FIGURE_SUFFIXES else self.save_csv
        severity, sentence, _ = saved_message(path, save)
        set_label(self.message, sentence, "danger" if severity == "error" else "caption")

    def _make_table(self) -> PlainTable:
        table = PlainTable(self.model)
        table.setItemDelegate(ShareDelegate(self))
        table.setAccessibleName(self.tr("Combinations"))
        table.sort_by_header()
        header = table.horizontalHeader()
        header.setResizeContentsPrecision(0)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        table.selectionModel().selectionChanged.connect(self._show_selected)
        table.doubleClicked.connect(self._request_network)
        return table


def _num_combinations(axes: tuple[Axis, ...]) -> int:
    return math.prod(len(axis.values) for axis in axes)
