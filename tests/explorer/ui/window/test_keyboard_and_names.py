import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QAbstractSpinBox, QApplication, QScrollArea, QWidget

from explorer.experiment.source import load_source

MANY = 250
"""More presses of Tab than a page has controls."""
CONTROLS = (QAbstractButton, QAbstractSpinBox)


@pytest.fixture
def window(show_again):
    return show_again(load_source("digits_mixed"))


def controls(page):
    """What a person can reach with Tab. The parts of a control, such as the line of a spin box, stand for it."""
    for widget in page.findChildren(QWidget):
        inner = isinstance(widget.parent(), QAbstractSpinBox | QAbstractScrollArea) or isinstance(widget, QScrollArea)
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if reached and not inner and widget.isVisible() and widget.isEnabled():
            yield widget


def name_of(widget):
    text = widget.text() or widget.toolTip() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


@pytest.mark.parametrize("page", ["show_build", "show_train"])
def test_that_every_control_has_a_name(window, page):
    getattr(window.commands, page).trigger()

    nameless = [widget for widget in controls(window) if not name_of(widget)]

    assert not nameless


@pytest.mark.parametrize("page", ["show_build", "show_train"])
def test_that_tab_reaches_every_control_and_nothing_holds_it(qtbot, window, page):
    getattr(window.commands, page).trigger()
    wanted = set(controls(window))
    reached = set()

    for _ in range(MANY):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
        if wanted <= reached:
            break

    assert not wanted - reached
