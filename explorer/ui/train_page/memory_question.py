"""Asks before a training begins that its device has no memory for, and offers the largest batch that should fit."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from explorer.experiment.recipe import Recipe
from explorer.number_format import byte_count, memory_size
from explorer.training.runtime.remedy import Shortage, find_shortage
from explorer.ui.jobs.job_controller import JobController
from models.summary import Summary

Role = QMessageBox.ButtonRole


class MemoryQuestion(QObject):
    """One question at a time, over the window; nothing is answered where it is dismissed."""

    answered = Signal(object, bool)
    """(the recipe to train with: the same, one with a smaller batch, or one that computes its batch in parts; whether
    it is to train though its device has too little memory)."""

    def __init__(self, jobs: JobController, page: QWidget) -> None:
        super().__init__(page)
        self._jobs, self._page = jobs, page
        self.box: QMessageBox | None = None

    def check(self, recipe: Recipe, summary: Summary) -> None:
        """Answers at once where the memory should suffice; else asks."""
        shortage = find_shortage(summary, recipe, self._jobs.memory_of(recipe.device))
        if shortage is None:
            self.answered.emit(recipe, False)
        else:
            self._open_box(recipe, shortage)

    def _open_box(self, recipe: Recipe, shortage: Shortage) -> None:
        box = self.box = QMessageBox(self._page.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Not enough memory"))
        needed, available = byte_count(shortage.needed), memory_size(shortage.available)
        box.setText(self.tr("Training needs about {}, but the device has {}.").format(needed, available))
        box.setInformativeText(self._advice(shortage))
        if shortage.remedy is not None:
            batch, parts = shortage.remedy.batch_size, shortage.remedy.accumulation
            fewer = {"batch_size": batch, "accumulate": 1}
            self._add_choice(box, self.tr("Train with batch {}").format(f"{batch:,}"), recipe.model_copy(update=fewer))
            split = recipe.model_copy(update={"accumulate": parts})
            self._add_choice(box, self.tr("Keep the batch, in {} parts").format(f"{parts:,}"), split)
        self._add_choice(box, self.tr("Train anyway"), recipe, is_beyond=True)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.open()

    def _add_choice(self, box: QMessageBox, text: str, recipe: Recipe, *, is_beyond: bool = False) -> None:
        button = box.addButton(text, Role.DestructiveRole if is_beyond else Role.AcceptRole)
        button.clicked.connect(lambda: self.answered.emit(recipe, is_beyond))

    def _advice(self, shortage: Shortage) -> str:
        if shortage.is_hopeless:
            return self.tr("Parameters, gradients and optimiser alone need more. Make the network smaller.")
        if shortage.remedy is None:
            return self.tr("Not even a batch of two images fits. Make the network or its images smaller.")
        return self.tr("The largest batch that should fit is {}.").format(f"{shortage.remedy.batch_size:,}")
