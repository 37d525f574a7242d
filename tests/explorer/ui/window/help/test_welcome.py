import pytest
from PySide6.QtWidgets import QPushButton

from explorer.experiment.experiment import Experiment
from explorer.ui.window.help.welcome import offer_first_steps
from models.presets import PRESETS


def test_that_the_first_start_tells_what_to_do_and_later_ones_do_not(make_window, settings):
    window = make_window(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))

    offer_first_steps(window, settings)
    assert "Ctrl+P" in window.banner.message
    next(button for button in window.banner.findChildren(QPushButton) if button.text() == "Guide").click()
    assert window.help.dialog.isVisible()
    window.help.dialog.close()

    offer_first_steps(window, settings)
    assert window.banner.message == ""


def test_that_a_message_that_matters_more_stays(make_window, settings):
    window = make_window(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))
    window.banner.show_message("warning", "unsaved work")

    offer_first_steps(window, settings)

    assert window.banner.message == "unsaved work"


@pytest.mark.parametrize("reason", ["edit", "training"])
def test_that_it_goes_when_it_is_not_true_any_more(make_window, settings, reason):
    window = make_window(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))
    offer_first_steps(window, settings)
    window.jobs.stateChanged.emit("warming")
    assert window.banner.message

    if reason == "edit":
        window.document.edit_field("network.stages.0.width", 24)
    else:
        window.jobs.stateChanged.emit("starting")
    assert window.banner.message == ""

    window.show_message("error", "The disk is full.")
    window.document.edit_field("network.stages.0.width", 32)
    window.jobs.stateChanged.emit("starting")
    assert window.banner.message == "The disk is full."
