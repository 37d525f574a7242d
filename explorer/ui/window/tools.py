"""What the window holds besides what its first paint needs: jobs, costs, the Train page, dialogs and help.

`late.py` loads this module once the first image of the window is on the screen.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from explorer.experiment.experiment import Experiment
from explorer.experiment.sweep import SweepRow
from explorer.exports.network_code import save_network_code
from explorer.jobs.requests import Request, VerifyRequest
from explorer.runs.events import Event, ReportReady
from explorer.ui.build_page.cost_views import CostViews
from explorer.ui.build_page.report_dialog import ReportDialog
from explorer.ui.document import Document
from explorer.ui.explore.nearest_dialog import NearestDialog
from explorer.ui.explore.sweep_dialog import SweepDialog
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.language import in_words
from explorer.ui.settings import WindowSettings
from explorer.ui.train_page.job_strip import JobLine
from explorer.ui.train_page.recipe.launch_dialog import LaunchDialog
from explorer.ui.train_page.train_page import TrainPage
from explorer.ui.widgets.dialogs import ask_for_file, question, saved_message
from explorer.ui.window.help_desk import HelpDesk
from explorer.ui.window.recovery import guard_work
from models.search import Candidate

if TYPE_CHECKING:
    from explorer.ui.window.main_window import MainWindow


class WindowTools(QObject):
    """Trains and verifies the document's experiment, shows its costs, finds other networks, helps."""

    def __init__(self, window: "MainWindow", make_jobs: Callable[[], JobController] | None) -> None:
        """`make_jobs` makes the job controller, an ordinary one if it is None."""
        super().__init__(window)
        document, commands = window.document, window.commands
        self._window, self._document = window, document
        self.jobs = jobs = (make_jobs or JobController)()
        self.costs = CostViews(
            document.state, commands.show_build, commands.pin_baseline, commands.unpin_baseline, window
        )
        window.build.add_costs(self.costs)
        self.train_page = TrainPage(document, jobs)
        self.verification = Verification(document, jobs, window)
        self.exploration = Exploration(document, window.files.save, window)
        self.job_line = JobLine()
        self.help = HelpDesk(window, self.costs, self.train_page)
        self._connect()

    def _connect(self) -> None:
        window, jobs, costs, page = self._window, self.jobs, self.costs, self.train_page
        for source in (jobs, costs):
            source.messageRaised.connect(window.show_message)
        page.run_actions.newDocumentRequested.connect(window.files.open_untitled)
        jobs.stateChanged.connect(window.banner.follow_job)
        jobs.devicesKnown.connect(costs.tabs.set_devices)
        if jobs.devices is not None:
            costs.tabs.set_devices(jobs.devices)
        for change in (jobs.stateChanged, jobs.busyChanged, costs.baseline.changed):
            change.connect(window.commands.update)
        self.job_line.trainPageRequested.connect(window.commands.show_train.trigger)
        page.strip.statusChanged.connect(self.job_line.set_status)

    def remember(self, settings: WindowSettings) -> None:
        for part in (self.train_page, self.costs):
            part.remember(settings)

    def restore(self, settings: WindowSettings) -> None:
        for part in (self.costs, self.train_page):
            part.restore(settings)

    def guard_work(self) -> None:
        """Saves unsaved work from now on, and offers what a crash has left."""
        guard_work(self._window)

    def save_code(self) -> None:
        """Asks for a file and writes the network to it as Python code."""
        title, experiment = self.tr("Save network as Python code"), self._document.experiment
        ask_for_file(self._window, title, experiment.name, (".py",), lambda path: self._write_code(path, experiment))

    def _write_code(self, path: Path, experiment: Experiment) -> None:
        self._window.show_message(*saved_message(path, lambda path: save_network_code(path, experiment)))

    def pause(self) -> None:
        """Pauses the training, or continues it if it is paused."""
        if self.jobs.state == "paused":
            self.jobs.continue_training()
        else:
            self.jobs.pause()

    def settle_training(self, then: Callable[[bool], None]) -> None:
        """Asks what becomes of a training when the window closes, and calls `then` unless the user cancels.

        `then` takes whether the training goes on without the window; if nothing is training, False, at once.
        """
        if not self.jobs.is_training or self.jobs.state == "stopping":
            then(False)
            return
        name = "" if self.jobs.experiment is None else self.jobs.experiment.name
        text = self.tr('"{}" is still training.').format(name)
        note = self.tr(
            "If you stop it, its weights are saved and it can be resumed. Without the window it trains to its "
            "end; the next window lists it as running, follows it and can stop it."
        )
        box = question(self._window, self.tr("A training is running"), text, note, QMessageBox.Icon.Question)
        stop = box.addButton(self.tr("Stop and save"), QMessageBox.ButtonRole.AcceptRole)
        go_on = box.addButton(self.tr("Continue without the window"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(stop)
        box.buttonClicked.connect(lambda button: then(button is go_on) if button in (stop, go_on) else None)
        box.open()


class Verification(QObject):
    """Has torchinfo count the document's network in a job, and shows whether it agrees."""

    def __init__(self, document: Document, jobs: JobController, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._jobs = document, jobs
        self._asked = document.experiment
        self.dialog = ReportDialog(window)
        document.changed.connect(self._mark_stale)
        jobs.toolEventReceived.connect(self._show_report)

    @property
    def is_busy(self) -> bool:
        return self._jobs.is_busy(VerifyRequest)

    def start(self) -> None:
        self._asked = self._document.experiment
        self._jobs.submit(VerifyRequest(network=self._asked.network))

    def _mark_stale(self) -> None:
        self.dialog.set_stale(self._document.experiment.network != self._asked.network)

    def _show_report(self, request: Request, report: Event) -> None:
        if not isinstance(report, ReportReady):
            return
        name, text = self._asked.name, report.text
        if report.agrees:
            verdict = self.tr(
                "{}: all shapes, parameters and MACs shown in the window equal those of the traced network."
            )
            verdict = verdict.format(name)
        else:
            verdict = self.tr("{}: the traced network differs from what the window shows in {} places.")
            verdict = verdict.format(name, len(report.differences))
            text = "\n".join((*report.differences, "", text))
        self.dialog.show_report(verdict, text, agrees=report.agrees)
        self._mark_stale()


class Exploration(QObject):
    """The dialogs that find networks, whose proposals become one edit, and the one with the command for many machines.

    Each is made when it is first asked for, and kept in step with the document.
    """

    def __init__(self, document: Document, save: Callable[[], object], window: QWidget) -> None:
        super().__init__(window)
        self._document, self._save, self._window = document, save, window
        self.nearest: NearestDialog | None = None
        self.sweep: SweepDialog | None = None
        self.launch: LaunchDialog | None = None
        document.changed.connect(self._update_dialogs)
        document.fileChanged.connect(self._update_dialogs)

    def find_nearest(self) -> None:
        if self.nearest is None:
            self.nearest = NearestDialog(self._document.analysis, self._window)
            self.nearest.networkRequested.connect(self._take_candidate)
        self._update_dialogs()
        self.nearest.show_and_search()

    def open_sweep(self) -> None:
        if self.sweep is None:
            self.sweep = SweepDialog(self._document.state, self._window)
            self.sweep.networkRequested.connect(self._take_row)
        self._update_dialogs()
        self.sweep.show_and_run()

    def open_launch(self) -> None:
        if self.launch is None:
            self.launch = LaunchDialog(self._window)
            self.launch.saveRequested.connect(self._save)
        self._update_dialogs()
        self.launch.bring_to_front()

    def _update_dialogs(self) -> None:
        document = self._document
        if self.nearest is not None:
            self.nearest.set_analysis(document.analysis)
        if self.sweep is not None:
            self.sweep.set_state(document.state)
        if self.launch is not None:
            self.launch.set_experiment(document.experiment.name, document.path, is_saved=not document.is_modified)

    def _take_row(self, row: SweepRow) -> None:
        experiment = self._document.experiment.model_copy(update={"network": row.config})
        self._document.edit(experiment, self.tr("use a network from the sweep"))

    def _take_candidate(self, candidate: Candidate) -> None:
        update = {"name": candidate.title, "network": candidate.config}
        experiment = self._document.experiment.model_copy(update=update)
        self._document.edit(experiment, self.tr("use {}").format(in_words(candidate.title)))
