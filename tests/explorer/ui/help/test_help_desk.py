import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from explorer.experiment.examples import EXAMPLES
from explorer.experiment.experiment import Experiment
from explorer.ui.command_search.command import menu_commands
from models.presets import PRESETS


@pytest.fixture
def window(show_again):
    return show_again(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))


WITHOUT_KEYS = {
    "As the system",
    "Light",
    "Dark",
    "English",
    "简体中文",
    "About ResDense",
    "Unpin the baseline",
    "Clear this list",
}
"""Seldom used, or without meaning where there is nothing to act on."""


def test_that_every_action_of_the_menus_has_its_own_keys(window):
    commands = list(menu_commands(window.menuBar()))
    keys = [command.hint for command in commands if command.hint]

    assert {command.text.rpartition(": ")[2] for command in commands if not command.hint} <= WITHOUT_KEYS
    assert len(set(keys)) == len(keys)


def test_that_a_field_is_found_by_typing_its_name(qtbot, window):
    window.help.searchRequested.emit()
    popup = window.help.search.popup

    qtbot.keyClicks(popup.line, "stage 2 width")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)

    assert window.build.selected == "stages.1"
    qtbot.waitUntil(lambda: window.focusWidget() is not None and not popup.isVisible())


def test_that_the_sheet_holds_every_shortcut(window):
    window.help.show_keys()

    page = window.help.dialog.page.toPlainText()
    for command in menu_commands(window.menuBar()):
        assert command.hint in page
    window.help.dialog.close()


def test_that_about_tells_the_versions_without_loading_torch(window):
    window.commands.about.trigger()

    page = window.help.dialog.page.toPlainText()
    assert "torchvision" in page and "Qt" in page
    window.commands.themes["dark"].trigger()
    window.help.dialog.close()
    assert window.help.dialog is None


def test_that_an_example_is_opened(window):
    menu = next(menu for menu in window.findChildren(QMenu) if menu.title() == "E&xamples")

    menu.actions()[1].trigger()

    assert window.document.experiment == EXAMPLES[1].experiment
    assert menu.actions()[1].shortcut() == QKeySequence("Ctrl+Shift+2")
