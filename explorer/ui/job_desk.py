"""The part of the window that has to do with jobs, the views of costs, and the ways to find a network.

They take longer to load than the rest of the window together. Nothing imports this module by name: the main window
loads it once its first picture is on the screen.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from explorer.ui.cost_views import CostViews
from explorer.ui.document import Document
from explorer.ui.exploration import Exploration
from explorer.ui.launcher import Launcher
from explorer.ui.training.job_controller import JobController
from explorer.ui.training.job_strip import JobLine
from explorer.ui.training.train_page import TrainPage
from explorer.ui.verification import Verification
from explorer.ui.window_actions import WindowActions

__all__ = ["CostViews", "JobController", "JobDesk", "JobLine"]


class JobDesk(QObject):
    """Trains and verifies the document's experiment, finds others, and ends all jobs when the window is left."""

    trainingRequested = Signal()
    """A training was asked for from anywhere: its page should be in sight."""

    def __init__(self, document: Document, jobs: JobController, commands: WindowActions, window: QWidget) -> None:
        super().__init__(window)
        self._document, self.jobs, self._commands, self._window = document, jobs, commands, window
        self.train_page = TrainPage(document, jobs)
        self.verification = Verification(document, jobs, commands, window)
        self.exploration = Exploration(document, commands, window)
        self.launcher = Launcher(document, commands, window)
        commands.start.triggered.connect(self._start)
        commands.stop.triggered.connect(jobs.stop)
        commands.pause.triggered.connect(self._pause)
        document.changed.connect(self._update_commands)
        jobs.stateChanged.connect(self._update_commands)
        self._update_commands()

    def settle_training(self, then: Callable[[bool], None]) -> None:
        """Asks what becomes of a training when the window is left, and calls `then` unless a person cancels.

        It is told whether the training goes on by itself; without one at once that it does not.
        """
        if not self.jobs.is_training or self.jobs.state == "stopping":
            then(False)
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("A training goes on"))
        box.setText(self.tr('"{}" is still training.').format(self.jobs.experiment.name))
        box.setInformativeText(
            self.tr(
                "Stopped, it keeps its weights and can be resumed. Without the window it trains to its end; the next "
                "window lists it as running, follows it and can stop it."
            )
        )
        stop = box.addButton(self.tr("Stop and keep"), QMessageBox.ButtonRole.AcceptRole)
        go_on = box.addButton(self.tr("Go on without the window"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(stop)
        box.buttonClicked.connect(lambda button: then(button is go_on) if button in (stop, go_on) else None)
        box.open()

    def _start(self) -> None:
        self.trainingRequested.emit()
        self.train_page.start()

    def _pause(self) -> None:
        if self.jobs.state == "paused":
            self.jobs.go_on()
        else:
            self.jobs.pause()

    def _update_commands(self) -> None:
        self._commands.set_paused(self.jobs.state == "paused")
        self._commands.pause.setEnabled(self.jobs.state in ("running", "paused"))
        is_training = self.jobs.is_training
        self._commands.start.setEnabled(self._document.analysis.is_legal and not is_training)
        self._commands.stop.setEnabled(is_training)
