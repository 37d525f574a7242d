"""Named recipes, the look at the images and the search for a rate, in the page, with children that play a script."""

import pytest
import shiboken6
from PySide6.QtCore import QPointF, Qt

from explorer.experiment.recipe import DataConfig
from explorer.experiment.recipe_presets import RECIPES
from explorer.jobs.requests import FindRateRequest, PreviewRequest
from explorer.runs.events import JobFailed, Loading, Original, PreviewReady, RateFound, RatesTried
from explorer.ui.train_page.recipe.recipe_form import RecipePicker
from explorer.ui.train_page.recipe.recipe_tools import RateDialog

RATES = tuple(10.0 ** (power / 4) for power in range(-16, 5))
LOSSES = (*(2.3 - 0.05 * number for number in range(17)), 1.6, 1.9, 2.4, 3.0)
TRIED = RatesTried(rates=RATES[:10], losses=LOSSES[:10], num_steps=21)
FOUND = RateFound(rates=RATES, losses=LOSSES, suggestion=0.056)
LOADING = Loading(what="Reading images", done=5, total=10)


def preview_ready(num_images=3, num_variants=2, side=4):
    count = num_images * (1 + num_variants)
    return PreviewReady(
        originals=(Original(pixels=bytes(range(48)), height=4, width=4, full_height=40, full_width=40),) * 3,
        input_height=side,
        input_width=side,
        pixels=bytes(range(48)) * count,
        height=side,
        width=side,
        num_variants=num_variants,
        names=("cat", "dog", "cat"),
        classes=("cat", "dog"),
        train_counts=(1200, 30),
        test_counts=(100, 10),
    )


def play_tools(request):
    match request:
        case PreviewRequest():
            return [LOADING, preview_ready()]
        case FindRateRequest():
            return [LOADING, TRIED, FOUND]
    return []


def discard(view):
    """The menus of a plot have no parent: they live as long as the plot that is held here."""
    plot = getattr(view, "plot", None)
    shiboken6.delete(view)
    for part in (plot, view):
        if part is not None:
            part.__dict__.clear()


@pytest.fixture
def picker(qtbot):
    picker = RecipePicker()
    picker.show()
    yield picker
    shiboken6.delete(picker)


def test_that_the_picker_names_a_recipe_until_something_is_changed(picker, experiment):
    digits = experiment.model_copy(update={"recipe": RECIPES["digits"].recipe})
    picker.set_experiment(digits)
    assert picker.box.currentText() == "Digits"
    assert picker.note.text() == RECIPES["digits"].note
    picker.set_experiment(experiment)
    assert picker.box.currentText() == "Custom"
    assert not picker.box.model().item(0).isEnabled()


def test_that_an_obstacle_stands_in_the_way_of_both_tools(picker):
    picker.set_obstacle("The data has 10 classes, the network 5.")
    assert not picker.preview.isEnabled()
    assert picker.rates.toolTip() == "The data has 10 classes, the network 5."
    picker.set_obstacle(None)
    assert picker.rates.isEnabled()


def test_that_a_recipe_is_taken_in_one_step_of_undo(make_page):
    page = make_page(play_tools)
    before = page.document.experiment
    row = page.picker.box.findData("tutorial_cifar10")
    page.picker.box.setCurrentIndex(row)
    page.picker.box.activated.emit(row)
    assert page.document.experiment.recipe == RECIPES["tutorial_cifar10"].recipe
    assert page.document.experiment.recipe.data == DataConfig(name="cifar10")
    assert page.document.undo_stack.count() == 1
    assert page.picker.box.currentText() == "Tutorial 3: CIFAR-10"
    page.document.undo_stack.undo()
    assert page.document.experiment == before


def test_that_images_and_class_counts_are_shown(make_page, qtbot):
    page = make_page(play_tools)
    page.picker.preview.click()
    dialog = page.recipe_tools.preview
    qtbot.waitUntil(lambda: dialog.grid.num_images == 12)
    assert dialog.state.text().startswith("1,230 images for training, 110 for testing, 2 classes.")
    assert dialog.bars.num_classes == 2
    assert not dialog.grab().isNull()
    dialog.others.click()
    qtbot.waitUntil(dialog.others.isEnabled)
    numbers = [request.number for process in page.jobs.processes for request in process.requests]
    assert numbers == [0, 1]


def test_that_a_dialog_that_is_closed_stops_its_job_and_begins_anew(make_page, qtbot):
    answers = [["wait for stop", JobFailed(message="It was stopped.")], [preview_ready()]]
    page = make_page(lambda request: answers.pop(0))
    page.picker.preview.click()
    dialog = page.recipe_tools.preview
    qtbot.waitUntil(lambda: page.jobs.is_busy(PreviewRequest))
    dialog.close()
    page.picker.preview.click()
    qtbot.waitUntil(lambda: dialog.grid.num_images == 12)
    assert "stopped" not in dialog.state.text()


def test_that_a_failure_is_said_in_the_dialog_and_not_in_the_window(make_page, qtbot):
    page = make_page(lambda request: [JobFailed(message="CIFAR-10 is not on this machine.")])
    told = []
    page.jobs.messageRaised.connect(lambda *message: told.append(message))
    page.picker.preview.click()
    dialog = page.recipe_tools.preview
    qtbot.waitUntil(lambda: dialog.state.text() == "CIFAR-10 is not on this machine.")
    assert dialog.state.property("role") == "issue"
    assert told == []


def test_that_the_rate_that_is_found_is_used_in_one_step_of_undo(make_page, qtbot):
    page = make_page(play_tools)
    page.picker.rates.click()
    dialog = page.recipe_tools.rates
    qtbot.waitUntil(dialog.use.isEnabled)
    assert dialog.state.text().startswith("The loss falls fastest at 0.056.")
    assert dialog.rate.value() == 0.056
    dialog.use.click()
    assert not dialog.isVisible()
    assert page.document.experiment.recipe.learning_rate == 0.056
    assert page.document.undo_stack.count() == 1


@pytest.fixture
def rates(qtbot, experiment):
    dialog = RateDialog()
    dialog.start_search(experiment.recipe)
    qtbot.waitExposed(dialog)
    yield dialog
    dialog.close()
    discard(dialog)


def test_that_a_search_shows_how_far_it_is_and_can_be_stopped(rates, qtbot):
    rates.show_event(LOADING)
    assert rates.state.text() == "Reading images: 5 of 10"
    rates.show_event(TRIED)
    assert (rates.bar.value(), rates.bar.maximum()) == (10, 21)
    assert rates.state.text().startswith("Step 10 of 21: rate ")
    assert not rates.use.isEnabled()
    with qtbot.waitSignal(rates.cancelled):
        rates.again.click()
    rates.show_event(RateFound(rates=RATES[:10], losses=LOSSES[:10], suggestion=None))
    assert "did not fall" in rates.state.text()
    with qtbot.waitSignal(rates.searchRequested):
        rates.again.click()


def test_that_a_click_into_the_curve_chooses_a_rate(rates, qtbot):
    rates.show_event(FOUND)
    qtbot.mouseClick(rates.plot.viewport(), Qt.MouseButton.LeftButton, pos=rates.plot.pixel_of(-1.0, 2.0))
    assert rates.rate.value() == pytest.approx(0.1)
    rates.plot.pointed.emit(QPointF(-1.0, 2.0))
    assert "rate 0.1" in rates.plot.read_out.text()
