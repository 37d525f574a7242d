"""The card of the epochs: a sorted table that can be saved."""

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from explorer.ui.icons import icon
from explorer.ui.palette import Palette
from explorer.ui.theme import scaled_font
from explorer.ui.training.epoch_model import EpochModel
from explorer.ui.training.table_card import TableCard
from explorer.ui.training.table_text import tab_text

PADDING = 16
"""Pixels beside a number."""


class EpochTable(TableCard):
    """Shows the epochs of one run."""

    saveRequested = Signal()
    """The rows are to be written to a file."""

    def __init__(self, model: EpochModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(model, wide_column=0, parent=parent)
        self.save = QAction(self)
        self.save.triggered.connect(self.saveRequested)
        self.add_button(self.save)
        self.copyRequested.connect(lambda: QGuiApplication.clipboard().setText(tab_text(self.view)))
        self._model = model
        model.modelReset.connect(self._fit_columns)
        model.rowsInserted.connect(self._make_room)
        self.apply_palette(palette)

    def retranslate(self) -> None:
        self.set_texts(self.tr("Epochs"), self.tr("Each epoch of the run is listed here."))
        self.save.setText(self.tr("Save the epochs as CSV"))
        self.save.setToolTip(self.tr("Save the epochs as CSV"))
        self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # With the fonts and the style that it is seen in.
        self._fit_columns()

    def apply_palette(self, palette: Palette) -> None:
        self.save.setIcon(icon("save", palette))

    @Slot()
    def _fit_columns(self) -> None:
        """To the rows in view. Not at each epoch: to measure them took more time than all else that follows one."""
        header = self.view.horizontalHeader()
        for column in range(1, self._model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.view.resizeColumnToContents(column)

    @Slot(QModelIndex, int, int)
    def _make_room(self, parent: QModelIndex, first: int, last: int) -> None:
        """For the numbers of a new row, though it should be the best."""
        header, metrics = self.view.horizontalHeader(), QFontMetrics(scaled_font(bold=True))
        for column in range(1, self._model.columnCount()):
            wanted = metrics.horizontalAdvance(self._model.index(last, column).data()) + PADDING
            if wanted > header.sectionSize(column):
                header.resizeSection(column, wanted)
