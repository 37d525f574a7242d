"""Trying a run's weights: opens the window about them and asks jobs what it asks for."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from explorer.jobs.requests import EvaluateRequest, PredictRequest, Request, RunReportRequest, ends_job
from explorer.runs.events import EvaluationReady, Event, JobFailed, JobNote, Loading, PredictionsReady, RunReportReady
from explorer.runs.run_folder import RunFolder
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.language import shown_language
from explorer.ui.train_page.results.results_window import ResultsWindow


class RunInference(QObject):
    """One window at a time. Questions that come while a job answers others wait for it."""

    def __init__(self, jobs: JobController, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._parent = jobs, parent
        self.window: ResultsWindow | None = None
        self._run: Path | None = None
        self._paths: list[str] = []
        jobs.toolEventReceived.connect(self._handle_event)

    def open(self, run: Path) -> ResultsWindow:
        """Opens the window about a run's weights, which are tested at once."""
        if self.window is not None:
            self.window.close()
        folder = RunFolder(run)
        files = {"best": folder.best_file, "last": folder.last_file}
        available = tuple(which for which, file in files.items() if file.is_file())
        window = ResultsWindow(run.name, available, self._parent)
        window.imagesRequested.connect(self._predict)
        window.evaluationRequested.connect(self._evaluate)
        window.reportRequested.connect(self._report)
        window.closed.connect(self._close)
        self.window, self._run = window, run
        window.show()
        self._evaluate()
        return window

    @Slot()
    def _evaluate(self) -> None:
        self.window.set_waiting(self.tr("Testing the weights…"))
        request = EvaluateRequest(source=str(self._run), which=self.window.which.value(), data=self.window.data)
        self._jobs.submit(request, replace=True)

    @Slot(list)
    def _predict(self, paths: list[str]) -> None:
        self._paths += paths
        self._ask_next()

    def report(self, run: Path, out: str) -> bool:
        """Has the report of a run written; False while another one is."""
        # The dialog that asked for the file has asked whether it may be replaced.
        request = RunReportRequest(run_folder=str(run), out=out, overwrite=True, language=shown_language())
        return self._jobs.submit(request)

    @Slot(str)
    def _report(self, out: str) -> None:
        self.window.set_reporting(self.report(self._run, out))

    def _ask_next(self) -> None:
        if not self._paths:
            return
        request = PredictRequest(source=str(self._run), which=self.window.which.value(), paths=tuple(self._paths))
        if self._jobs.submit(request):
            self._paths = []
            self.window.try_view.set_state(self.tr("Looking…"))

    @Slot(object, object)
    def _handle_event(self, request: Request, event: Event) -> None:
        match request:
            case RunReportRequest() if ends_job(event):
                self._show_report(event)
            case EvaluateRequest() if self.window is not None:
                self._show_evaluation(event)
            case PredictRequest() if self.window is not None and ends_job(event):
                self.window.try_view.set_state(event.message if isinstance(event, JobFailed) else "")
                if isinstance(event, PredictionsReady):
                    self.window.try_view.add(event.predictions)
                self._ask_next()

    def _show_evaluation(self, event: Event) -> None:
        match event:
            case Loading():
                self.window.set_progress(event)
            case JobNote():
                self.window.set_waiting(event.message)
            case EvaluationReady():
                self.window.set_result(event.result)
            case JobFailed():
                self.window.set_problem(event.message)

    def _show_report(self, event: RunReportReady | JobFailed) -> None:
        tell = self._jobs.raise_message
        if self.window is not None:
            self.window.set_reporting(False)
            tell = self.window.show_message
        if isinstance(event, JobFailed):
            tell("error", event.message)
            return
        tell("info", self.tr("The report is in {}.").format(event.files[0]))
        QDesktopServices.openUrl(QUrl.fromLocalFile(event.files[0]))

    @Slot()
    def _close(self) -> None:
        self._jobs.cancel(EvaluateRequest)
        self._jobs.cancel(PredictRequest)
        self.window.deleteLater()
        self.window, self._paths = None, []
