"""The layer table: every layer of the network with its exact costs."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.atomic_file import FileWriteError, write_atomically
from explorer.experiment.analysis import Analysis
from explorer.number_format import byte_count, exact_count
from explorer.ui.icons import icon
from explorer.ui.layer_table.layer_delegate import LayerDelegate
from explorer.ui.layer_table.layer_model import LayerTableModel
from explorer.ui.layer_table.layer_text import csv_text, tab_text
from explorer.ui.layer_table.layer_view import LayerView
from explorer.ui.layer_table.totals_row import TotalsRow
from explorer.ui.palette import Palette, palettes
from models.summary import LayerRow


class LayerTable(QWidget):
    """Shows the layers of an analysis; while it is not legal, those of the last legal network, muted."""

    partSelected = Signal(str)
    """The part of the layer that a person chose here."""
    messageRaised = Signal(str, str, str)
    """(severity, sentence, details): a file could not be written, or was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        palette = palettes()["light"]
        self._part = ""
        self._is_updating = False
        self.model = LayerTableModel(self)
        self.view = LayerView(self.model, self)
        self._delegate = LayerDelegate(self.model, palette, self)
        self._totals = TotalsRow(self.view.horizontalHeader(), self)
        self.filter_line = QLineEdit()
        self._shown = QLabel()
        self._copy, self._save = self._make_actions()
        self.save_button = QToolButton()
        self._set_up()
        self._lay_out()
        self.apply_palette(palette)

    @property
    def shown_text(self) -> str:
        """How many layers are shown."""
        return self._shown.text()

    @property
    def totals(self) -> tuple[str, ...]:
        """What stands under the columns."""
        return self._totals.texts

    def set_analysis(self, analysis: Analysis) -> None:
        self._show_legal(analysis.is_legal)
        if analysis.summary is None:
            return
        self.view.widen_for(analysis.summary)
        with self._updating():
            self.model.set_summary(analysis.summary)
        self._show_totals()

    def set_selected(self, part: str) -> None:
        """Lightly marks the rows of a part and scrolls to them, unless they were chosen here."""
        if part == self._part:
            return
        self._mark(part)
        row = self.model.first_of(part)
        if row is not None:
            self.view.reveal(row)

    def apply_palette(self, palette: Palette) -> None:
        self._delegate.apply_palette(palette)
        self._totals.apply_palette(palette)
        self._copy.setIcon(icon("copy", palette))
        self._save.setIcon(icon("export", palette))
        self.view.viewport().update()

    def selected_rows(self) -> list[LayerRow]:
        """The layers that are selected, in the order shown."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.row(row) for row in rows]

    def copy_selected(self) -> None:
        """Puts the selected layers on the clipboard, tab-separated."""
        rows = self.selected_rows()
        if rows:
            QApplication.clipboard().setText(tab_text(rows))

    def save_csv(self, path: Path) -> None:
        """Writes the shown layers, in the order shown.

        Raises:
            FileWriteError: the file cannot be written.
        """
        write_atomically(path, csv_text(self.model.shown_rows()).encode())

    def _make_actions(self) -> tuple[QAction, QAction]:
        copy = QAction(self.tr("Copy rows"), self.view)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_selected)
        save = QAction(self.tr("Save as CSV…"), self.view)
        save.setToolTip(self.tr("Save the layers shown here as a CSV file, with exact numbers"))
        save.triggered.connect(self._choose_file)
        self.view.addAction(copy)
        return copy, save

    def _set_up(self) -> None:
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(self.tr("Layers of the network"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.rowChosen.connect(self._choose_row)
        self.view.horizontalScrollBar().valueChanged.connect(lambda _: self._totals.update())
        self.filter_line.setPlaceholderText(self.tr("Filter layers, e.g. conv2 or BatchNorm2d"))
        self.filter_line.setToolTip(self.tr("Shows only layers whose name, type or output shape holds every word"))
        self.filter_line.setAccessibleName(self.tr("Filter of the layer table"))
        self.filter_line.setClearButtonEnabled(True)
        self.filter_line.textChanged.connect(self._filter)
        self._shown.setProperty("role", "caption")
        self.save_button.setDefaultAction(self._save)
        self.save_button.setProperty("role", "compact")
        self.save_button.setIconSize(QSize(16, 16))
        self.save_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.save_button.setAccessibleName(self.tr("Save the layer table as CSV"))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 6, 6)
        bar.setSpacing(8)
        bar.addWidget(self.filter_line, 1)
        bar.addWidget(self._shown)
        bar.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        column.addWidget(self._totals)

    def _show_legal(self, is_legal: bool) -> None:
        self._delegate.set_enabled(is_legal)
        self._totals.setEnabled(is_legal)
        self.view.viewport().update()

    @contextmanager
    def _updating(self) -> Iterator[None]:
        """Where rows vanish, Qt selects another one; no person chose it."""
        self._is_updating = True
        yield
        self._is_updating = False

    def _filter(self, text: str) -> None:
        with self._updating():
            self.model.set_filter(text)
        self._show_totals()

    def _show_totals(self) -> None:
        summary, shown = self.model.summary, self.model.rowCount()
        if summary is None:
            return
        name, count = self.tr("Total"), self.tr("{} layers").format(exact_count(shown))
        params, macs, kept = summary.params, summary.macs, summary.saved_bytes
        if self.model.is_filtered:
            name = self.tr("Total of these")
            count = self.tr("{} of {} layers").format(exact_count(shown), exact_count(len(summary.layers)))
            params, macs, kept = _sums(self.model.shown_rows())
        field = exact_count(summary.receptive_field)
        self._shown.setText(count)
        self._totals.set_texts((name, "", "", exact_count(params), exact_count(macs), byte_count(kept), field))

    def _choose_row(self, row: int) -> None:
        part = self.model.part(row)
        if part != self._part and not self._is_updating:
            self._mark(part)
            self.partSelected.emit(part)

    def _mark(self, part: str) -> None:
        self._part = part
        self._delegate.set_part(part)
        self.view.viewport().update()

    def _show_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        self._copy.setEnabled(self.view.selectionModel().hasSelection())
        menu.addActions([self._copy, self._save])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.aboutToHide.connect(lambda: self._copy.setEnabled(True))
        menu.popup(self.view.viewport().mapToGlobal(position))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the layer table"), "layers.csv", self.tr("CSV files (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._save_to)
        dialog.open()

    def _save_to(self, path: str) -> None:
        try:
            self.save_csv(Path(path))
        except FileWriteError as error:
            self.messageRaised.emit("error", str(error), "")
        else:
            self.messageRaised.emit("info", self.tr("Saved the layers as {}.").format(path), "")


def _sums(rows: Iterable[LayerRow]) -> tuple[int, int, int]:
    """Parameters, MACs and kept bytes."""
    params = macs = kept = 0
    for row in rows:
        params += row.params
        macs += row.macs
        kept += row.saved_bytes
    return params, macs, kept
