"""Opens the window of a run's results and starts the jobs that it asks for."""

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
    """Shows one window at a time. Images wait while a job recognises others."""

    def __init__(self, jobs: JobController, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._parent = jobs, parent
        self.window: ResultsWindow | None = None
        self._run: Path
        """The run of the window."""
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
        window.evaluationRequested.connect(lambda: self._evaluate(window))
        window.reportRequested.connect(lambda out: window.set_reporting(self.report(run, out)))
        window.closed.connect(lambda: self._close(window))
        self.window, self._run = window, run
        window.show()
        self._evaluate(window)
        return window

    def _evaluate(self, window: ResultsWindow) -> None:
        window.set_waiting(self.tr("Testing the weights…"))
        request = EvaluateRequest(source=str(self._run), which=window.weights, data=window.data)
        self._jobs.submit(request, replace=True)

    @Slot(list)
    def _predict(self, paths: list[str]) -> None:
        self._paths += paths
        self._request_predictions()

    def report(self, run: Path, out: str) -> bool:
        """Has the report of a run written; False while another one is."""
        # The dialog that asked for the file has asked whether it may be replaced.
        language = "zh_CN" if shown_language() == "zh_CN" else "en"
        request = RunReportRequest(run_folder=str(run), out=out, overwrite=True, language=language)
        return self._jobs.submit(request)

    def _request_predictions(self) -> None:
        """Has the images recognised that wait for it, once no job recognises others."""
        window = self.window
        if window is None or not self._paths:
            return
        request = PredictRequest(source=str(self._run), which=window.weights, paths=tuple(self._paths))
        if self._jobs.submit(request):
            self._paths = []
            window.try_view.set_state(self.tr("Classifying…"))

    @Slot(object, object)
    def _handle_event(self, request: Request, event: Event) -> None:
        window = self.window
        match request, event:
            case RunReportRequest(), RunReportReady() | JobFailed():
                self._show_report(event)
            case EvaluateRequest(), _ if window is not None:
                self._show_evaluation(window, event)
            case PredictRequest(), _ if window is not None and ends_job(event):
                window.try_view.set_state(event.message if isinstance(event, JobFailed) else "")
                if isinstance(event, PredictionsReady):
                    window.try_view.add(event.predictions)
                self._request_predictions()

    def _show_evaluation(self, window: ResultsWindow, event: Event) -> None:
        match event:
            case Loading():
                window.set_progress(event)
            case JobNote():
                window.set_waiting(event.message)
            case EvaluationReady():
                window.set_result(event.result)
            case JobFailed():
                window.set_problem(event.message)

    def _show_report(self, event: RunReportReady | JobFailed) -> None:
        show_message = self._jobs.raise_message
        if self.window is not None:
            self.window.set_reporting(False)
            show_message = self.window.show_message
        if isinstance(event, JobFailed):
            show_message("error", event.message)
            return
        show_message("info", self.tr("The report is in {}.").format(event.files[0]))
        QDesktopServices.openUrl(QUrl.fromLocalFile(event.files[0]))

    def _close(self, window: ResultsWindow) -> None:
        self._jobs.cancel(EvaluateRequest)
        self._jobs.cancel(PredictRequest)
        window.deleteLater()
        self.window, self._paths = None, []
