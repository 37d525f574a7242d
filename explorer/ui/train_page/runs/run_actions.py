"""What can be done with the runs that are selected, as actions for buttons, menus and keys."""

import json
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from explorer.atomic_file import write_atomically
from explorer.experiment.experiment import Experiment
from explorer.jobs.requests import ExportRequest, Request, RunReportRequest
from explorer.runs.events import Event, ExportDone
from explorer.runs.run_files import read_run_experiment
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.runs.run_record import RunRecord
from explorer.ui.actions import ActionSet, ActionSpec, Need, make_menu, pop_up
from explorer.ui.document import Document
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.settings import WindowSettings
from explorer.ui.train_page.results.run_inference import RunInference
from explorer.ui.train_page.runs.comparison_dialog import ComparisonDialog
from explorer.ui.train_page.runs.export_dialog import ExportChoice, ExportDialog
from explorer.ui.train_page.runs.run_deletion import RunDeletion
from explorer.ui.train_page.runs.run_reader import RunReader
from explorer.ui.train_page.runs.run_table import RunTable
from explorer.ui.widgets.dialogs import ask_for_file, ask_to_open, saved_message

SETTING = "train/folders"


class RunActions(ActionSet):
    """Knows what is selected, and allows what makes sense for it."""

    resumeRequested = Signal(object)
    """Go on with the training of this RunRecord."""
    newDocumentRequested = Signal(object, str)
    """(an experiment to begin an untitled document with, what that step is called)."""
    runsGone = Signal(list)
    """Paths of runs that were deleted; the folders are to be listed again."""

    def __init__(self, document: Document, jobs: JobController, table: RunTable) -> None:
        super().__init__(table)
        self._document, self._jobs, self._table = document, jobs, table
        self.records: list[RunRecord] = []
        """The runs that are selected, the current one first."""
        self._compared: list[RunRecord] = []
        self._last_folder: Path | None = None
        self._reader = RunReader(self)
        self.deletion, self.folders = RunDeletion(table), RunFolders(table)
        self.inference = RunInference(jobs, table)
        self._declare()
        self._connect()
        table.view.addActions(list(self))
        table.set_actions([self[key] for key in ("open", "compare", "resume", "try_run", "export", "more")])

    @Slot(list)
    def set_records(self, records: list[RunRecord]) -> None:
        """The runs that are selected, the current one first."""
        self.records = records
        self.update()

    @Slot()
    def ask_export(self) -> ExportDialog:
        """Asks what to export of the selected run, and where to."""
        dialog = ExportDialog(self.records[0], self._folder(), self._table.window())
        dialog.exportRequested.connect(self._export)
        dialog.stopRequested.connect(lambda: self._jobs.cancel(ExportRequest))
        self._jobs.toolEventReceived.connect(dialog.handle_event)
        # Not in the window's way: an export may take a minute.
        dialog.show()
        return dialog

    @Slot()
    def _ask_report(self) -> None:
        run, title = self.records[0].path, self.tr("Save a report")
        name, parent = f"{run.name}-report", self._table.window()

        def write(path: Path) -> None:
            self.inference.report(run, str(path))

        ask_for_file(parent, title, name, (".html", ".md"), write)

    def make_menu(self) -> QMenu:
        """Everything that can be done with the selected runs and with the list."""
        things = self.of("open compare resume try_run export report reveal - delete")
        if self.deletion.num_restorable:
            things.append(self.restore)
        menu = make_menu(self._table, *things, *self.of("- copy save"))
        menu.addMenu(self._table.columns)
        menu.addSeparator()
        menu.addAction(self.add_folder)
        self.folders.fill(menu)
        return menu

    def _declare(self) -> None:
        jobs = self._jobs
        exporting, exported = self.tr("Exporting…"), self.tr("Export…")
        one = Need(lambda: len(self.records) == 1, self.tr("Select one run in the table"))
        many = Need(lambda: len(self.records) > 1, self.tr("Select two or more runs"))
        idle = Need(lambda: not jobs.is_training, self.tr("A training is running"))
        resumable = Need(lambda: self.records[0].is_resumable, self.tr("The run is complete or still running"))
        weights = Need(lambda: _has_weights(self.records[0]), self.tr("The run has no weights"))
        free = Need(lambda: not jobs.is_busy(ExportRequest), exporting)
        unreported = Need(lambda: not jobs.is_busy(RunReportRequest), self.tr("Writing…"))
        resting = Need(
            lambda: not all(record.is_active for record in self.records), self.tr("Select a run that is not running")
        )
        deleted = Need(lambda: bool(self.deletion.num_restorable), self.tr("Nothing was deleted"))
        open_tip = self.tr("Load the network and recipe of this run into the editor")
        compare_tip = self.tr("Show runs side by side: results and differences")
        resume_tip = self.tr("Resume this run where it was interrupted")
        try_tip = self.tr(
            "Classify images with this run's network, and see its classes, confusion matrix and most confident mistakes"
        )
        export_tip = self.tr("Write the weights of this run to a file")
        report_tip = self.tr("Write a page about this run: network, curves, results, recipe, environment")
        reveal_tip = self.tr("Open the folder of this run")
        delete_tip = self.tr("Move the runs to the trash, except one that is running")
        restore_tip = self.tr("Undo the last deletion")
        copy_tip = self.tr("Copy the selected rows for a spreadsheet")
        save_tip = self.tr("Write the rows and columns in sight to a file")
        add_tip = self.tr("Also list the runs of another folder")
        more_tip = self.tr("All actions on runs")
        # As long as the table has the keyboard: elsewhere the key deletes other things.
        here = Qt.ShortcutContext.WidgetShortcut
        restore, delete = self.tr("Restore from the trash"), lambda: self.deletion.delete(self.records)
        save, add = self.tr("Save table as CSV…"), self.tr("Add a folder of runs…")
        can_export, can_resume = (one, weights, free), (idle, one, resumable)

        def export_text() -> str:
            return exporting if jobs.is_busy(ExportRequest) else exported

        self.add(
            ActionSpec(
                "open", self.tr("Load this run's settings"), self._open_experiment, "open", "", open_tip, (one,)
            ),
            ActionSpec("compare", self.tr("Compare…"), self._compare, "compare", "", compare_tip, (many,)),
            ActionSpec("resume", self.tr("Resume"), self._resume, "play", "", resume_tip, can_resume),
            ActionSpec("try_run", self.tr("Results…"), self._try, "target", "", try_tip, (one, weights)),
            ActionSpec("export", export_text, self.ask_export, "export", "", export_tip, can_export),
            ActionSpec("report", self.tr("Report…"), self._ask_report, "save", "", report_tip, (one, unreported)),
            ActionSpec("reveal", self.tr("Open folder"), self._reveal_folder, "folder", "", reveal_tip, (one,)),
            ActionSpec("delete", self.tr("Delete"), delete, "remove", "Del", delete_tip, (resting,), context=here),
            ActionSpec("restore", restore, self.deletion.restore, "undo", "", restore_tip, (deleted,)),
            ActionSpec("copy", self.tr("Copy"), self._copy, "copy", "", copy_tip),
            ActionSpec("save", save, self._save, "save", "", save_tip),
            ActionSpec("add_folder", add, self.folders.ask, "add", "", add_tip),
            ActionSpec("more", self.tr("More"), self._open_menu, "more", "", more_tip),
        )

    def _connect(self) -> None:
        self._table.copyRequested.connect(self._copy)
        self._table.menuRequested.connect(lambda place: pop_up(self.make_menu(), place))
        self._reader.experimentsRead.connect(self._show_comparison)
        self._reader.failed.connect(lambda message: self._jobs.raise_message("error", message))
        self.deletion.changed.connect(self.runsGone)
        self.deletion.changed.connect(self.update)
        self.deletion.messageRaised.connect(self._jobs.raise_message)
        self._jobs.busyChanged.connect(self.update)
        self._jobs.toolEventReceived.connect(self._report_export)

    @Slot()
    def _open_experiment(self) -> None:
        try:
            experiment = read_run_experiment(RunFolder(self.records[0].path))
        except RunFolderError as error:
            self._jobs.raise_message("error", str(error))
            return
        self.newDocumentRequested.emit(experiment, self.tr("load the settings of {}").format(self.records[0].name))

    def _try(self) -> None:
        self.inference.open(self.records[0].path)

    @Slot()
    def _resume(self) -> None:
        self.resumeRequested.emit(self.records[0])

    @Slot()
    def _compare(self) -> None:
        self._compared = list(self.records)
        self._reader.read_experiments([record.path for record in self._compared])

    @Slot(list)
    def _show_comparison(self, experiments: list[Experiment]) -> None:
        dialog = ComparisonDialog(self._compared, experiments, self._table.window())
        dialog.messageRaised.connect(self._jobs.raise_message)
        dialog.open()

    @Slot()
    def _reveal_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.records[0].path))):
            self._jobs.raise_message("warning", self.tr("The run is in {}.").format(self.records[0].path))

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
        pop_up(self.make_menu(), button.mapToGlobal(button.rect().bottomLeft()))

    @Slot(object)
    def _export(self, choice: ExportChoice) -> None:
        self._last_folder = choice.file.parent
        source, out = str(choice.run_folder), str(choice.file)
        self._jobs.submit(ExportRequest(source=source, out=out, options=choice.options, overwrite=choice.overwrite))

    @Slot(object, object)
    def _report_export(self, request: Request, event: Event) -> None:
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


class RunFolders(QObject):
    """Asks for folders, forgets them, and remembers them from session to session. Nothing in them is ever changed."""

    changed = Signal(tuple)
    """Every folder."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._folders: tuple[Path, ...] = ()

    @property
    def folders(self) -> tuple[Path, ...]:
        return self._folders

    def ask(self) -> QFileDialog:
        """Asks for one more folder."""
        return ask_to_open(self._window, self.tr("Add a folder of runs"), lambda name: self.add(Path(name)))

    def add(self, folder: Path) -> None:
        """Lists the runs in a folder, or the one run that it is."""
        if folder not in self._folders:
            self._set((*self._folders, folder))

    def forget(self, folder: Path) -> None:
        """Lists its runs no more."""
        self._set(tuple(known for known in self._folders if known != folder))

    def fill(self, menu: QMenu) -> None:
        """Adds an entry that forgets a folder, for each of them."""
        for folder in self._folders:
            action = menu.addAction(self.tr("Do not list {}").format(folder))
            action.triggered.connect(lambda _=False, gone=folder: self.forget(gone))

    def remember(self, settings: WindowSettings) -> None:
        settings.remember(SETTING, json.dumps([str(folder) for folder in self._folders]))

    def restore(self, settings: WindowSettings) -> None:
        try:
            names = json.loads(settings.text(SETTING, "[]"))
        except ValueError:
            return
        if isinstance(names, list):
            self._set(tuple(Path(name) for name in names if isinstance(name, str)))

    def _set(self, folders: tuple[Path, ...]) -> None:
        if folders != self._folders:
            self._folders = folders
            self.changed.emit(folders)
