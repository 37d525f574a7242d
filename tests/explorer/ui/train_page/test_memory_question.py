"""What has no room on its device asks before it trains, and a smaller batch is one click away."""

import pytest
from PySide6.QtWidgets import QMessageBox

from explorer.jobs.requests import TrainRequest
from explorer.runs.events import DevicesKnown
from models.memory import training_memory


@pytest.fixture
def page(make_page, play):
    return make_page(lambda request: [play.started(), play.finished()])


def give_memory(page, available):
    page.jobs.devices = DevicesKnown(devices=("cpu",), descriptions=("CPU, 2 threads",), memories=(available,))


def trained(page):
    return [request for process in page.jobs.processes for request in process.requests if type(request) is TrainRequest]


def press(page, qtbot, text):
    button = next(button for button in page.memory.box.buttons() if button.text().startswith(text))
    button.click()
    qtbot.wait(10)


def test_that_a_batch_that_cannot_fit_is_offered_smaller(page, qtbot):
    memory = training_memory(page.document.analysis.summary)
    give_memory(page, memory.total(20))
    page.foot.button.click()
    assert trained(page) == []
    assert page.memory.box.informativeText() == "The largest batch that should fit is 20."
    with qtbot.waitSignal(page.jobs.finished):
        press(page, qtbot, "Train with batch 20")
    [request] = trained(page)
    assert (request.experiment.recipe.batch_size, request.beyond_memory) == (20, False)
    assert page.document.experiment == request.experiment
    page.document.undo_stack.undo()
    assert page.document.experiment.recipe.batch_size != 20


def test_that_the_batch_can_be_kept_in_parts(page, qtbot):
    give_memory(page, training_memory(page.document.analysis.summary).total(20))
    batch = page.document.experiment.recipe.batch_size
    page.start()
    with qtbot.waitSignal(page.jobs.finished):
        press(page, qtbot, "Keep the batch size, accumulate")
    recipe = trained(page)[0].experiment.recipe
    assert recipe.batch_size == batch and recipe.part_size <= 20


@pytest.mark.parametrize(("answer", "num_trained"), [("Train anyway", 1), ("Cancel", 0)])
def test_that_what_is_hopeless_trains_only_where_a_person_insists(page, qtbot, answer, num_trained):
    give_memory(page, 1000)
    page.start()
    assert "alone need more" in page.memory.box.informativeText()
    press(page, qtbot, answer)
    qtbot.waitUntil(lambda: not page.jobs.is_training)
    assert [request.beyond_memory for request in trained(page)] == [True] * num_trained
    assert page.document.undo_stack.count() == 0


@pytest.mark.parametrize("available", [None, 10**12])
def test_that_nothing_is_asked_where_it_fits_or_nothing_is_known(page, qtbot, available):
    give_memory(page, available)
    with qtbot.waitSignal(page.jobs.finished):
        page.start()
    assert page.memory.box is None
    assert not page.findChildren(QMessageBox)
