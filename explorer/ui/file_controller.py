"""New, open, save: the document and its file, and the question what becomes of unsaved changes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from explorer.atomic_file import FileWriteError
from explorer.experiment.experiment_file import SUFFIX, ExperimentFileError
from explorer.experiment.source import load_source
from explorer.ui.document import Document

DEFAULT_PRESET = "digits_resnet"
"""What a new experiment begins with."""

Button = QMessageBox.StandardButton


class FileController(QObject):
    """Opens and saves the document. Its dialogs never hold up the event loop: what follows them is passed on."""

    messageRaised = Signal(str, str, str)
    """(severity, sentence, details)."""

    def __init__(self, document: Document, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._window = window

    def new(self) -> None:
        self.settle_changes(lambda: self._document.replace(load_source(DEFAULT_PRESET)))

    def choose(self) -> None:
        """Asks for a file and opens it."""
        self.settle_changes(self._ask_what_to_open)

    def open(self, path: Path) -> None:
        """Opens a file, once it is settled what becomes of unsaved changes."""
        self.settle_changes(lambda: self._load(path))

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Saves to the document's file, or asks for one; calls `then` where that was done."""
        if self._document.path is None:
            self.save_as(then)
        else:
            self.save_to(self._document.path, then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Asks for a file and saves to it."""
        dialog = self._dialog(self.tr("Save experiment"), QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self._suggestion())
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name), then))
        dialog.open()

    def save_to(self, path: Path, then: Callable[[], None] | None = None) -> None:
        try:
            self._document.save(path)
        except FileWriteError as error:
            self.messageRaised.emit("error", str(error), "")
            return
        self.messageRaised.emit("info", self.tr("Saved as {}").format(path), "")
        if then is not None:
            then()

    def settle_changes(self, then: Callable[[], None]) -> None:
        """Calls `then` at once where all is saved; else asks, and calls it unless a person cancels."""
        if not self._document.is_modified:
            then()
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setWindowTitle(self.tr("Unsaved changes"))
        box.setText(self.tr('Save the changes to "{}"?').format(self._name()))
        box.setInformativeText(self.tr("They are lost otherwise."))
        box.setStandardButtons(Button.Save | Button.Discard | Button.Cancel)
        box.setDefaultButton(Button.Save)
        box.buttonClicked.connect(lambda button: self._settle(box.standardButton(button), then))
        box.open()

    def _settle(self, answer: Button, then: Callable[[], None]) -> None:
        if answer == Button.Save:
            self.save(then)
        elif answer == Button.Discard:
            then()

    def _load(self, path: Path) -> None:
        try:
            self._document.load(path)
        except ExperimentFileError as error:
            first, *more = error.problems
            sentence = self.tr("{} (and {} more)").format(first, len(more)) if more else first
            self.messageRaised.emit("error", sentence, str(error) if more else "")
        else:
            self.messageRaised.emit("info", self.tr("Opened {}").format(path), "")

    def _ask_what_to_open(self) -> None:
        dialog = self._dialog(self.tr("Open experiment"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._load(Path(name)))
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(self._folder()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(mode)
        dialog.setNameFilters([self.tr("Experiments (*{})").format(SUFFIX), self.tr("All files (*)")])
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        return dialog

    def _folder(self) -> Path:
        return Path.cwd() if self._document.path is None else self._document.path.parent

    def _suggestion(self) -> str:
        return self._name() if self._document.path is not None else self._name() + SUFFIX

    def _name(self) -> str:
        path = self._document.path
        return self._document.experiment.name if path is None else path.name
