from dataclasses import replace

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QWidget

from explorer.atomic_file import FileWriteError
from explorer.jobs.requests import EvaluateRequest, PredictRequest, RunReportRequest
from explorer.jobs.spare import Spare
from explorer.runs.evaluation_result import ClassShare, ImagePrediction
from explorer.runs.events import EvaluationReady, JobFailed, Loading, PredictionsReady, RunReportReady
from explorer.runs.run_folder import RunFolder
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.language import LanguageSwitch, shown_language
from explorer.ui.train_page.results.results_window import CLASSES, CONFUSION, MISTAKES
from explorer.ui.train_page.results.run_inference import RunInference

pytestmark = pytest.mark.real_screen


class FakeJobs(JobController):
    """Keeps what is asked; a test answers."""

    def __init__(self, tmp_path):
        super().__init__(spare=Spare(delay=60), runs_root=tmp_path)
        self.asked: dict[type, list] = {EvaluateRequest: [], PredictRequest: [], RunReportRequest: []}
        self.busy: set[type] = set()
        self.given_up: list[type] = []

    def submit(self, request, *, replace=False):
        if type(request) in self.busy and not replace:
            return False
        self.busy.add(type(request))
        self.asked[type(request)].append(request)
        return True

    def answer(self, kind, event):
        self.busy.discard(kind)
        self.toolEventReceived.emit(self.asked[kind][-1], event)

    def cancel(self, kind):
        self.given_up.append(kind)


@pytest.fixture
def jobs(qtbot, tmp_path):
    jobs = FakeJobs(tmp_path)
    yield jobs
    jobs.close()
    qtbot.waitUntil(lambda: jobs.is_closed)
    shiboken6.delete(jobs)


@pytest.fixture
def run(tmp_path):
    folder = RunFolder.create(tmp_path / "runs", "tiny")
    folder.best_file.write_bytes(b"best")
    folder.last_file.write_bytes(b"last")
    return folder.path


@pytest.fixture
def inference(qtbot, jobs):
    parent = QWidget()
    qtbot.addWidget(parent)
    inference = RunInference(jobs, parent)
    yield inference
    if inference.window is not None:
        inference.window.close()


def test_that_opening_tests_the_weights_and_shows_what_comes_of_it(inference, jobs, run, make_result):
    window = inference.open(run)
    assert jobs.asked[EvaluateRequest] == [EvaluateRequest(source=str(run))]
    jobs.answer(EvaluateRequest, Loading(what="Reading images", done=5, total=10))
    assert window.waiting.text() == "Reading images: 5 / 10"
    result = make_result()
    jobs.answer(EvaluateRequest, EvaluationReady(result=result))
    assert window.verdict.text() == "85.71 % accuracy"
    assert "140 images, 20 mistakes" in window.note.text()
    assert window.mistakes.images.rowCount() == 20
    assert window.classes.classes.rowCount() == 10


def test_that_no_mistakes_are_said_in_words(inference, jobs, run, make_result):
    window = inference.open(run)
    result = make_result()
    jobs.answer(EvaluateRequest, EvaluationReady(result=replace(result, predictions=result.labels)))
    window.tabs.setCurrentIndex(MISTAKES)
    assert window.no_mistakes.isVisible() and not window.mistakes.isVisible()
    assert window.no_mistakes.text().startswith("No mistakes")
    window.set_result(result)
    assert window.mistakes.isVisible() and not window.no_mistakes.isVisible()


def test_that_a_failure_is_said_in_the_window(inference, jobs, run):
    window = inference.open(run)
    jobs.answer(EvaluateRequest, JobFailed(message="There is no folder."))
    window.tabs.setCurrentIndex(CLASSES)
    assert window.waiting.text() == "There is no folder."
    assert window.waiting.isVisible()
    assert not window.progress.isVisible()
    assert window.which.isEnabled()


def test_that_other_weights_and_other_images_are_tested_anew(inference, jobs, run, make_result):
    window = inference.open(run)
    jobs.answer(EvaluateRequest, EvaluationReady(result=make_result()))
    window.which.set_value("last")
    window.which.edited.emit("last")
    jobs.answer(EvaluateRequest, EvaluationReady(result=make_result()))
    window.set_data("/images")
    assert jobs.asked[EvaluateRequest][1:] == [
        EvaluateRequest(source=str(run), which="last"),
        EvaluateRequest(source=str(run), which="last", data="/images"),
    ]
    assert window.source.value() == "folder"


def test_that_dropped_images_are_recognised_one_lot_after_the_other(inference, jobs, run):
    window = inference.open(run)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/a.png"), QUrl.fromLocalFile("/b.png"), QUrl("https://example.com/c.png")])
    modifiers = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, modifiers)
    window.try_view.dropEvent(drop)
    window.imagesRequested.emit(["/c.png"])
    assert jobs.asked[PredictRequest] == [PredictRequest(source=str(run), paths=("/a.png", "/b.png"))]
    seen = (
        ImagePrediction(path="/a.png", problem="It is broken."),
        ImagePrediction(path="/b.png", problem="So is it."),
    )
    jobs.answer(PredictRequest, PredictionsReady(predictions=seen))
    assert jobs.asked[PredictRequest][1].paths == ("/c.png",)
    jobs.answer(PredictRequest, JobFailed(message="No memory."))
    assert window.try_view.state.text() == "No memory."
    assert window.try_view.predictions.rowCount() == 2


def test_that_closing_gives_up_what_nobody_waits_for(inference, jobs, run):
    window = inference.open(run)
    window.close()
    assert jobs.given_up == [EvaluateRequest, PredictRequest]
    assert inference.window is None
    jobs.answer(EvaluateRequest, JobFailed(message="Stopped before the end."))


def test_that_everything_can_be_saved(inference, jobs, run, make_result, tmp_path):
    window = inference.open(run)
    jobs.answer(EvaluateRequest, EvaluationReady(result=make_result()))
    window.menu.aboutToShow.emit()
    assert window.menu.matrix.isEnabled()
    assert not window.menu.tried.isEnabled()
    window.menu.write_matrix(tmp_path / "matrix.csv")
    assert (tmp_path / "matrix.csv").read_text().count("\n") == 11
    for write, name in ((window.menu.write_matrix, "matrix.png"), (window.menu.write_mistakes, "mistakes.png")):
        write(tmp_path / name)
        with Image.open(tmp_path / name) as image:
            assert image.width > 1000
    with pytest.raises(FileWriteError):
        window.menu.write_matrix(tmp_path / "no" / "matrix.png")
    window.menu.write_matrix(tmp_path / "matrix.svg")
    assert b"Predicted class" in (tmp_path / "matrix.svg").read_bytes()


def test_that_every_view_can_be_painted(qtbot, inference, jobs, run, make_result):
    window = inference.open(run)
    pixels = make_result().thumbnails[0]
    tried = ImagePrediction(path="/a.png", source="8 × 8 L", top=(ClassShare("a", 0.9),), thumbnail=pixels, seen=pixels)
    jobs.answer(EvaluateRequest, EvaluationReady(result=make_result()))
    window.try_view.add([tried, ImagePrediction(path="/b.png", problem="It is broken.")])
    for index in range(MISTAKES + 1):
        window.tabs.setCurrentIndex(index)
        assert not window.grab().isNull()
    assert CONFUSION < MISTAKES


def test_that_a_report_is_written_and_opened(inference, jobs, run, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    window = inference.open(run)
    window.reportRequested.emit("/reports/run.html")
    assert jobs.asked[RunReportRequest] == [
        RunReportRequest(run_folder=str(run), out="/reports/run.html", overwrite=True)
    ]
    assert not window.report.isEnabled()
    jobs.answer(RunReportRequest, RunReportReady(files=("/reports/run.html",)))
    assert window.report.isEnabled()
    assert opened == ["/reports/run.html"]
    assert window.banner.message == "The report is in /reports/run.html."


def test_that_a_report_speaks_the_language_of_the_window(qapp, settings, inference, jobs, run):
    language = LanguageSwitch(qapp, settings)
    language.set_mode("zh_CN")
    try:
        window = inference.open(run)
        window.reportRequested.emit("/reports/run.html")
    finally:
        language.set_mode("en")
    assert jobs.asked[RunReportRequest][0].language == "zh_CN"
    assert window.tabs.tabText(CONFUSION) == "混淆矩阵"
    assert shown_language() == "en"


def test_that_a_report_that_fails_says_why_also_when_the_window_is_gone(qtbot, inference, jobs, run):
    window = inference.open(run)
    window.reportRequested.emit("/reports/run.html")
    window.close()
    with qtbot.waitSignal(jobs.messageRaised) as raised:
        jobs.answer(RunReportRequest, JobFailed(message="The disk is full."))
    assert raised.args[:2] == ["error", "The disk is full."]
