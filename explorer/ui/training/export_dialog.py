"""The dialog that asks which weights of a run leave, in which format and for which file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.experiment.experiment_file import SUFFIX
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import RunRecord
from explorer.ui.editor.controls import ChoiceBox

SUFFIXES = {"safetensors": ".safetensors", "pt": ".pt"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportChoice:
    """What a person chose to export."""

    run_folder: Path
    format: Literal["safetensors", "pt"]
    which: Literal["best", "last"]
    file: Path
    overwrite: bool


class ExportDialog(QDialog):
    """Asks; the export itself is a job. A file that exists is replaced only after a question."""

    exportRequested = Signal(object)
    """ExportChoice."""

    def __init__(self, record: RunRecord, folder: Path, parent: QWidget | None = None) -> None:
        """
        Args:
            folder: where the file is suggested.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export weights"))
        self._record = record
        self._folder = folder
        self.which, self.format = self._make_which(), self._make_format()
        self.path = QLineEdit()
        self.path.setMinimumWidth(380)
        self.path.textChanged.connect(self._check)
        self.browse = QPushButton(self.tr("Choose…"))
        self.browse.clicked.connect(self._choose)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setProperty("role", "primary")
        self.buttons.accepted.connect(self._ask_to_replace)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._suggest()

    def _make_which(self) -> ChoiceBox:
        box = ChoiceBox((("best", self.tr("Best epoch")), ("last", self.tr("Last step"))))
        folder = RunFolder(self._record.path)
        there = {"best": folder.best_file.exists(), "last": folder.last_file.exists()}
        for row in range(box.count()):
            box.model().item(row).setEnabled(there[box.itemData(row)])
        box.set_value("best" if there["best"] else "last")
        box.edited.connect(self._suggest)
        return box

    def _make_format(self) -> ChoiceBox:
        choices = (
            ("safetensors", self.tr("safetensors")),
            ("pt", self.tr("PyTorch state dict (.pt)")),
        )
        box = ChoiceBox(choices)
        box.edited.connect(self._suggest)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow(self.tr("Run"), QLabel(self._record.name))
        form.addRow(self.tr("Weights"), self.which)
        form.addRow(self.tr("Format"), self.format)
        file = QHBoxLayout()
        file.setSpacing(8)
        file.addWidget(self.path, 1)
        file.addWidget(self.browse)
        form.addRow(self.tr("File"), file)
        note = QLabel(self.tr("The experiment is written beside the weights, so that they can be read again."))
        note.setProperty("role", "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addWidget(self.buttons)

    @Slot()
    def _suggest(self) -> None:
        """Names the file after the choices, in the folder that is named already."""
        text = self.path.text().strip()
        folder = Path(text).parent if text else self._folder
        name = f"{self._record.experiment}-{self.which.value()}{SUFFIXES[self.format.value()]}"
        self.path.setText(str(folder / name))

    @Slot()
    def _check(self) -> None:
        self.export.setEnabled(bool(self.path.text().strip()))

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Export weights"), str(Path(self.path.text()).parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The question comes with the export, also for a name that was typed.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(Path(self.path.text()).name)
        dialog.fileSelected.connect(self.path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _file(self) -> Path:
        return Path(self.path.text().strip()).expanduser().absolute()

    @Slot()
    def _ask_to_replace(self) -> None:
        there = self._files_there()
        if not there:
            self._finish(overwrite=False)
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Replace the file?"))
        box.setText(self.tr("There is already {} in {}.").format(" and ".join(there), self._file().parent))
        box.setInformativeText(self.tr("What is there now is lost if it is replaced."))
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        replace.clicked.connect(self._replace)
        box.open()

    @Slot()
    def _replace(self) -> None:
        self._finish(overwrite=True)

    def _files_there(self) -> list[str]:
        """Names of the files that the export would replace: the weights and the experiment beside them."""
        file = self._file()
        return [path.name for path in (file, file.with_name(file.stem + SUFFIX)) if path.exists()]

    def _finish(self, *, overwrite: bool) -> None:
        choice = ExportChoice(
            run_folder=self._record.path,
            format=self.format.value(),
            which=self.which.value(),
            file=self._file(),
            overwrite=overwrite,
        )
        self.exportRequested.emit(choice)
        self.accept()
