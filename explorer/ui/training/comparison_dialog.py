"""The dialog that shows two or more runs side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from explorer.atomic_file import write_atomically
from explorer.experiment.experiment import Experiment
from explorer.runs.run_record import RunRecord
from explorer.ui.column_room import ColumnRoom
from explorer.ui.plain_table import PlainTable
from explorer.ui.save_dialog import ask_for_file, saved_message
from explorer.ui.training.comparison_model import ComparisonModel
from explorer.ui.training.table_text import tab_text, table_csv

WIDTH, HEIGHT = 860, 520
LEAST_WIDTH = 150


class ComparisonDialog(QDialog):
    """Results first, then only the fields of the experiments that differ."""

    messageRaised = Signal(str, str, str)
    """(severity, sentence, details)."""

    def __init__(
        self, records: Sequence[RunRecord], experiments: Sequence[Experiment], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Compare runs"))
        self.resize(WIDTH, HEIGHT)
        self.table = PlainTable(ComparisonModel(records, experiments, self))
        self.table.setAccessibleName(self.tr("Runs side by side"))
        self.table.installEventFilter(self)
        header = self.table.horizontalHeader()
        # Runs of one experiment differ at the end of their names.
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._room = ColumnRoom(self.table, words=range(1 + len(records)), least=LEAST_WIDTH)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and event.matches(QKeySequence.StandardKey.Copy):
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(tab_text(self.table))

    def _save(self) -> None:
        text = table_csv(self.table)
        ask_for_file(
            self,
            self.tr("Save the comparison"),
            "comparison",
            (".csv",),
            lambda path: self.messageRaised.emit(
                *saved_message(path, lambda chosen: write_atomically(chosen, text.encode()))
            ),
        )
