"""The epochs of a run: a sorted table that can be saved."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from explorer.number_format import duration_text
from explorer.runs.events import EpochDone
from explorer.ui.icons import icon
from explorer.ui.train_page.curves.metric import write_loss
from explorer.ui.widgets.table_card import TableCard
from explorer.ui.widgets.table_model import Column, TableModel, value_column


class EpochModel(TableModel):
    """One row an epoch; the best one is marked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self.columns = (
            Column(self.tr("Epoch"), self._number, lambda epoch: epoch.epoch, is_number=False),
            value_column(self.tr("Train\nloss"), lambda epoch: epoch.train_loss, write_loss),
            value_column(self.tr("Train\nacc., %"), lambda epoch: _percent(epoch.train_accuracy), "{:.2f}".format),
            value_column(self.tr("Test\nloss"), lambda epoch: epoch.test_loss, write_loss),
            value_column(self.tr("Test\nacc., %"), lambda epoch: _percent(epoch.test_accuracy), "{:.2f}".format),
            value_column(self.tr("LR"), lambda epoch: epoch.learning_rate, "{:.2g}".format),
            value_column(self.tr("Time"), lambda epoch: epoch.seconds, self._time),
        )
        self._best: EpochDone | None = None

    @property
    def epochs(self) -> list[EpochDone]:
        """Those that are shown."""
        return list(self.rows)

    def set_epochs(self, epochs: list[EpochDone]) -> None:
        """Shows other epochs."""
        self._best = next((epoch for epoch in reversed(epochs) if epoch.is_best), None)
        self.reset(list(epochs))

    def add(self, epoch: EpochDone) -> None:
        """Adds an epoch of the same run; one that a resumed run repeats replaces the old one."""
        if self.rows and epoch.epoch <= self.rows[-1].epoch:
            self.set_epochs([*(known for known in self.rows if known.epoch < epoch.epoch), epoch])
            return
        old, self._best = self._best, epoch if epoch.is_best else self._best
        self.append([epoch])
        if old is not self._best and old is not None:
            self.emit_changed(row := self.rows.index(old), row)

    def is_bold(self, row: EpochDone) -> bool:
        return row is self._best

    def about(self, row: EpochDone) -> str | None:
        return self.tr("The best epoch: its weights are saved as best.safetensors.") if row is self._best else None

    def _number(self, epoch: EpochDone) -> str:
        return f"{epoch.epoch} ★" if epoch is self._best else str(epoch.epoch)

    def _time(self, seconds: float) -> str:
        return duration_text(seconds) if seconds >= 10 else self.tr("{:.1f} s").format(seconds)


class EpochTable(TableCard):
    """Shows the epochs of one run."""

    saveRequested = Signal()
    """The rows are to be written to a file."""

    def __init__(self, model: EpochModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent=parent)
        self.set_texts(self.tr("Epochs"), self.tr("The epochs of the selected run are listed here."))
        self.save = QAction(icon("save"), self.tr("Save the epochs as CSV"), self)
        self.save.triggered.connect(self.saveRequested)
        self.add_button(self.save)
        self.copyRequested.connect(lambda: QGuiApplication.clipboard().setText(self.view.selected_text()))


def _percent(share: float) -> float:
    return round(100 * share, 6)
