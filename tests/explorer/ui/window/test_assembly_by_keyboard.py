"""A network is made from nothing in the real window, without the mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.experiment.experiment import Experiment
from models.config import DenseStage, ResidualStage
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(make_window):
    return make_window(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))


def press(qtbot, key, modifier=Modifier.NoModifier):
    """To whatever has the keyboard, as keys go."""
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def command(qtbot, window, words):
    """Ctrl+K, some letters, Return."""
    press(qtbot, Key.Key_K, Modifier.ControlModifier)
    popup = window.tools.help.search.popup
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClicks(popup.line, words)
    qtbot.keyClick(popup.line, Key.Key_Return)
    qtbot.waitUntil(lambda: not popup.isVisible())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def set_field(qtbot, window, words, number):
    """Goes to a field by its name and types a number."""
    command(qtbot, window, words)
    qtbot.waitUntil(lambda: window.build_page.editor.isAncestorOf(QApplication.focusWidget()))
    control = QApplication.focusWidget()
    press(qtbot, Key.Key_A, Modifier.ControlModifier)
    QTest.keyClicks(control, str(number))
    press(qtbot, Key.Key_Return)


def test_that_a_network_is_assembled_from_nothing_by_keys_alone(qtbot, window):
    window.build_page.parts.view.setFocus()
    for _ in range(3):
        command(qtbot, window, "remove stage")
    assert window.document.experiment.network.stages == ()
    assert not window.document.analysis.is_legal

    press(qtbot, Key.Key_R, Modifier.ControlModifier | Modifier.ShiftModifier)
    press(qtbot, Key.Key_D, Modifier.ControlModifier | Modifier.ShiftModifier)
    set_field(qtbot, window, "stage 1 blocks", 3)
    set_field(qtbot, window, "stage 1 width", 24)
    set_field(qtbot, window, "stage 2 growth", 8)

    residual, dense = window.document.experiment.network.stages
    assert isinstance(residual, ResidualStage) and (residual.blocks, residual.width) == (3, 24)
    assert isinstance(dense, DenseStage) and dense.growth_rate == 8
    assert window.document.analysis.is_legal
    assert window.commands.start.isEnabled()
