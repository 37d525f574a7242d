"""The wheel over a form scrolls it; only a control that is being edited takes it. Real turns come from an X server: Qt
gives the focus before it hands them on, which events made by a test do not show."""

import shutil
import subprocess

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollArea, QScrollBar, QWidget

from explorer.experiment.experiment import Experiment
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen

DOWN = "5"
"""The wheel's button, as X counts."""


@pytest.fixture
def window(make_window):
    window = make_window(Experiment(name="resnet18", network=PRESETS["resnet18"]))
    window.resize(1100, 700)
    window.complete()
    return window


def test_that_no_control_takes_the_focus_from_a_turn_of_the_wheel(window):
    controls = [
        control for kind in (QAbstractSpinBox, QComboBox, QAbstractSlider) for control in window.findChildren(kind)
    ]
    greedy = [
        control
        for control in controls
        if control.focusPolicy() == Qt.FocusPolicy.WheelFocus and not isinstance(control, QScrollBar)
    ]
    assert len(controls) > 40
    assert greedy == []


def test_that_a_real_wheel_scrolls_the_forms_and_that_real_digits_stay(window, qtbot):
    if QGuiApplication.platformName() != "xcb" or not shutil.which("xdotool"):
        pytest.skip("needs an X server and xdotool")

    def turn(control: QWidget, *buttons: str) -> None:
        at = control.mapToGlobal(QPoint(20, control.height() // 2))
        clicks = [word for button in buttons for word in ("click", button)]
        subprocess.run(["xdotool", "mousemove", str(at.x()), str(at.y()), *clicks], check=True)
        qtbot.wait(150)

    window.show_page(1)
    form = window.tools.train_page
    area = form.findChild(QScrollArea)
    bar = area.verticalScrollBar()
    for name in ("learning_rate", "epochs", "optimizer"):
        control, before = form.recipe.row(name).control, form.recipe.row(name).control.value()
        area.ensureWidgetVisible(control, 0, 60)
        scrolled = bar.value()
        turn(control, DOWN)
        assert control.value() == before
        assert bar.value() > scrolled
    epochs = form.recipe.row("epochs").control
    area.ensureWidgetVisible(epochs, 0, 60)
    before = epochs.value()
    turn(epochs, "1", DOWN)
    assert epochs.value() == before - 1
    subprocess.run(["xdotool", "key", "ctrl+a", "type", "500000"], check=True)
    qtbot.waitUntil(lambda: window.document.experiment.recipe.epochs == 500_000)
    assert epochs.text() == "500000"
    assert form.recipe.row("epochs").issue == "epochs must be at least 1 and at most 100,000, not 500,000"
    assert not form.foot.button.isEnabled()
