"""The confusion matrix with the images of the cell that is chosen."""

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame

from explorer.runs.evaluation_result import EvaluationResult
from explorer.ui.forms.controls import Switch
from explorer.ui.layout import column, container, label, row, split, styled
from explorer.ui.train_page.results.confusion_matrix import Cell, ConfusionMatrix
from explorer.ui.train_page.results.gallery import Gallery

GALLERY_WIDTH = 300


class ConfusionView(QFrame):
    """Hovering shows exact counts; a click or the arrow keys list a cell's images."""

    def __init__(self) -> None:
        super().__init__()
        styled(self, "card")
        self._result: EvaluationResult
        """Set before the matrix has a cell to choose."""
        self.matrix, self.gallery = ConfusionMatrix(), Gallery()
        self.matrix.cellHovered.connect(self._show_reading)
        self.matrix.cellSelected.connect(self._list_images)
        self.gallery.setAccessibleName(self.tr("Images of the cell"))
        self.shares = Switch(
            self.tr("Shares of each class, %"),
            toolTip=self.tr("Numbers and colours are shares of each row, so that rare classes are visible too"),
            checked=True,
        )
        self.shares.edited.connect(self.matrix.set_normalised)
        self.reading, self.cell = label("", "caption"), label("", "strong", wordWrap=True)
        head = row((self.reading, 1), self.shares)
        chart = container(column(head, (self.matrix, 1), margins=(12, 10, 12, 12)))
        side = container(column(self.cell, (self.gallery, 1), margins=(4, 10, 8, 8)))
        sides = split(Qt.Orientation.Horizontal, chart, side, sizes=(700, GALLERY_WIDTH), role="")
        sides.setStretchFactor(0, 1)
        self.setLayout(column(sides, margins=1))
        self._name_cell()

    def set_result(self, result: EvaluationResult) -> None:
        self._result = result
        self.matrix.set_matrix(result.confusion, result.classes)
        self.gallery.images.set_images(result, np.empty(0, dtype=np.int64))
        self._name_cell()

    @Slot(object)
    def _show_reading(self, cell: Cell | None) -> None:
        if cell is None:
            cell = self.matrix.selected
        hint = self.tr("Rows are true classes, columns are predicted classes.")
        self.reading.setText(hint if cell is None else self.matrix.describe(cell))

    @Slot(int, int)
    def _list_images(self, row: int, column: int) -> None:
        self.gallery.images.set_images(self._result, self._result.in_cell(row, column))
        self._name_cell()

    def _name_cell(self) -> None:
        cell = self.matrix.selected
        self.cell.setText(self.tr("Choose a cell to see its images.") if cell is None else self.matrix.describe(cell))
        self._show_reading(None)
