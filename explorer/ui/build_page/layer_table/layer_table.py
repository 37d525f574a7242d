"""The layer table: stages, blocks and layers of the network with their exact costs, filtered, copied and saved."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolButton, QWidget

from explorer.atomic_file import write_atomically
from explorer.csv_text import TABLE_SUFFIXES, table_text
from explorer.experiment.analysis import Analysis
from explorer.experiment.comparison import Comparison
from explorer.number_format import byte_count, exact_count, percent_change
from explorer.ui.actions import ActionSet, ActionSpec, make_menu, pop_up
from explorer.ui.build_page.layer_table.layer_column import CHANGES, COSTS, WORDS, file_fields
from explorer.ui.build_page.layer_table.layer_model import LayerModel
from explorer.ui.build_page.layer_table.layer_view import LayerView
from explorer.ui.build_page.layer_table.totals_row import TotalsRow
from explorer.ui.build_page.layer_table.tree_row import TreeRow
from explorer.ui.layout import column, icon_button, label, row
from explorer.ui.widgets.dialogs import ask_and_save
from explorer.ui.widgets.plain_table import ColumnMenu


class LayerTable(QWidget):
    """Shows an analysis; while it is not legal, the last legal network, muted. It is updated only while visible."""

    partSelected = Signal(str)
    """The part of the row that a person chose here."""
    blockSelected = Signal(str, int)
    """(part, position in it) of the row's block."""
    messageRaised = Signal(str, object, str)
    """(severity, sentence, details): a file was written, or could not be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selected: tuple[str, int | None] = "", None
        """The part whose rows are marked, and position of one of its blocks."""
        self._is_updating = self._is_emitting = False
        self._waiting: tuple[Analysis, Comparison | None] | None = None
        self.model = LayerModel(self)
        self.view = LayerView(self.model, self)
        self._totals = TotalsRow(self.view.header(), self)
        self._columns = self._make_column_menu()
        self._actions = LayerActions(self.view, self.copy_selected, self._ask_and_save)
        self.bar = LayerBar(self._columns, self._actions)
        self.filter_line = self.bar.filter_line
        self._connect()
        self.setLayout(column(self.bar, (self.view, 1), self._totals, spacing=0))
        self.view.setAccessibleName(self.tr("Layers of the network"))

    @property
    def shown_text(self) -> str:
        """How many layers are shown."""
        return self.bar.count.text()

    @property
    def totals(self) -> tuple[str, ...]:
        """The texts under the columns."""
        return self._totals.texts

    def set_analysis(self, analysis: Analysis, comparison: Comparison | None = None) -> None:
        """Shows an analysis, with its differences from a baseline where there is one."""
        self._waiting = analysis, comparison
        if self.isVisible():
            self._show_waiting()

    def set_selected(self, part: str) -> None:
        """Marks the rows of a part lightly and scrolls to them, unless they were chosen here."""
        if part != self.selected[0] and not self._is_emitting:
            self._show_selected(part, None)

    def set_selected_block(self, part: str, block: int | None) -> None:
        """Marks the rows of a block of a part, by its position in it, unless they were chosen here; None: of all."""
        if (part, block) != self.selected and not self._is_emitting:
            self._show_selected(part, block)

    def state(self) -> str:
        """The columns that are shown, for `restore`."""
        chosen = self.view.chosen_columns
        return json.dumps(None if chosen is None else [self.model.columns[i].key for i in sorted(chosen)])

    def restore(self, state: str) -> None:
        """Shows the columns of a `state`; a text that is none changes nothing."""
        try:
            keys = json.loads(state)
        except ValueError:
            return
        if isinstance(keys, list) and set(keys) <= {column.key for column in self.model.columns}:
            self._columns.show_columns(keys)

    def match_view(self, other: "LayerTable") -> None:
        """Lists the same rows as another table of the network, in the same order and place."""
        self._show_waiting()
        self.filter_line.setText(other.filter_line.text())
        self.view.match_view(other.view)

    def selected_rows(self) -> list[TreeRow]:
        """The rows that are selected, in the order shown."""
        indexes = [index for index in self.view.selectionModel().selectedRows() if index.isValid()]
        return [self.model.row(index) for index in sorted(indexes, key=self.model.key)]

    def copy_selected(self) -> None:
        """Puts the selected rows on the clipboard, tab-separated, with exact numbers."""
        rows = self.selected_rows()
        if rows:
            lines = ("\t".join(map(str, fields)) for fields in file_fields(rows, self._names()))
            QApplication.clipboard().setText("\n".join(lines))

    def save(self, path: Path, *, shown: bool = False) -> None:
        """Writes all layers with all columns, or the rows and columns that are shown; Markdown where the path ends so.

        Raises:
            FileWriteError: the file cannot be written.
        """
        rows, names = self.model.layers(), self._names()
        if shown:
            names = self._names(self.view.shown_columns())
            rows = self.model.listed()
        if shown and not self.model.is_flat:
            names = "level", *names
            rows = map(self.model.row, self.view.shown_indexes())
        write_atomically(path, table_text(path, names, file_fields(rows, names), WORDS).encode())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_waiting()

    def _connect(self) -> None:
        self.view.indexChosen.connect(self._choose_row)
        self.view.columnsChanged.connect(self._totals.update)
        self.view.horizontalScrollBar().valueChanged.connect(lambda _: self._totals.update())
        self.filter_line.textChanged.connect(self._filter)

    def _show_waiting(self) -> None:
        """Shows the analysis that has come since the table was last updated."""
        if self._waiting is None:
            return
        (analysis, comparison), self._waiting = self._waiting, None
        self.view.rows.set_enabled(analysis.is_legal)
        self._totals.setEnabled(analysis.is_legal)
        if analysis.summary is not None:
            self.view.widen_for(analysis.summary, has_changes=comparison is not None)
            with self._updating():
                self.model.set_summary(analysis.summary, comparison)
            self._show_totals()
        self.view.viewport().update()

    @contextmanager
    def _updating(self) -> Iterator[None]:
        """While rows vanish, Qt selects another one, which no person chose."""
        self._is_updating = True
        yield
        self._is_updating = False

    def _filter(self, text: str) -> None:
        with self._updating():
            self.model.set_filter(text)
        self._show_totals()

    def _show_totals(self) -> None:
        summary = self.model.summary
        if summary is None:
            return
        name, count = self.tr("Total"), self.tr("{} layers").format(exact_count(self.model.num_listed()))
        costs = [summary.params, summary.macs, summary.saved_bytes]
        if self.model.is_filtered:
            name = self.tr("Total of these")
            shown, of = exact_count(self.model.num_listed()), exact_count(len(summary.layers))
            count = self.tr("{} of {} layers").format(shown, of)
            listed = list(self.model.listed())
            costs = [sum(getattr(row, cost) for row in listed) for cost in COSTS]
        field = exact_count(summary.receptive_field)
        self.bar.count.setText(count)
        texts = name, "", "", exact_count(costs[0]), exact_count(costs[1]), byte_count(costs[2]), field
        self._totals.set_texts(texts, self._total_changes())

    def _total_changes(self) -> tuple[tuple[str, str], ...]:
        """(difference from the baseline, colour) of every column; none while only some layers are listed."""
        comparison = self.model.comparison
        if comparison is None or self.model.is_filtered:
            return ()
        pairs = [(getattr(comparison.now, key), getattr(comparison.was, key)) for key in COSTS]
        changes = [(percent_change(now, was), "more" if now > was else "less") for now, was in pairs]
        return (("", "text"),) * 3 + tuple(changes)

    def _choose_row(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if self._is_updating or (row.part, row.block) == self.selected:
            return
        is_new_part = row.part != self.selected[0] or row.block is None
        self._mark_rows(row.part, row.block)
        # Receivers select the part, then the block, here too: the view does not move under the mouse for that.
        self._is_emitting = True
        if is_new_part:
            self.partSelected.emit(row.part)
        if row.block is not None:
            self.blockSelected.emit(row.part, row.block)
        self._is_emitting = False

    def _show_selected(self, part: str, block: int | None) -> None:
        self._show_waiting()
        self._mark_rows(part, block)
        index = self.model.index_of(part, block)
        if index.isValid():
            self.view.reveal(index)

    def _mark_rows(self, part: str, block: int | None) -> None:
        self.selected = part, block
        self.view.rows.set_selected(part, block)
        self.view.viewport().update()

    def _names(self, columns: Iterable[int] | None = None) -> tuple[str, ...]:
        """The fields of a file: those of some columns or of all, with differences where there is a baseline."""
        keys = [column.key for column in self.model.columns]
        names = keys if columns is None else [keys[column] for column in columns]
        return (*names, *CHANGES) if self.model.comparison is not None else tuple(names)

    def _make_column_menu(self) -> ColumnMenu:
        """As many columns as there is room for, until a person chooses some."""
        menu = ColumnMenu(self.view, self.view.header(), self.model.columns, self.view.choose_columns)
        automatic = QAction(self.tr("Fit to width"), menu, checkable=True)
        automatic.setToolTip(self.tr("The most important columns that fit the width of the table"))
        automatic.triggered.connect(lambda: self.view.choose_columns(None))
        menu.aboutToShow.connect(lambda: automatic.setChecked(self.view.chosen_columns is None))
        menu.insertAction(menu.actions()[0], automatic)
        menu.insertSeparator(menu.actions()[1])
        return menu

    def _ask_and_save(self, shown: bool) -> None:
        title = self.tr("Save what is shown") if shown else self.tr("Save all layers")
        save = partial(self.save, shown=shown)
        ask_and_save(self, title, "layers", TABLE_SUFFIXES, save, self.messageRaised.emit)


class LayerActions(ActionSet):
    """The actions on rows, and the menu that offers them. The view folds; the table copies and saves."""

    def __init__(self, view: LayerView, copy: Callable[[], object], save: Callable[[bool], object]) -> None:
        """`save` takes whether only what is shown is saved."""
        super().__init__(view)
        self._view, here = view, Qt.ShortcutContext.WidgetShortcut
        all_tip = self.tr("Every layer and every column, with exact numbers, as CSV or Markdown")
        shown_tip = self.tr("The rows and columns as they are shown here, as CSV or Markdown")
        self.add(
            ActionSpec("copy", self.tr("Copy rows"), copy, keys="Ctrl+C", context=here),
            ActionSpec("unfold", self.tr("Unfold all"), view.expandAll, keys="Ctrl+Right", context=here),
            ActionSpec("fold", self.tr("Fold all"), view.collapseAll, keys="Ctrl+Left", context=here),
            ActionSpec("save_all", self.tr("Save all layers…"), lambda: save(False), tip=all_tip),
            ActionSpec("save_shown", self.tr("Save what is shown…"), lambda: save(True), tip=shown_tip),
        )
        view.addActions(list(self))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)

    def _open_menu(self, position: QPoint) -> None:
        menu = make_menu(self._view, *self.of("copy - unfold fold - save_all save_shown"))
        self.copy.setEnabled(self._view.selectionModel().hasSelection())
        menu.aboutToHide.connect(lambda: self.copy.setEnabled(True))
        pop_up(menu, self._view.viewport().mapToGlobal(position))


class LayerBar(QWidget):
    """The bar over the table: filter, number of layers, columns and saving."""

    def __init__(self, columns: QMenu, actions: LayerActions) -> None:
        super().__init__()
        self.filter_line = _FilterLine()
        self.count = label(role="caption")
        saving = make_menu(self, actions.save_all, actions.save_shown, tips=True)
        tip = self.tr("Choose the columns")
        self.columns_button = icon_button("columns", self.tr("Columns of the layer table"), tip=tip)
        tip = self.tr("Save as CSV or Markdown, with exact numbers")
        self.save_button = icon_button("export", self.tr("Save the layer table"), tip=tip)
        for button, menu in ((self.columns_button, columns), (self.save_button, saving)):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.filter_line.setPlaceholderText(self.tr("Filter layers, e.g. conv2 or BatchNorm2d"))
        self.filter_line.setToolTip(self.tr("Show only layers whose name, type or output shape contains every word"))
        self.filter_line.setAccessibleName(self.tr("Filter of the layer table"))
        parts = (self.filter_line, 1), self.count, self.columns_button, self.save_button
        self.setLayout(row(*parts, spacing=6, margins=(8, 6, 6, 6)))


class _FilterLine(QLineEdit):
    """A filter that Escape empties."""

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
