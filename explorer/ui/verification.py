"""Verify: torchinfo counts the network in a job, and a dialog says whether it agrees."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from explorer.jobs.requests import Request, VerifyRequest
from explorer.runs.events import Event, ReportReady
from explorer.ui.document import Document
from explorer.ui.report_dialog import ReportDialog
from explorer.ui.training.job_controller import JobController
from explorer.ui.window_actions import WindowActions


class Verification(QObject):
    """Asks for the report of the document's network and shows it."""

    def __init__(self, document: Document, jobs: JobController, actions: WindowActions, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._jobs, self._actions = document, jobs, actions
        self._asked = document.experiment
        self.dialog = ReportDialog(window)
        actions.verify.triggered.connect(self._ask)
        document.changed.connect(self._follow)
        jobs.busyChanged.connect(self._update_action)
        jobs.spoke.connect(self._hear)
        self._update_action()

    def _ask(self) -> None:
        self._asked = self._document.experiment
        self._jobs.submit(VerifyRequest(network=self._asked.network))

    def _follow(self) -> None:
        self._update_action()
        self._mark_stale()

    def _mark_stale(self) -> None:
        self.dialog.set_stale(self._document.experiment.network != self._asked.network)

    def _update_action(self) -> None:
        is_busy = self._jobs.is_busy(VerifyRequest)
        self._actions.set_verifying(is_busy)
        self._actions.verify.setEnabled(self._document.analysis.is_legal and not is_busy)

    def _hear(self, request: Request, report: Event) -> None:
        if not isinstance(report, ReportReady):
            return
        name, text = self._asked.name, report.text
        if report.agrees:
            verdict = self.tr("{}: every shape, parameter and MAC shown in the window equals the traced network's.")
            verdict = verdict.format(name)
        else:
            verdict = self.tr("{}: the traced network differs from what the window shows in {} places.")
            verdict = verdict.format(name, len(report.differences))
            text = "\n".join((*report.differences, "", text))
        self.dialog.show_report(verdict, text, agrees=report.agrees)
        self._mark_stale()
