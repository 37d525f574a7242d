"""The confusion matrix with the pictures of the cell that is chosen."""

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from explorer.runs.evaluation_result import EvaluationResult
from explorer.ui.editor.controls import Switch
from explorer.ui.results.confusion_matrix import Cell, ConfusionMatrix
from explorer.ui.results.gallery import Gallery

GALLERY_WIDTH = 300


class ConfusionView(QFrame):
    """Hovering tells exact counts; a click or the arrow keys list a cell's pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._result: EvaluationResult | None = None
        self.matrix = ConfusionMatrix()
        self.gallery = Gallery()
        self.gallery.setAccessibleName(self.tr("Pictures of the cell"))
        self.shares = Switch(self.tr("Shares of each class, %"))
        self.shares.setToolTip(self.tr("Numbers and colours are shares of a row, so that rare classes show as well"))
        self.shares.setChecked(True)
        self.reading, self.cell = QLabel(), QLabel()
        self.matrix.cellHovered.connect(self._read)
        self.matrix.cellSelected.connect(self._list)
        self.shares.edited.connect(self.matrix.set_normalised)
        self._lay_out()
        self._name_cell()

    def set_result(self, result: EvaluationResult) -> None:
        self._result = result
        self.matrix.set_matrix(result.confusion, result.classes)
        self.gallery.pictures.set_pictures(None, np.empty(0, dtype=np.int64))
        self._name_cell()

    def _lay_out(self) -> None:
        self.reading.setProperty("role", "caption")
        self.cell.setProperty("role", "strong")
        self.cell.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.reading, 1)
        head.addWidget(self.shares)
        left, right = QWidget(), QWidget()
        chart = QVBoxLayout(left)
        chart.setContentsMargins(12, 10, 12, 12)
        chart.addLayout(head)
        chart.addWidget(self.matrix, 1)
        side = QVBoxLayout(right)
        side.setContentsMargins(4, 10, 8, 8)
        side.addWidget(self.cell)
        side.addWidget(self.gallery, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([700, GALLERY_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(splitter)

    @Slot(object)
    def _read(self, cell: Cell | None) -> None:
        if cell is None:
            cell = self.matrix.selected
        hint = self.tr("A row is a true class, a column what its pictures are taken for.")
        self.reading.setText(hint if cell is None else self.matrix.describe(cell))

    @Slot(int, int)
    def _list(self, row: int, column: int) -> None:
        self.gallery.pictures.set_pictures(self._result, self._result.in_cell(row, column))
        self._name_cell()

    def _name_cell(self) -> None:
        cell = self.matrix.selected
        self.cell.setText(self.tr("Choose a cell to see its pictures.") if cell is None else self.matrix.describe(cell))
        self._read(None)
