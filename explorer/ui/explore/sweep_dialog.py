"""The sweep dialog: one or two fields over ranges, every combination in a table and in a scatter plot."""

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
    """Makes the combinations in slices while the window goes on; says which one a person wants to use."""

    networkRequested = Signal(object)
    """The SweepRow to edit from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QSize(1080, 660), parent)
        self.setWindowTitle(self.tr("Sweep"))
        self._state: DocumentState | None = None
        self._axes: tuple[Axis, ...] = ()
        self._total, self._drawn = 0, 0.0
        self.model = SweepModel(self)
        self.slices = Slices(self)
        self.slices.arrived.connect(self._take)
        self.slices.finished.connect(self._finish)
        self.first = AxisEditor(self.tr("First field"), is_optional=False)
        self.second = AxisEditor(self.tr("Second field"), is_optional=True)
        for editor in (self.first, self.second):
            editor.changed.connect(self._count)
        self.plot = PlotCard(self.model.measures)
        self.plot.plot.rowSelected.connect(self._select)
        self.plot.plot.rowActivated.connect(self.networkRequested)
        self.table = self._make_table()
        self.message = label(wordWrap=True)
        self.run = button("", self._run_or_stop, role="primary", default=True)
        self.use = button(self.tr("Use this network"), self._use, autoDefault=False)
        self.save = button(self.tr("Save…"), self._choose_file, autoDefault=False)
        self.close_button.setAutoDefault(False)
        views = split(Qt.Orientation.Horizontal, card(self.table), self.plot, sizes=(610, 430))
        foot = ((self.message, 1, MIDDLE), self.run, self.use, self.save)
        self.lay_out(self.first, self.second, (views, 1), foot=foot, spacing=8)
        self._update_buttons()

    def show_and_run(self) -> None:
        """Comes to the front, at first with a sweep over depth and width."""
        self.bring_to_front()
        if not self.model.rows:
            usual = usual_fields(sweep_fields(self._state.experiment.network))
            for editor, field in zip((self.first, self.second), usual, strict=False):
                editor.choose(field.path)
            self.start()

    def set_state(self, state: DocumentState) -> None:
        """The network that the next sweep begins with, and that is marked in the plot."""
        self._state = state
        fields = sweep_fields(state.experiment.network)
        for editor in (self.first, self.second):
            editor.set_fields(fields)
        self.plot.plot.set_current(state.analysis.summary)

    def start(self) -> None:
        """Begins anew with the fields and ranges as they are."""
        try:
            editors = [editor for editor in (self.first, self.second) if editor.chosen is not None]
            self._axes = tuple(editor.axis() for editor in editors)
            rows = sweep(self._state.experiment.network, self._axes)
            first = next(rows)
        except SweepError as error:
            set_label(self.message, f"{in_words(error)}.", "danger")
            return
        self._total, self._drawn = _num_combinations(self._axes), 0.0
        self.model.begin(tuple(editor.chosen for editor in editors))
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._take([first])
        self.slices.start(rows)
        self._update_buttons()

    def stop(self) -> None:
        """Leaves it at what there is."""
        self.slices.stop()
        self._finish()

    def save_csv(self, path: Path) -> None:
        """Writes the combinations, in the order shown.

        Raises:
            FileWriteError: the file cannot be written.
        """
        write_atomically(path, sweep_csv(self._axes, self.model.rows).encode())

    def save_figure(self, path: Path) -> None:
        """Writes the plot as PNG or SVG. Raises ValueError with one sentence: it is neither, or cannot be written."""
        self.plot.save_figure(path)

    def done(self, result: int) -> None:
        self.slices.stop()
        self._update_buttons()
        super().done(result)

    def _take(self, rows: list[SweepRow]) -> None:
        self.model.append(rows)
        text = self.tr("{} of {} combinations").format(exact_count(len(self.model.rows)), exact_count(self._total))
        set_label(self.message, text, "caption")
        if time.monotonic() - self._drawn >= DRAWING_SECONDS:
            self._draw()

    def _finish(self) -> None:
        self._draw()
        num_illegal = sum(row.issue is not None for row in self.model.rows)
        num_made = len(self.model.rows)
        text = self.tr("{} combinations") if num_made == self._total else self.tr("Stopped after {} combinations")
        text += self.tr(", {} of them not legal.") if num_illegal else "."
        set_label(self.message, text.format(exact_count(num_made), exact_count(num_illegal)), "caption")
        header = self.table.horizontalHeader()
        if header.sortIndicatorSection() >= 0:
            self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self._update_buttons()

    def _draw(self) -> None:
        self._fit_columns()
        self.plot.plot.set_rows(self.model.made, short_names(self.model.fields))
        self._drawn = time.monotonic()

    def _count(self) -> None:
        """How many combinations the ranges have, before they are made."""
        if self.slices.is_running:
            return
        try:
            axes = tuple(axis for editor in (self.first, self.second) if (axis := editor.axis()))
        except SweepError as error:
            set_label(self.message, f"{in_words(error)}.", "danger")
            return
        text = self.tr("{} combinations to make").format(exact_count(_num_combinations(axes)))
        set_label(self.message, text, "caption")

    def _run_or_stop(self) -> None:
        if self.slices.is_running:
            self.stop()
        else:
            self.start()

    def _selected(self) -> SweepRow | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def _show_selected(self) -> None:
        self.plot.plot.set_selected(self._selected())
        self._update_buttons()

    def _select(self, row: SweepRow) -> None:
        place = self.model.place_of(row)
        self.table.selectRow(place)
        self.table.scrollTo(self.model.index(place, 0))

    def _use(self) -> None:
        row = self._selected()
        if row is not None and row.issue is None:
            self.networkRequested.emit(row)

    def _update_buttons(self) -> None:
        row = self._selected()
        self.run.setText(self.tr("Stop") if self.slices.is_running else self.tr("Run"))
        self.use.setEnabled(row is not None and row.issue is None)
        self.save.setEnabled(bool(self.model.rows) and not self.slices.is_running)

    def _fit_columns(self) -> None:
        """Every column as wide as its heading and numbers, the last one as wide as is left."""
        header, last = self.table.horizontalHeader(), self.model.columnCount() - 1
        self.table.setColumnHidden(last, all(row.issue is None for row in self.model.rows))
        for column in range(last):
            wanted = max(header.sectionSizeHint(column), self.table.sizeHintForColumn(column))
            header.resizeSection(column, wanted)

    def _choose_file(self) -> None:
        """A table of numbers, or a figure of the plot."""
        ask_for_file(self, self.tr("Save the sweep"), "sweep", (".csv", *FIGURE_SUFFIXES), self._save_to)

    def _save_to(self, path: Path) -> None:
        save = self.save_figure if path.suffix.lower() in FIGURE_SUFFIXES else self.save_csv
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
        table.doubleClicked.connect(self._use)
        return table


def _num_combinations(axes: tuple[Axis, ...]) -> int:
    return math.prod(len(axis.values) for axis in axes)
