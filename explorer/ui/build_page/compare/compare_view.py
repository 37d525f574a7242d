"""The Compare view: the network that is edited beside the baseline, aligned by stage and block."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTreeView, QWidget

from explorer.atomic_file import write_atomically
from explorer.csv_text import TABLE_SUFFIXES, csv_text, table_text
from explorer.experiment.comparison import HEADER, WORDS, Comparison, comparison_fields
from explorer.ui.build_page.compare.baseline import Baseline
from explorer.ui.build_page.compare.compare_model import FIELDS, MACS, NAME, PARAMS, SAVED_BYTES, CompareModel
from explorer.ui.document import DocumentState
from explorer.ui.layout import ElidedLabel, column, container, icon_button, label, row, styled
from explorer.ui.theme import scaled_font
from explorer.ui.widgets.dialogs import ask_and_save
from explorer.ui.widgets.plain_table import ShareDelegate

NAME_WIDTH = 88
FIELDS_WIDTH = 170


class CompareView(QWidget):
    """Shows a comparison, or what to do to have one; while the network is not legal the last one, dimmed."""

    partSelected = Signal(str)
    """The part of a row that a person chose; not sent for a row that only the baseline has."""
    messageRaised = Signal(str, object, str)

    def __init__(self, baseline: Baseline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._baseline = baseline
        self._comparison: Comparison | None = None
        self.model = CompareModel(self)
        self.tree = QTreeView()
        self.tree.setAccessibleName(self.tr("The network beside the baseline"))
        self.title = styled(ElidedLabel(), "strong")
        hint = self.tr(
            "No baseline yet. Use the pin above to pin the current network, or choose a preset or a file; every "
            "number then shows its difference."
        )
        self.hint = label(hint, "muted", wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.hint.setContentsMargins(48, 0, 48, 0)
        self.copy_button = icon_button("copy", self.tr("Copy the comparison with exact numbers"), self.copy_table)
        self.save_button = icon_button("export", self.tr("Save the comparison as CSV or Markdown"), self._ask_and_save)
        self._copy = QAction(self.tr("Copy the comparison"), self.tree)
        self._set_up()
        bar = row((self.title, 1), self.copy_button, self.save_button, margins=(12, 6, 6, 6))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hint)
        self._stack.addWidget(container(column(bar, (self.tree, 1), spacing=0)))
        self.setLayout(column(self._stack))

    def set_state(self, state: DocumentState) -> None:
        """Shows an experiment's network against the baseline."""
        side = self._baseline.side
        self.tree.setEnabled(state.analysis.is_legal)
        self._stack.setCurrentIndex(side is not None)
        if side is not None:
            self.title.set_text(self.tr("{} against {}").format(state.experiment.name, side.name))
        comparison = self._baseline.comparison(state.analysis)
        if comparison is None and side is not None:
            return
        if comparison is not self._comparison:
            self._comparison = comparison
            self._show_comparison(comparison)

    def copy_table(self) -> None:
        """Puts the whole comparison on the clipboard, tab-separated, with exact numbers."""
        if self._comparison is not None:
            QGuiApplication.clipboard().setText(csv_text(HEADER, comparison_fields(self._comparison), delimiter="\t"))

    def save(self, path: Path) -> None:
        """Writes the whole comparison as CSV, or as Markdown where the path ends so.

        Raises:
            FileWriteError: the file cannot be written.
        """
        lines = () if self._comparison is None else comparison_fields(self._comparison)
        write_atomically(path, table_text(path, HEADER, lines, WORDS).encode())

    def _show_comparison(self, comparison: Comparison | None) -> None:
        """Shows a comparison; parts that were unfolded stay so."""
        rows = [self.model.index(i, NAME) for i in range(self.model.rowCount())]
        unfolded = {self.model.row(index).part for index in rows if self.tree.isExpanded(index)}
        self.model.set_comparison(comparison)
        for i in range(self.model.rowCount()):
            index = self.model.index(i, NAME)
            if self.model.row(index).part in unfolded and self.model.rowCount(index):
                self.tree.setExpanded(index, True)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Gives what differs its room first: a narrow view hides the memory, which files have all the same."""
        header = self.tree.header()
        self.tree.setColumnHidden(SAVED_BYTES, False)
        numbers = NAME, PARAMS, MACS, SAVED_BYTES
        for number in numbers:
            self.tree.resizeColumnToContents(number)
        header.resizeSection(NAME, max(NAME_WIDTH, header.sectionSize(NAME)))
        taken = sum(map(header.sectionSize, numbers))
        self.tree.setColumnHidden(SAVED_BYTES, self.width() - taken < FIELDS_WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _set_up(self) -> None:
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(ShareDelegate(self, dimmed="text_disabled"))
        self.tree.setFont(scaled_font(-1))
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(16)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(NAME_WIDTH // 2)
        header.setSectionResizeMode(FIELDS, QHeaderView.ResizeMode.Stretch)
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.tree.addAction(self._copy)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._copy.triggered.connect(self.copy_table)
        self.tree.activated.connect(self._choose_row)
        self.tree.clicked.connect(self._choose_row)

    def _choose_row(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row.now is not None and row.part:
            self.partSelected.emit(row.part)

    def _ask_and_save(self) -> None:
        title = self.tr("Save the comparison")
        ask_and_save(self, title, "comparison", TABLE_SUFFIXES, self.save, self.messageRaised.emit)
