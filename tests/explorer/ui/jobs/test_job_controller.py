"""What the window asks of jobs and what it hears, with children that play a script."""

from explorer.exports.export_options import ExportOptions
from explorer.jobs.requests import DevicesRequest, ExportRequest, TrainRequest, VerifyRequest
from explorer.runs.events import (
    DevicesKnown,
    ExportDone,
    JobContinued,
    JobFailed,
    JobNote,
    JobPaused,
    ReportReady,
)
from explorer.runs.metric_history import MetricHistory
from models.presets import PRESETS

WAIT_FOR_STOP = "wait for stop"
HANG = "hang"


def test_that_a_training_passes_through_its_states_and_tells_every_event(
    qtbot, make_controller, heard, play, experiment
):
    controller = make_controller(lambda request: play.whole_run())
    said = heard(controller)
    with qtbot.waitSignal(controller.finished):
        controller.train(experiment)
        assert controller.state == "starting"
    qtbot.waitUntil(lambda: controller.state == "idle")
    assert said.named("stateChanged") == ["starting", "running", "idle"]
    events = play.whole_run()
    assert said.named("eventArrived") == [events[0], events[3], events[5], events[6]]
    assert [event for batch in said.named("stepsArrived") for event in batch] == [events[1], events[2], events[4]]
    assert said.named("finished") == [events[-1]]
    assert not said.named("messageRaised")
    assert controller.history.steps.tolist() == list(range(1, 21))
    assert controller.history.epochs.tolist() == [1, 2]


def test_that_the_request_holds_the_experiment_and_a_new_folder(qtbot, make_controller, play, experiment):
    controller = make_controller(lambda request: play.whole_run())
    for _ in range(2):
        with qtbot.waitSignal(controller.finished):
            controller.train(experiment)
    requests = [request for process in controller.processes for request in process.requests]
    assert [request.experiment for request in requests] == [experiment, experiment]
    assert requests[0].run_folder != requests[1].run_folder
    assert requests[1].run_folder == str(controller.run_folder)
    assert controller.experiment == experiment


def test_that_stop_ends_the_job_after_what_it_still_says(qtbot, make_controller, heard, play, experiment):
    script = [
        play.started(),
        play.steps(1, 4),
        WAIT_FOR_STOP,
        play.steps(5, 1),
        play.finished(0, stopped=True, best=None),
    ]
    controller = make_controller(lambda request: script)
    said = heard(controller)
    with qtbot.waitSignal(controller.stepsArrived):
        controller.train(experiment)
    with qtbot.waitSignal(controller.finished):
        controller.stop()
    assert said.named("stateChanged") == ["starting", "running", "stopping", "idle"]
    assert controller.history.steps.tolist() == [1, 2, 3, 4, 5]


def test_that_a_training_pauses_and_goes_on(qtbot, make_controller, heard, play, experiment):
    controller = make_controller(lambda request: [play.started(), WAIT_FOR_STOP, play.finished(0, stopped=True)])
    said = heard(controller)
    controller.train(experiment)
    qtbot.waitUntil(lambda: controller.state == "running")
    controller.pause()
    qtbot.waitUntil(lambda: controller.state == "paused")
    controller.continue_training()
    qtbot.waitUntil(lambda: controller.state == "running")
    with qtbot.waitSignal(controller.finished):
        controller.stop()
    assert said.named("eventArrived")[1:-1] == [JobPaused(step=1), JobContinued(step=1)]


def test_that_a_paused_training_can_be_stopped(qtbot, make_controller, play, experiment):
    controller = make_controller(lambda request: [play.started(), WAIT_FOR_STOP, play.finished(0, stopped=True)])
    controller.train(experiment)
    qtbot.waitUntil(lambda: controller.state == "running")
    controller.pause()
    qtbot.waitUntil(lambda: controller.state == "paused")
    with qtbot.waitSignal(controller.finished):
        controller.stop()
    qtbot.waitUntil(lambda: controller.state == "idle")


def test_that_an_interrupted_run_is_gone_on_with_in_its_folder(qtbot, make_controller, play, experiment, tmp_path):
    requests = []
    controller = make_controller(lambda request: requests.append(request) or play.whole_run())
    history = MetricHistory()
    history.add(play.steps(1, 3))
    with qtbot.waitSignal(controller.finished):
        controller.resume(experiment, tmp_path, history)
    assert requests == [TrainRequest(experiment=experiment, run_folder=str(tmp_path), resume=True)]
    assert controller.history is history
    assert controller.run_folder == tmp_path


def test_that_stop_is_not_lost_while_the_job_starts(qtbot, make_controller, heard, play, experiment):
    script = [0.2, play.started(), WAIT_FOR_STOP, play.finished(0, stopped=True, best=None)]
    controller = make_controller(lambda request: script)
    said = heard(controller)
    with qtbot.waitSignal(controller.finished):
        controller.train(experiment)
        controller.stop()
    assert said.named("stateChanged") == ["starting", "stopping", "idle"]


def test_that_a_failure_is_a_message_and_the_next_training_works(qtbot, make_controller, heard, play, experiment):
    scripts = iter([[JobFailed(message="Too large.", details="Traceback")], play.whole_run()])
    controller = make_controller(lambda request: next(scripts))
    said = heard(controller)
    with qtbot.waitSignal(controller.finished):
        controller.train(experiment)
    assert said.named("messageRaised") == [("error", "Too large.", "Traceback")]
    assert controller.state == "idle"
    with qtbot.waitSignal(controller.finished):
        controller.train(experiment)
    assert said.named("finished")[-1] == play.finished()


def test_that_a_folder_that_cannot_be_made_is_a_message(qtbot, make_controller, heard, experiment, tmp_path):
    controller = make_controller(lambda request: [])
    controller.runs_root = tmp_path / "file"
    controller.runs_root.write_text("")
    said = heard(controller)
    controller.train(experiment)
    assert str(controller.runs_root) in said.named("messageRaised")[0][1]
    assert controller.state == "idle"
    assert not controller.processes


def test_that_a_second_training_is_not_begun_beside_the_first(qtbot, make_controller, play, experiment):
    controller = make_controller(lambda request: [play.started(), WAIT_FOR_STOP, play.finished()])
    with qtbot.waitSignal(controller.eventArrived):
        controller.train(experiment)
    controller.train(experiment)
    assert len(controller.processes) == 1


def test_that_verification_and_export_go_on_beside_a_training(
    qtbot, make_controller, heard, play, experiment, tmp_path
):
    report = ReportReady(text="table", agrees=True)
    exported = ExportDone(files=("w.pt",), message="Written.")

    def script(request):
        match request:
            case TrainRequest():
                return [play.started(), WAIT_FOR_STOP, play.finished()]
            case VerifyRequest():
                return [report]
            case ExportRequest():
                return [exported]

    controller = make_controller(script)
    said = heard(controller)
    with qtbot.waitSignal(controller.eventArrived):
        controller.train(experiment)
    options = ExportOptions(format="pt", which="last")
    asked = ExportRequest(source=str(tmp_path), out=str(tmp_path / "w.pt"), options=options, overwrite=True)
    verify = VerifyRequest(network=experiment.network)
    assert controller.submit(verify) and controller.submit(asked)
    assert not controller.submit(verify)
    qtbot.waitUntil(lambda: len(said.named("toolEventReceived")) == 2)
    assert controller.state == "running"
    assert sorted(said.named("toolEventReceived"), key=str) == sorted([(verify, report), (asked, exported)], key=str)
    assert set(said.named("busyChanged")[1:]) == {(k, b) for k in (VerifyRequest, ExportRequest) for b in (True, False)}


def test_that_a_failed_verification_is_a_message(qtbot, make_controller, heard):
    controller = make_controller(lambda request: [JobFailed(message="No.")])
    said = heard(controller)
    with qtbot.waitSignal(controller.messageRaised):
        controller.submit(VerifyRequest(network=PRESETS["resnet18"]))
    assert said.named("messageRaised") == [("error", "No.", "")]
    assert not said.named("finished")
    assert not controller.is_busy(VerifyRequest)


def test_that_warming_tells_the_devices_and_leaves_its_process_to_the_next_job(
    qtbot, make_controller, heard, play, experiment
):
    known = DevicesKnown(devices=("cpu",), descriptions=("CPU, 1 thread",))
    controller = make_controller(lambda request: [known] if request == DevicesRequest() else play.whole_run())
    said = heard(controller)
    with qtbot.waitSignal(controller.devicesKnown):
        controller.query_devices()
        assert controller.state == "warming"
    assert controller.devices == known
    assert controller.state == "idle"
    qtbot.waitUntil(lambda: not controller.jobs)
    with qtbot.waitSignal(controller.finished):
        controller.train(experiment)
    assert len(controller.processes) == 1
    assert said.named("stateChanged") == ["warming", "idle", "starting", "running", "idle"]


def test_that_training_can_be_asked_for_while_warming(qtbot, make_controller, heard, play, experiment):
    known = DevicesKnown(devices=("cpu",), descriptions=("CPU, 1 thread",))

    def script(request):
        return [0.2, known] if request == DevicesRequest() else [play.started(), WAIT_FOR_STOP, play.finished()]

    controller = make_controller(script)
    said = heard(controller)
    controller.query_devices()
    with qtbot.waitSignals([controller.eventArrived, controller.devicesKnown]):
        controller.train(experiment)
    assert said.named("stateChanged") == ["warming", "starting", "running"]


def test_that_a_flood_of_events_arrives_whole_and_in_batches(qtbot, make_controller, heard, play, experiment):
    flood = [play.steps(i, 1) for i in range(1, 5001)]
    controller = make_controller(lambda request: [play.started(), *flood, play.finished()])
    said = heard(controller)
    with qtbot.waitSignal(controller.finished, timeout=20_000):
        controller.train(experiment)
    batches = said.named("stepsArrived")
    assert [event for batch in batches for event in batch] == flood
    assert len(batches) < 200


def test_that_notes_are_told_in_their_place(qtbot, make_controller, heard, play, experiment):
    note = JobNote(message="Reading 10 of 100 images.")
    controller = make_controller(lambda request: [note, *play.whole_run()])
    said = heard(controller)
    with qtbot.waitSignal(controller.finished):
        controller.train(experiment)
    assert said.named("eventArrived")[:2] == [note, play.started()]


def test_that_a_child_that_dies_before_it_begins_leaves_no_folder(qtbot, make_controller, experiment):
    controller = make_controller(lambda request: [JobFailed(message="The job's process was killed.")])
    with qtbot.waitSignal(controller.finished):
        controller.train(experiment)
    qtbot.waitUntil(lambda: controller.state == "idle")
    assert list(controller.runs_root.iterdir()) == []
