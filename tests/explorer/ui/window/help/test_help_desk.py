import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from explorer.experiment.examples import EXAMPLES
from explorer.experiment.experiment import Experiment
from explorer.ui.window.search.command_search import menu_commands
from models.presets import PRESETS


@pytest.fixture
def window(show_again):
    return show_again(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))


def test_that_a_field_is_found_by_typing_its_name(qtbot, window):
    window.commands.search.trigger()
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
    window.commands.dark.trigger()
    window.help.dialog.close()
    assert window.help.dialog is None


def test_that_an_example_is_opened(window):
    menu = next(menu for menu in window.findChildren(QMenu) if menu.title() == "E&xamples")

    menu.actions()[1].trigger()

    assert window.document.experiment == EXAMPLES[1].experiment
    assert menu.actions()[1].shortcut() == QKeySequence("Ctrl+Shift+2")
