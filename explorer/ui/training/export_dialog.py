"""The dialog that asks what leaves of a run, in which format and for which file, and shows how the export goes."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
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

from explorer.exports.export_options import ENDINGS, WITH_CODE, ExportOptions, exported_files
from explorer.jobs.requests import ExportRequest, Request
from explorer.runs.events import Event, ExportDone, JobFailed, JobNote
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import RunRecord
from explorer.ui.editor.controls import ChoiceBox, Switch
from explorer.ui.training.export_progress import ExportProgress


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportChoice:
    """What a person chose to export."""

    run_folder: Path
    file: Path
    options: ExportOptions
    overwrite: bool


class ExportDialog(QDialog):
    """Asks; the export itself is a job, which it follows. A file that exists is replaced only after a question."""

    exportRequested = Signal(object)
    """ExportChoice."""
    stopRequested = Signal()
    """The export that goes on is no longer wanted."""

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
        self.which, self.format, self.precision = self._make_which(), self._make_format(), self._make_precision()
        self.normalise, self.softmax = Switch(self.tr("Normalisation")), Switch(self.tr("Softmax"))
        self.normalise.setToolTip(self.tr("The network takes values from 0 to 1 and normalises them itself."))
        self.softmax.setToolTip(self.tr("The network gives probabilities in place of logits."))
        self.path = QLineEdit()
        self.path.setAccessibleName(self.tr("File"))
        self.path.setMinimumWidth(400)
        self.path.textChanged.connect(self._check)
        self.browse = QPushButton(self.tr("Choose…"))
        self.browse.clicked.connect(self._choose)
        self.about, self.progress = QLabel(), ExportProgress()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setProperty("role", "primary")
        self.buttons.accepted.connect(self._ask_to_replace)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._suggest()

    @property
    def is_exporting(self) -> bool:
        """Whether an export that was asked for here goes on."""
        return self.progress.is_going_on

    @Slot(object, object)
    def hear(self, request: Request, event: Event) -> None:
        """Follows what jobs say: with files the dialog is done; stopped or failed it says so, and asks again."""
        if not self.is_exporting or not isinstance(request, ExportRequest):
            return
        match event:
            case JobNote():
                self.progress.show_note(event.message)
            case ExportDone(files=files) if files:
                self.progress.end()
                self.accept()
            case ExportDone() | JobFailed():
                self._free(event.message, is_problem=isinstance(event, JobFailed))

    def reject(self) -> None:
        """Stops the export that goes on; without one the dialog is closed."""
        if self.is_exporting:
            self.progress.show_note(self.tr("Stopping."))
            self.stopRequested.emit()
        else:
            super().reject()

    def _tell_format(self) -> None:
        abouts = {
            "safetensors": self.tr("Weights with experiment, classes and normalisation; it cannot run code."),
            "pt": self.tr("Weights alone, under torchvision's names where it has the network."),
            "python": self.tr("One readable file of plain PyTorch that defines the network, and its weights."),
            "pt2": self.tr("The network as a graph, for PyTorch without its code."),
            "onnx": self.tr("The network as a graph, for ONNX Runtime and other programs."),
        }
        self.about.setText(abouts[self.format.value()])

    def _make_which(self) -> ChoiceBox:
        box = ChoiceBox((("best", self.tr("Best epoch")), ("last", self.tr("Last step"))))
        box.setAccessibleName(self.tr("Weights"))
        folder = RunFolder(self._record.path)
        there = {"best": folder.best_file.exists(), "last": folder.last_file.exists()}
        for row in range(box.count()):
            box.model().item(row).setEnabled(there[box.itemData(row)])
        box.set_value("best" if there["best"] else "last")
        box.edited.connect(self._suggest)
        return box

    def _make_format(self) -> ChoiceBox:
        names = {
            "safetensors": self.tr("safetensors"),
            "pt": self.tr("PyTorch state dict (.pt)"),
            "python": self.tr("Python file (.py and .pt)"),
            "pt2": self.tr("torch.export (.pt2)"),
            "onnx": self.tr("ONNX (.onnx)"),
        }
        box = ChoiceBox(tuple(names.items()))
        box.setAccessibleName(self.tr("Format"))
        box.edited.connect(self._suggest)
        return box

    def _make_precision(self) -> ChoiceBox:
        box = ChoiceBox((("fp32", "fp32"), ("bf16", "bf16"), ("fp16", "fp16")))
        box.setAccessibleName(self.tr("Precision"))
        box.edited.connect(self._suggest)
        return box

    def _lay_out(self) -> None:
        self._inputs = QWidget()
        form = QFormLayout(self._inputs)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        format = QVBoxLayout()
        format.setSpacing(4)
        format.addWidget(self.format)
        format.addWidget(self.about)
        form.addRow(self.tr("Run"), QLabel(self._record.name))
        form.addRow(self.tr("Weights"), self.which)
        form.addRow(self.tr("Format"), format)
        form.addRow(self.tr("Precision"), self.precision)
        form.addRow(self.tr("Part of it"), _beside(self.normalise, self.softmax, stretch=1))
        form.addRow(self.tr("File"), _beside(self.path, self.browse, stretch=0))
        note = self.tr("The file is read back and compared with the network; experiment and receipt lie beside it.")
        self._note = QLabel(note)
        for label in (self.about, self._note):
            label.setProperty("role", "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        for widget in (self._inputs, self._note, self.progress, self.buttons):
            layout.addWidget(widget)

    @Slot()
    def _suggest(self) -> None:
        """Names the file after the choices, in the folder that is named already."""
        text = self.path.text().strip()
        folder = Path(text).parent if text else self._folder
        precision = "" if self.precision.value() == "fp32" else f"-{self.precision.value()}"
        stem = f"{self._record.experiment}-{self.which.value()}{precision}"
        if self.format.value() == "python":
            # A module's name has no hyphens.
            stem = stem.replace("-", "_")
        self.path.setText(str(folder / f"{stem}{ENDINGS[self.format.value()][0]}"))
        self._tell_format()
        self._offer_what_is_possible()

    def _offer_what_is_possible(self) -> None:
        for switch in (self.normalise, self.softmax):
            switch.setEnabled(self.format.value() in WITH_CODE)
        bf16 = self.precision.model().item(self.precision.findData("bf16"))
        bf16.setEnabled(self.format.value() != "onnx")
        if self.format.value() == "onnx" and self.precision.value() == "bf16":
            with QSignalBlocker(self.precision):
                self.precision.set_value("fp32")
            self._suggest()

    @Slot()
    def _check(self) -> None:
        self.export.setEnabled(bool(self.path.text().strip()) and not self.is_exporting)

    @Slot()
    def _choose(self) -> None:
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
        there = [path.name for path in exported_files(self._file(), self.format.value()) if path.exists()]
        if not there:
            self._request(overwrite=False)
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Replace the file?"))
        box.setText(self.tr("There is already {} in {}.").format(", ".join(there), self._file().parent))
        box.setInformativeText(self.tr("What is there now is lost if it is replaced."))
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
            format=self.format.value(),
            which=self.which.value(),
            precision=self.precision.value(),
            normalise=has_code and self.normalise.value(),
            softmax=has_code and self.softmax.value(),
        )
        self.progress.begin(self.tr("The network is loaded."))
        self._inputs.setEnabled(False)
        self._check()
        self.exportRequested.emit(
            ExportChoice(run_folder=self._record.path, file=self._file(), options=options, overwrite=overwrite)
        )

    def _free(self, message: str, *, is_problem: bool = False) -> None:
        self.progress.end(message, is_problem=is_problem)
        self._inputs.setEnabled(True)
        self._check()


def _beside(*widgets: QWidget, stretch: int) -> QHBoxLayout:
    """In a row; `stretch` empty parts behind them, or the first grows."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for index, widget in enumerate(widgets):
        row.addWidget(widget, int(not stretch and not index))
    row.addStretch(stretch)
    return row
