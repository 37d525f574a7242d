import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from explorer.ui.command_search.command import Command
from explorer.ui.command_search.command_popup import CommandPopup

Key = Qt.Key


@pytest.fixture
def done():
    return []


@pytest.fixture
def popup(qtbot, done):
    owner = QWidget()
    qtbot.addWidget(owner)
    popup = CommandPopup(owner)
    QAbstractItemModelTester(popup.model, popup)
    names = ("New", "Open", "Open recent", "Quit")
    commands = [Command(name, "File", "", lambda name=name: done.append(name), name != "Quit") for name in names]
    with qtbot.waitExposed(popup):
        popup.open_over(owner, commands)
    yield popup
    popup.close()


def test_that_return_does_the_best_answer(qtbot, popup, done):
    qtbot.keyClicks(popup.line, "open")
    qtbot.keyClick(popup.line, Key.Key_Return)

    assert done == ["Open"]
    assert not popup.isVisible()


def test_that_the_arrows_choose_another(qtbot, popup, done):
    qtbot.keyClicks(popup.line, "open")
    qtbot.keyClick(popup.line, Key.Key_Down)
    qtbot.keyClick(popup.line, Key.Key_Return)

    assert done == ["Open recent"]


def test_that_what_cannot_be_done_now_is_not_done(qtbot, popup, done):
    qtbot.keyClicks(popup.line, "quit")
    qtbot.keyClick(popup.line, Key.Key_Return)

    assert done == [] and popup.isVisible()


def test_that_no_answer_is_said(qtbot, popup):
    qtbot.keyClicks(popup.line, "xyzzy")

    assert popup.model.rowCount() == 0
    assert popup._nothing.isVisible() and not popup.view.isVisible()
