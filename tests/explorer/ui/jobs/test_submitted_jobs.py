"""Jobs beside the training, with children that play a script."""

import pytest

from explorer.experiment.recipe import DataConfig
from explorer.exports.export_options import ExportOptions
from explorer.jobs.requests import DataRequest, EvaluateRequest, ExportRequest, PredictRequest, ends_job
from explorer.runs.events import DataFound, JobFailed, JobNote, PredictionsReady

HANG = "hang"
PREDICT = PredictRequest(source="/run", paths=("/a.png",))
NOTE, REFUSED = JobNote(message="Writing."), JobFailed(message="No.")


def look(path):
    return DataRequest(data=DataConfig(name="folder", path=path), seed=0)


def found(path):
    return DataFound(path=path, classes=("cat", "dog"), train_images=8, test_images=2)


def wait_for_end(qtbot, controller):
    return qtbot.waitSignal(controller.toolEventReceived, check_params_cb=lambda _, event: ends_job(event))


@pytest.fixture
def export(tmp_path):
    return ExportRequest(source=str(tmp_path), out=str(tmp_path / "w.pt"), options=ExportOptions(format="pt"))


def test_that_a_job_says_what_it_does_and_how_it_ended(qtbot, make_controller, heard):
    ready = PredictionsReady(predictions=())
    controller = make_controller(lambda request: [NOTE, ready])
    said = heard(controller)
    assert controller.submit(PREDICT)
    assert not controller.submit(PREDICT)
    qtbot.waitUntil(lambda: not controller.is_busy(PredictRequest))
    assert said.named("toolEventReceived") == [(PREDICT, NOTE), (PREDICT, ready)]


@pytest.mark.parametrize("request_", [look("x"), EvaluateRequest(source="/none")])
def test_that_what_cannot_be_done_is_no_message_of_the_window(qtbot, make_controller, heard, request_):
    controller = make_controller(lambda request: [REFUSED])
    said = heard(controller)
    with wait_for_end(qtbot, controller):
        controller.submit(request_)
    assert said.named("toolEventReceived") == [(request_, REFUSED)]
    assert not said.named("messageRaised")


def test_that_a_job_that_nobody_waits_for_is_ended(qtbot, make_controller):
    controller = make_controller(lambda request: ["wait for stop", JobFailed(message="Stopped before the end.")])
    controller.submit(PREDICT)
    with wait_for_end(qtbot, controller):
        controller.cancel(PredictRequest)
    controller.cancel(PredictRequest)


def test_that_a_look_at_data_leaves_its_process_to_the_next(qtbot, make_controller):
    controller = make_controller(lambda request: [found("pictures")])
    for _ in range(2):
        with wait_for_end(qtbot, controller):
            controller.submit(look("pictures"))
        qtbot.waitUntil(lambda: not controller.jobs)
    assert len(controller.processes) == 1


def test_that_only_the_last_of_several_questions_is_answered(qtbot, make_controller, heard):
    controller = make_controller(lambda request: [0.1, found(request.data.path)])
    said = heard(controller)
    with wait_for_end(qtbot, controller):
        for name in "abc":
            assert controller.submit(look(name), replace=True)
    assert said.named("toolEventReceived") == [(look("c"), found("c"))]


def test_that_a_question_that_hangs_is_given_up_for_the_next(qtbot, make_controller, heard):
    controller = make_controller(lambda request: [HANG] if request.data.path == "a" else [found("b")], cancel_grace=0.1)
    said = heard(controller)
    with wait_for_end(qtbot, controller):
        for name in "ab":
            controller.submit(look(name), replace=True)
    assert said.named("toolEventReceived") == [(look("b"), found("b"))]


def test_that_what_is_given_up_is_not_followed_by_what_waited_for_its_end(qtbot, make_controller, heard):
    controller = make_controller(lambda request: ["wait for stop", REFUSED])
    said = heard(controller)
    with wait_for_end(qtbot, controller):
        controller.submit(look("a"))
        controller.submit(look("b"), replace=True)
        controller.cancel(DataRequest)
    assert said.named("toolEventReceived") == [(look("a"), REFUSED)]


def test_that_an_export_says_what_it_does_and_why_it_failed(qtbot, make_controller, heard, export):
    controller = make_controller(lambda request: [NOTE, REFUSED])
    said = heard(controller)
    with wait_for_end(qtbot, controller):
        controller.submit(export)
    assert said.named("toolEventReceived") == [(export, NOTE), (export, REFUSED)]


def test_that_an_export_that_does_not_stop_is_ended_and_leaves_nothing(qtbot, make_controller, export, tmp_path):
    controller = make_controller(lambda request: [NOTE, HANG], cancel_grace=0.05)
    with qtbot.waitSignal(controller.toolEventReceived):
        controller.submit(export)
    (tmp_path / ".w.pt.0123abcd.tmp").mkdir()
    with wait_for_end(qtbot, controller) as done:
        controller.cancel(ExportRequest)
    assert done.args[1].files == ()
    assert "was stopped" in done.args[1].message
    assert not (tmp_path / ".w.pt.0123abcd.tmp").exists()
