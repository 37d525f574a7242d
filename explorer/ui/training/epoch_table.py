"""The card of the epochs: a sorted table that can be saved."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from explorer.ui.icons import icon
from explorer.ui.training.epoch_model import EpochModel
from explorer.ui.training.table_card import TableCard
from explorer.ui.training.table_text import tab_text


class EpochTable(TableCard):
    """Shows the epochs of one run."""

    saveRequested = Signal()
    """The rows are to be written to a file."""

    def __init__(self, model: EpochModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent=parent)
        self.set_texts(self.tr("Epochs"), self.tr("Each epoch of the run is listed here."))
        self.save = QAction(icon("save"), self.tr("Save the epochs as CSV"), self)
        self.save.triggered.connect(self.saveRequested)
        self.add_button(self.save)
        self.copyRequested.connect(lambda: QGuiApplication.clipboard().setText(tab_text(self.view)))
