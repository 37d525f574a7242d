"""What can be done with the run that is selected: export its weights, take its experiment, open its folder."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from explorer.experiment.experiment_file import ExperimentFileError, load_experiment
from explorer.runs.events import ExportDone
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import RunRecord
from explorer.ui.document import Document
from explorer.ui.icons import icon
from explorer.ui.palette import Palette
from explorer.ui.training.export_dialog import ExportChoice, ExportDialog
from explorer.ui.training.job_controller import JobController
from explorer.ui.training.table_card import TableCard


class RunActions(QObject):
    """Three buttons in the card of the runs."""

    def __init__(
        self, document: Document, jobs: JobController, card: TableCard, palette: Palette, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._card = document, jobs, card
        self._record: RunRecord | None = None
        self._last_folder: Path | None = None
        self.open = card.add_button(self.tr("Experiment"), self.tr("Make this run's experiment the one that is edited"))
        self.reveal = card.add_button(self.tr("Folder"), self.tr("Open the folder of this run"))
        self.export = card.add_button(self.tr("Export…"), self.tr("Write the weights of this run to a file"))
        self.open.clicked.connect(self._open_experiment)
        self.reveal.clicked.connect(self._reveal_folder)
        self.export.clicked.connect(self.ask_export)
        jobs.busyChanged.connect(self._update_export)
        jobs.exportDone.connect(self._tell_export)
        self.apply_palette(palette)
        self.set_record(None)

    @Slot(object)
    def set_record(self, record: RunRecord | None) -> None:
        """The run that is selected, or None."""
        self._record = record
        self.open.setEnabled(record is not None)
        self.reveal.setEnabled(record is not None)
        self._update_export()

    @Slot()
    def ask_export(self) -> ExportDialog:
        """Asks what to export of the selected run, and where to."""
        dialog = ExportDialog(self._record, self._folder(), self._card.window())
        dialog.exportRequested.connect(self._export)
        dialog.open()
        return dialog

    def apply_palette(self, palette: Palette) -> None:
        for button, name in ((self.open, "open"), (self.reveal, "folder"), (self.export, "export")):
            button.setIcon(icon(name, palette))

    @Slot()
    def _update_export(self) -> None:
        is_busy = self._jobs.is_busy("export")
        self.export.setText(self.tr("Exporting…") if is_busy else self.tr("Export…"))
        self.export.setEnabled(not is_busy and self._record is not None and _has_weights(self._record))

    @Slot()
    def _open_experiment(self) -> None:
        try:
            experiment = load_experiment(RunFolder(self._record.path).experiment_file)
        except ExperimentFileError as error:
            self._jobs.raise_message("error", error.problems[0], str(error))
            return
        self._document.edit(experiment, self.tr("take the experiment of {}").format(self._record.name))

    @Slot()
    def _reveal_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._record.path))):
            self._jobs.raise_message("warning", self.tr("The run is in {}.").format(self._record.path))

    @Slot(object)
    def _export(self, choice: ExportChoice) -> None:
        self._last_folder = choice.file.parent
        self._jobs.export(choice.run_folder, choice.format, choice.which, choice.file, overwrite=choice.overwrite)

    @Slot(object)
    def _tell_export(self, done: ExportDone) -> None:
        self._jobs.raise_message("info", done.message)

    def _folder(self) -> Path:
        """Where the last file went; else the folder of the document, or the one for documents."""
        if self._last_folder is not None:
            return self._last_folder
        if self._document.path is not None:
            return self._document.path.absolute().parent
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def _has_weights(record: RunRecord) -> bool:
    folder = RunFolder(record.path)
    return folder.best_file.exists() or folder.last_file.exists()
