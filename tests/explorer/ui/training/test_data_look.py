"""Looks at data, with children that play a script."""

from explorer.experiment.recipe import DataConfig
from explorer.runs.events import DataFound, JobFailed
from explorer.ui.training import data_look

HANG = "hang"


def test_that_a_look_at_data_is_answered_and_leaves_its_process(qtbot, make_controller, heard):
    found = DataFound(path="pictures", classes=("cat", "dog"), train_images=8, test_images=2)
    controller = make_controller(lambda request: [found])
    said = heard(controller)
    for _ in range(2):
        with qtbot.waitSignal(controller.dataFound):
            controller.look_at(DataConfig(name="folder", path="pictures"), seed=0)
        qtbot.waitUntil(lambda: not controller._jobs.jobs)
    assert said.named("dataFound") == [found, found]
    assert len(controller.processes) == 1


def test_that_data_that_cannot_be_used_is_no_message_of_the_window(qtbot, make_controller, heard):
    controller = make_controller(lambda request: [JobFailed(message="There is no folder x.")])
    said = heard(controller)
    with qtbot.waitSignal(controller.dataRefused):
        controller.look_at(DataConfig(name="folder", path="x"), seed=0)
    assert said.named("dataRefused") == ["There is no folder x."]
    assert not said.named("messageRaised")


def test_that_only_the_last_of_several_looks_is_answered(qtbot, make_controller, heard):
    def script(request):
        name = request.data.path
        return [0.1, DataFound(path=name, classes=("a",), train_images=1, test_images=1)]

    controller = make_controller(script)
    said = heard(controller)
    with qtbot.waitSignal(controller.dataFound):
        for name in "abc":
            controller.look_at(DataConfig(name="folder", path=name), seed=0)
    assert [found.path for found in said.named("dataFound")] == ["c"]


def test_that_a_look_that_hangs_is_given_up_for_the_next(qtbot, make_controller, heard, monkeypatch):
    monkeypatch.setattr(data_look, "GRACE", 0.1)
    found = DataFound(path="b", classes=("a",), train_images=1, test_images=1)
    controller = make_controller(lambda request: [HANG] if request.data.path == "a" else [found])
    said = heard(controller)
    with qtbot.waitSignal(controller.dataFound):
        controller.look_at(DataConfig(name="folder", path="a"), seed=0)
        controller.look_at(DataConfig(name="folder", path="b"), seed=0)
    assert said.named("dataFound") == [found]
    assert not said.named("dataRefused")
