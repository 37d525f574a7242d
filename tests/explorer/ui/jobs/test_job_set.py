"""How jobs begin and end, with children that play a script."""

import threading

from explorer.jobs.requests import VerifyRequest

WAIT_FOR_STOP = "wait for stop"
HANG = "hang"


def test_that_everything_is_heard_in_the_main_thread(qtbot, make_controller, play, experiment):
    controller = make_controller(lambda request: play.whole_run())
    threads = set()
    controller.stepsArrived.connect(lambda events: threads.add(threading.current_thread()))
    with qtbot.waitSignal(controller.finished):
        controller.train(experiment)
    assert threads == {threading.main_thread()}


def test_that_a_job_that_does_not_stop_is_ended(qtbot, make_controller, heard, play, experiment):
    controller = make_controller(lambda request: [play.started(), HANG], stop_grace=0.2)
    said = heard(controller)
    with qtbot.waitSignal(controller.eventArrived):
        controller.train(experiment)
    with qtbot.waitSignal(controller.finished):
        controller.stop()
    assert controller.processes[0].was_terminated
    assert "did not stop in time" in said.named("messageRaised")[0][1]
    assert controller.state == "idle"


def test_that_a_process_that_cannot_be_started_is_a_message(qtbot, make_controller, heard, experiment):
    controller = make_controller(OSError("too many open files"))
    said = heard(controller)
    with qtbot.waitSignal(controller.finished):
        controller.train(experiment)
    assert "too many open files" in said.named("messageRaised")[0][1]
    assert controller.state == "idle"


def test_that_closing_stops_the_training_and_returns_at_once(qtbot, make_controller, heard, play, experiment):
    script = [play.started(), WAIT_FOR_STOP, 0.2, play.finished(stopped=True)]
    controller = make_controller(lambda request: script)
    said = heard(controller)
    with qtbot.waitSignal(controller.eventArrived):
        controller.train(experiment)
    with qtbot.waitSignal(controller.closed):
        controller.close()
        assert not controller.is_closed
        assert controller.state == "stopping"
        controller.close()
    assert not any(process.is_alive for process in controller.processes)
    assert not controller.jobs
    qtbot.wait(50)
    assert len(said.named("closed")) == 1


def test_that_a_closed_controller_begins_nothing(qtbot, make_controller, experiment):
    controller = make_controller(lambda request: [])
    with qtbot.waitSignal(controller.closed):
        controller.close()
    controller.train(experiment)
    controller.submit(VerifyRequest(network=experiment.network))
    controller.query_devices()
    assert not controller.processes
    assert controller.state == "idle"


def test_that_an_application_that_quits_waits_for_its_jobs(qtbot, make_controller, play, experiment):
    controller = make_controller(lambda request: [play.started(), WAIT_FOR_STOP, play.finished(stopped=True)])
    with qtbot.waitSignal(controller.eventArrived):
        controller.train(experiment)
    controller.close_and_wait()
    assert not any(process.is_alive for process in controller.processes)
