from explorer.jobs.trial_requests import EvaluateRequest, PredictRequest
from explorer.runs.events import JobFailed, JobNote
from explorer.runs.trial_events import PredictionsReady

READY = PredictionsReady(predictions=())
PREDICT = PredictRequest(source="/run", paths=("/a.png",))


def test_that_a_trial_says_what_it_does_and_how_it_ended(qtbot, make_controller):
    jobs = make_controller(lambda request: [JobNote(message="Looking."), READY])
    noted, ended = [], []
    jobs.trialNoted.connect(lambda kind, event: noted.append((kind, event.message)))
    jobs.trialEnded.connect(lambda kind, event: ended.append((kind, event)))
    assert jobs.begin_trial("predict", PREDICT)
    assert not jobs.begin_trial("predict", PREDICT)
    qtbot.waitUntil(lambda: bool(ended))
    assert noted == [("predict", "Looking.")]
    assert ended == [("predict", READY)]
    assert not jobs.is_busy("predict")


def test_that_a_trial_that_fails_is_no_message_of_the_window(qtbot, make_controller):
    jobs = make_controller(lambda request: [JobFailed(message="There is no run.")])
    raised = []
    jobs.messageRaised.connect(lambda *message: raised.append(message))
    with qtbot.waitSignal(jobs.trialEnded) as ended:
        jobs.begin_trial("evaluate", EvaluateRequest(source="/none"))
    assert ended.args == ["evaluate", JobFailed(message="There is no run.")]
    assert raised == []


def test_that_a_trial_that_nobody_waits_for_is_ended(qtbot, make_controller):
    jobs = make_controller(lambda request: ["wait for stop", JobFailed(message="Stopped before the end.")])
    jobs.begin_trial("predict", PREDICT)
    with qtbot.waitSignal(jobs.trialEnded):
        jobs.give_up("predict")
    jobs.give_up("predict")


def test_that_only_a_run_with_weights_can_be_tried(qtbot, make_page, record_run):
    folder = record_run("weightless")
    folder.best_file.unlink()
    folder.last_file.unlink()
    record_run("weighty")
    page = make_page(lambda request: [JobFailed(message="There is nothing to test.")])
    runs = page.runs
    runs.refresh()
    qtbot.waitUntil(lambda: runs.runs.rowCount() == 2)
    can_try = {}
    for row in range(2):
        runs.run_card.view.selectRow(row)
        record = runs.runs.record_at(row)
        qtbot.waitUntil(lambda record=record: page.run_actions._records[0] == record)
        can_try[record.experiment] = page.run_actions.try_run.isEnabled()
    assert can_try == {"weightless": False, "weighty": True}


def test_that_trying_a_run_opens_a_window_that_says_what_is_wrong(qtbot, make_page, record_run):
    record_run("weighty")
    page = make_page(lambda request: [JobFailed(message="There is nothing to test.")])
    page.runs.refresh()
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 1)
    page.runs.run_card.view.selectRow(0)
    qtbot.waitUntil(page.run_actions.try_run.isEnabled)
    page.run_actions.try_run.trigger()
    window = page.run_actions.trial.window
    qtbot.waitUntil(lambda: window.waiting.text() == "There is nothing to test.")
    window.close()
