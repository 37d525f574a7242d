"""The dialog that asks which weights of a run to export, in which format and file, and shows the progress."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QWidget,
)

from explorer.exports.export_options import ENDINGS, WITH_CODE, ExportOptions, Format, exported_files
from explorer.jobs.requests import ExportRequest, Request
from explorer.runs.events import Event, ExportDone, JobFailed, JobNote
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import RunRecord
from explorer.ui.forms.controls import ChoiceBox, Switch
from explorer.ui.layout import DIALOG, button, column, container, label, row, set_label, styled
from explorer.ui.widgets.dialogs import question


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportChoice:
    """What is to be exported, and where to."""

    run_folder: Path
    file: Path
    options: ExportOptions
    overwrite: bool


class ExportDialog(QDialog):
    """Asks; the export itself is a job, which it follows. A file that exists is replaced only after a question."""

    exportRequested = Signal(object)
    """ExportChoice."""
    stopRequested = Signal()
    """Cancel the running export."""

    def __init__(self, record: RunRecord, folder: Path, parent: QWidget | None = None) -> None:
        """
        Args:
            folder: where the file is suggested.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self._record = record
        self._folder = folder
        self._formats = {
            "safetensors": (
                self.tr("safetensors"),
                self.tr("Weights with experiment, classes and normalisation; safe to load, contains no code."),
            ),
            "pt": (
                self.tr("PyTorch state dict (.pt)"),
                self.tr("Weights only, with torchvision's names if torchvision has the network."),
            ),
            "python": (
                self.tr("Python file (.py and .pt)"),
                self.tr("One readable file of plain PyTorch that defines the network, and its weights."),
            ),
            "pt2": (
                self.tr("torch.export (.pt2)"),
                self.tr("The network as a graph, for PyTorch without its code."),
            ),
            "onnx": (
                self.tr("ONNX (.onnx)"),
                self.tr("The network as a graph, for ONNX Runtime and other programs."),
            ),
        }
        """Name and description of each."""
        self.which = self._make_choice(
            self.tr("Weights"), (("best", self.tr("Best epoch")), ("last", self.tr("Last step")))
        )
        run = RunFolder(record.path)
        there = {"best": run.best_file.exists(), "last": run.last_file.exists()}
        for weights, is_there in there.items():
            self.which.set_choosable(weights, is_there)
        self.which.set_value("best" if there["best"] else "last")
        names = ((format, name) for format, (name, _) in self._formats.items())
        self.format = self._make_choice(self.tr("Format"), names)
        self.precision = self._make_choice(self.tr("Precision"), (("fp32", "fp32"), ("bf16", "bf16"), ("fp16", "fp16")))
        alone = self.tr("Takes values from 0 to 1 and normalises them in the network.")
        self.normalise = Switch(self.tr("Normalisation"), toolTip=alone)
        probabilities = self.tr("Outputs probabilities instead of logits.")
        self.softmax = Switch(self.tr("Softmax"), toolTip=probabilities)
        self.path = styled(QLineEdit(), accessibleName=self.tr("File"), minimumWidth=400)
        self.path.textChanged.connect(self._update_export)
        self.browse = button(self.tr("Choose…"), self._choose_file)
        self.about, self.progress = label("", "caption"), ExportProgress()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        styled(self.export, "primary")
        self.buttons.accepted.connect(self._ask_to_replace)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout(horizontalSpacing=12, verticalSpacing=8)
        form.addRow(self.tr("Run"), label(record.name))
        form.addRow(self.tr("Weights"), self.which)
        form.addRow(self.tr("Format"), column(self.format, self.about, spacing=4))
        form.addRow(self.tr("Precision"), self.precision)
        form.addRow(self.tr("Include"), row(self.normalise, self.softmax, ..., spacing=8))
        form.addRow(self.tr("File"), row((self.path, 1), self.browse, spacing=8))
        form.setContentsMargins(0, 0, 0, 0)
        self._inputs = container(form)
        note = self.tr(
            "The file is read back and compared with the network; an experiment and a receipt are written beside it."
        )
        rows = (self._inputs, label(note, "caption"), self.progress, self.buttons)
        self.setLayout(column(*rows, spacing=12, margins=DIALOG))
        self._suggest_file()

    @property
    def is_exporting(self) -> bool:
        """Whether an export that this dialog asked for is running."""
        return self.progress.is_active

    @property
    def chosen_format(self) -> Format:
        return self.format.currentData()

    @Slot(object, object)
    def handle_event(self, request: Request, event: Event) -> None:
        """Shows an event of a job. An export with files closes the dialog; after a stop or a failure it asks again."""
        if not self.is_exporting or not isinstance(request, ExportRequest):
            return
        match event:
            case JobNote():
                self.progress.show_note(event.message)
            case ExportDone(files=files) if files:
                self.progress.end()
                self.accept()
            case ExportDone() | JobFailed():
                self._end_export(event.message, is_problem=isinstance(event, JobFailed))

    def reject(self) -> None:
        """Stops the running export; without one closes the dialog."""
        if self.is_exporting:
            self.progress.show_note(self.tr("Stopping."))
            self.stopRequested.emit()
        else:
            super().reject()

    def _make_choice(self, name: str, choices: Iterable[tuple[str, str]]) -> ChoiceBox:
        box = ChoiceBox(choices, accessibleName=name)
        box.edited.connect(self._suggest_file)
        return box

    @Slot()
    def _suggest_file(self) -> None:
        """Names the file after the choices, in the folder that is named already."""
        text = self.path.text().strip()
        folder = Path(text).parent if text else self._folder
        precision = "" if self.precision.value() == "fp32" else f"-{self.precision.value()}"
        stem = f"{self._record.experiment}-{self.which.value()}{precision}"
        if self.format.value() == "python":
            # A module's name has no hyphens.
            stem = stem.replace("-", "_")
        self.path.setText(str(folder / f"{stem}{ENDINGS[self.chosen_format][0]}"))
        self.about.setText(self._formats[self.chosen_format][1])
        self._offer_what_is_possible()

    def _offer_what_is_possible(self) -> None:
        for switch in (self.normalise, self.softmax):
            switch.setEnabled(self.format.value() in WITH_CODE)
        self.precision.set_choosable("bf16", self.format.value() != "onnx")
        if self.format.value() == "onnx" and self.precision.value() == "bf16":
            with QSignalBlocker(self.precision):
                self.precision.set_value("fp32")
            self._suggest_file()

    @Slot()
    def _update_export(self) -> None:
        self.export.setEnabled(bool(self.path.text().strip()) and not self.is_exporting)

    @Slot()
    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.windowTitle(), str(Path(self.path.text()).parent))
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
        there = [path.name for path in exported_files(self._file(), self.chosen_format) if path.exists()]
        if not there:
            self._request(overwrite=False)
            return
        text = self.tr("{} already exists in {}.").format(", ".join(there), self._file().parent)
        note = self.tr("Its current content will be lost.")
        box = question(self, self.tr("Replace the file?"), text, note)
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        replace.clicked.connect(self._replace)
        box.open()

    @Slot()
    def _replace(self) -> None:
        self._request(overwrite=True)

    def _request(self, *, overwrite: bool) -> None:
        has_code = self.format.value() in WITH_CODE
        options = ExportOptions(
            format=self.chosen_format,
            which=self.which.currentData(),
            precision=self.precision.currentData(),
            normalise=has_code and self.normalise.value(),
            softmax=has_code and self.softmax.value(),
        )
        self.progress.start(self.tr("The network is loaded."))
        self._inputs.setEnabled(False)
        self._update_export()
        self.exportRequested.emit(
            ExportChoice(run_folder=self._record.path, file=self._file(), options=options, overwrite=overwrite)
        )

    def _end_export(self, message: str, *, is_problem: bool = False) -> None:
        self.progress.end(message, is_problem=is_problem)
        self._inputs.setEnabled(True)
        self._update_export()


class ExportProgress(QWidget):
    """A bar that moves, what is done, and what came of it. Takes no room until something is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.is_active = False
        # The length of a conversion is not known beforehand.
        self.bar, self.message = QProgressBar(minimum=0, maximum=0, textVisible=False), label(wordWrap=True)
        self.setLayout(column(self.bar, self.message, spacing=4))
        self.hide()

    def start(self, message: str) -> None:
        """Shows that an export is running."""
        self.is_active = True
        self.bar.setAccessibleName(message)
        self.bar.show()
        self.show_note(message)
        self.show()

    def show_note(self, message: str) -> None:
        set_label(self.message, message, "caption")

    def end(self, message: str = "", *, is_problem: bool = False) -> None:
        """Shows the outcome; nothing without a message."""
        self.is_active = False
        self.bar.hide()
        set_label(self.message, message, "danger" if is_problem else "caption")
        self.setVisible(bool(message))
