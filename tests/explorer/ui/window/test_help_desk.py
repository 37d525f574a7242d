import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton

from explorer.experiment.examples import EXAMPLES
from explorer.experiment.experiment import Experiment
from explorer.ui.window.command_search import menu_commands
from models.presets import PRESETS


@pytest.fixture
def window(show_again):
    return show_again(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))


def test_that_a_field_is_found_by_typing_its_name(qtbot, window):
    window.commands.search.trigger()
    popup = window.tools.help.search.popup

    qtbot.keyClicks(popup.line, "stage 2 width")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)

    assert window.build.selected == "stages.1"
    qtbot.waitUntil(lambda: window.focusWidget() is not None and not popup.isVisible())


def test_that_the_sheet_holds_every_shortcut(window):
    window.tools.help.show_keys()

    page = window.tools.help.dialog.page.toPlainText()
    for command in menu_commands(window.menuBar()):
        assert command.hint in page
    window.tools.help.dialog.close()


def test_that_about_tells_the_versions_and_the_log_without_loading_torch(window, log):
    window.commands.about.trigger()

    page = window.tools.help.dialog.page.toPlainText()
    assert "torchvision" in page and "Qt" in page
    assert str(log) in page
    assert f'href="{log.parent.as_uri()}"' in window.tools.help.dialog.page.toHtml()
    window.commands.dark.trigger()
    window.tools.help.dialog.close()
    assert window.tools.help.dialog is None


def test_that_an_example_is_opened(window):
    menu = next(menu for menu in window.findChildren(QMenu) if menu.title() == "E&xamples")

    menu.actions()[1].trigger()

    assert window.document.experiment == EXAMPLES[1].experiment
    assert menu.actions()[1].shortcut() == QKeySequence("Ctrl+Shift+2")


def test_that_the_first_start_tells_what_to_do_and_later_ones_do_not(make_window, settings):
    window = make_window(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))

    window.tools.help.offer_first_steps(settings)
    assert "Ctrl+P" in window.banner.message
    next(button for button in window.banner.findChildren(QPushButton) if button.text() == "Guide").click()
    assert window.tools.help.dialog.isVisible()
    window.tools.help.dialog.close()

    window.tools.help.offer_first_steps(settings)
    assert window.banner.message == ""


def test_that_a_message_that_matters_more_stays(make_window, settings):
    window = make_window(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))
    window.banner.show_message("warning", "unsaved work")

    window.tools.help.offer_first_steps(settings)

    assert window.banner.message == "unsaved work"


@pytest.mark.parametrize("reason", ["edit", "training"])
def test_that_it_goes_when_it_is_not_true_any_more(make_window, settings, reason):
    window = make_window(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))
    window.tools.help.offer_first_steps(settings)
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
