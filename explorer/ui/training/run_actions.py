"""What can be done with the runs that are selected, as actions for buttons, menus and keys."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from explorer.atomic_file import write_atomically
from explorer.experiment.experiment import Experiment
from explorer.jobs.requests import ExportRequest, Request, RunReportRequest
from explorer.runs.events import Event, ExportDone
from explorer.runs.run_files import read_run_experiment
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.runs.run_record import RunRecord
from explorer.ui.document import Document
from explorer.ui.icons import icon
from explorer.ui.results.run_trial import RunTrial
from explorer.ui.save_dialog import ask_for_file, saved_message
from explorer.ui.training.comparison_dialog import ComparisonDialog
from explorer.ui.training.export_dialog import ExportChoice, ExportDialog
from explorer.ui.training.job_controller import JobController
from explorer.ui.training.run_deletion import RunDeletion
from explorer.ui.training.run_folders import RunFolders
from explorer.ui.training.run_reader import RunReader
from explorer.ui.training.run_table import RunTable

Shortcut = QKeySequence.StandardKey


class RunActions(QObject):
    """Knows what is selected, and allows what makes sense for it."""

    resumeRequested = Signal(object)
    """Go on with the training of this RunRecord."""
    beginRequested = Signal(object, str)
    """(an experiment to begin an untitled document with, what that step is called)."""
    runsGone = Signal(list)
    """Paths of runs that were deleted; the folders are to be listed again."""

    def __init__(self, document: Document, jobs: JobController, table: RunTable) -> None:
        super().__init__(table)
        self._document, self._jobs, self._table = document, jobs, table
        self._records: list[RunRecord] = []
        self._compared: list[RunRecord] = []
        self._last_folder: Path | None = None
        self._reader = RunReader(self)
        self.deletion, self.folders = RunDeletion(table), RunFolders(table)
        self.trial = RunTrial(jobs, table)
        self._make_actions()
        self._connect()
        table.set_actions((self.open, self.compare, self.resume, self.try_run, self.export, self.more))
        self.set_records([])

    @property
    def records(self) -> list[RunRecord]:
        """The runs that are selected, the current one first."""
        return self._records

    @property
    def all(self) -> tuple[QAction, ...]:
        """Everything but the menu of it."""
        taking = self.open, self.compare, self.resume, self.try_run, self.export, self.report, self.reveal
        return *taking, self.delete, self.restore, self.copy, self.save, self.add_folder

    @Slot(list)
    def set_records(self, records: list[RunRecord]) -> None:
        """The runs that are selected, the current one first."""
        self._records = records
        is_single = len(records) == 1
        self.open.setEnabled(is_single)
        self.reveal.setEnabled(is_single)
        self.compare.setEnabled(len(records) > 1)
        self.delete.setEnabled(not all(record.is_going_on for record in records))
        self._update_jobs()

    @Slot()
    def ask_export(self) -> ExportDialog:
        """Asks what to export of the selected run, and where to."""
        dialog = ExportDialog(self._records[0], self._folder(), self._table.window())
        dialog.exportRequested.connect(self._export)
        dialog.stopRequested.connect(lambda: self._jobs.give_up(ExportRequest))
        self._jobs.spoke.connect(dialog.hear)
        # Not in the window's way: an export may take a minute.
        dialog.show()
        return dialog

    @Slot()
    def _ask_report(self) -> None:
        run, title = self._records[0].path, self.tr("Save a report")
        name, parent = f"{run.name}-report", self._table.window()
        ask_for_file(parent, title, name, (".html", ".md"), lambda path: self.trial.report(run, str(path)))

    def make_menu(self) -> QMenu:
        """Everything that can be done with the selected runs and with the list."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.open, self.compare, self.resume, self.try_run, self.export, self.report, self.reveal])
        menu.addSeparator()
        menu.addAction(self.delete)
        if self.deletion.num_restorable:
            menu.addAction(self.restore)
        menu.addSeparator()
        menu.addActions([self.copy, self.save])
        menu.addMenu(self._table.columns)
        menu.addSeparator()
        menu.addAction(self.add_folder)
        self.folders.fill(menu)
        return menu

    def _make_actions(self) -> None:
        def action(name: str, text: str, tip: str, work: Callable[[], object]) -> QAction:
            made = QAction(icon(name), text, self, toolTip=tip)
            made.triggered.connect(work)
            return made

        tip = self.tr("Make this run's experiment the one that is edited")
        self.open = action("open", self.tr("Take its experiment"), tip, self._open_experiment)
        tip = self.tr("Show runs side by side: results, and what differs")
        self.compare = action("compare", self.tr("Compare…"), tip, self._compare)
        tip = self.tr("Go on with this run from where it was interrupted")
        self.resume = action("play", self.tr("Resume"), tip, self._resume)
        tip = self.tr("Show this run's network pictures, and see its classes, confusions and worst mistakes")
        self.try_run = action("target", self.tr("Try…"), tip, lambda: self.trial.open(self._records[0].path))
        tip = self.tr("Write the weights of this run to a file")
        self.export = action("export", self.tr("Export…"), tip, self.ask_export)
        tip = self.tr("Write a page about this run: network, curves, results, recipe, environment")
        self.report = action("save", self.tr("Report…"), tip, self._ask_report)
        tip = self.tr("Open the folder of this run")
        self.reveal = action("folder", self.tr("Open its folder"), tip, self._reveal_folder)
        tip = self.tr("Move the runs to the trash; one that is being written stays")
        self.delete = action("remove", self.tr("Delete"), tip, lambda: self.deletion.delete(self._records))
        tip = self.tr("Undo the last deletion")
        self.restore = action("undo", self.tr("Put back from the trash"), tip, self.deletion.restore)
        tip = self.tr("Copy the selected rows for a spreadsheet")
        self.copy = action("copy", self.tr("Copy"), tip, self._copy)
        tip = self.tr("Write the rows and columns in sight to a file")
        self.save = action("save", self.tr("Save table as CSV…"), tip, self._save)
        tip = self.tr("List the runs of another folder too")
        self.add_folder = action("add", self.tr("Add a folder of runs…"), tip, self.folders.ask)
        tip = self.tr("Everything that can be done with runs")
        self.more = action("more", self.tr("More"), tip, self._open_menu)
        self.delete.setShortcut(QKeySequence(Shortcut.Delete))
        # As long as the table has the keyboard: elsewhere the key deletes other things.
        self.delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._table.view.addAction(self.delete)

    def _connect(self) -> None:
        self._table.copyRequested.connect(self._copy)
        self._table.menuRequested.connect(self._open_menu_at)
        self._reader.experimentsRead.connect(self._show_comparison)
        self._reader.failed.connect(lambda message: self._jobs.raise_message("error", message))
        self.deletion.changed.connect(self.runsGone)
        self.deletion.messageRaised.connect(self._jobs.raise_message)
        self._jobs.busyChanged.connect(self._update_jobs)
        self._jobs.spoke.connect(self._hear)

    @Slot()
    def _update_jobs(self) -> None:
        is_exporting = self._jobs.is_busy(ExportRequest)
        is_single = len(self._records) == 1
        self.export.setText(self.tr("Exporting…") if is_exporting else self.tr("Export…"))
        self.export.setEnabled(not is_exporting and is_single and _has_weights(self._records[0]))
        self.try_run.setEnabled(is_single and _has_weights(self._records[0]))
        self.report.setEnabled(is_single and not self._jobs.is_busy(RunReportRequest))
        self.resume.setEnabled(not self._jobs.is_training and is_single and self._records[0].is_resumable)

    @Slot()
    def _open_experiment(self) -> None:
        try:
            experiment = read_run_experiment(RunFolder(self._records[0].path))
        except RunFolderError as error:
            self._jobs.raise_message("error", str(error))
            return
        self.beginRequested.emit(experiment, self.tr("take the experiment of {}").format(self._records[0].name))

    @Slot()
    def _resume(self) -> None:
        self.resumeRequested.emit(self._records[0])

    @Slot()
    def _compare(self) -> None:
        self._compared = list(self._records)
        self._reader.read_experiments([record.path for record in self._compared])

    @Slot(list)
    def _show_comparison(self, experiments: list[Experiment]) -> None:
        dialog = ComparisonDialog(self._compared, experiments, self._table.window())
        dialog.messageRaised.connect(self._jobs.raise_message)
        dialog.open()

    @Slot()
    def _reveal_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._records[0].path))):
            self._jobs.raise_message("warning", self.tr("The run is in {}.").format(self._records[0].path))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._table.view.selected_text())

    @Slot()
    def _save(self) -> None:
        text, title = self._table.view.csv(), self.tr("Save the table of runs")
        ask_for_file(self._table.window(), title, "runs", (".csv",), lambda path: self._write(path, text))

    def _write(self, path: Path, text: str) -> None:
        self._jobs.raise_message(*saved_message(path, lambda chosen: write_atomically(chosen, text.encode())))

    @Slot()
    def _open_menu(self) -> None:
        button = self._table.buttons[self.more]
        self.make_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    @Slot(QPoint)
    def _open_menu_at(self, place: QPoint) -> None:
        self.make_menu().popup(place)

    @Slot(object)
    def _export(self, choice: ExportChoice) -> None:
        self._last_folder = choice.file.parent
        source, out = str(choice.run_folder), str(choice.file)
        self._jobs.submit(ExportRequest(source=source, out=out, options=choice.options, overwrite=choice.overwrite))

    @Slot(object, object)
    def _hear(self, request: Request, event: Event) -> None:
        if isinstance(event, ExportDone):
            self._jobs.raise_message("info", event.message)

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
