import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.ui.train_page.start_panel import StartPanel
from explorer.ui.train_page.train_obstacle import Obstacle


@pytest.fixture
def panel(qtbot):
    panel = StartPanel()
    panel.show()
    yield panel
    shiboken6.delete(panel)


def test_that_the_button_trains_and_then_stops(qtbot, panel):
    with qtbot.waitSignal(panel.startRequested):
        panel.button.click()
    for state in ("starting", "running"):
        panel.set_state(state)
        assert panel.button.text() == "Stop"
        with qtbot.waitSignal(panel.stopRequested):
            panel.button.click()


@pytest.mark.parametrize(("state", "name"), [("idle", "button"), ("running", "pause")])
def test_that_a_double_click_is_one_click(qtbot, panel, state, name):
    asked = []
    panel.set_state(state)
    for signal, then in (
        (panel.startRequested, "running"),
        (panel.stopRequested, "stopping"),
        (panel.pauseRequested, "paused"),
        (panel.continueRequested, "running"),
    ):
        signal.connect(lambda then=then: (asked.append(then), panel.set_state(then)))
    # The second press of a double click is an event of its own.
    for click in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease):
        click(getattr(panel, name), Qt.MouseButton.LeftButton)
    assert asked == [{"idle": "running", "running": "paused"}[state]]


def test_that_stopping_cannot_be_asked_for_twice(panel):
    panel.set_state("stopping")
    assert not panel.button.isEnabled()
    panel.set_state("idle")
    assert panel.button.isEnabled()
    assert panel.button.text() == "Train"


def test_that_an_obstacle_is_said_in_words_and_in_the_tooltip(panel):
    panel.set_obstacle(Obstacle("The network is not valid yet."))
    assert not panel.button.isEnabled()
    assert panel.reason.isVisible()
    assert panel.reason.text() == panel.button.toolTip() == "The network is not valid yet."
    assert not panel.fix.isVisible()
    panel.set_obstacle(None)
    assert panel.button.isEnabled()
    assert not panel.reason.isVisible()


def test_that_a_network_that_differs_from_its_data_is_one_click_from_right(qtbot, panel, experiment):
    panel.set_obstacle(Obstacle("The data has 10 classes, the network 1,000.", experiment.network))
    assert not panel.button.isEnabled()
    with qtbot.waitSignal(panel.matchRequested) as asked:
        panel.fix.click()
    assert asked.args == [experiment.network]


def test_that_what_only_differs_in_size_is_said_and_can_be_trained(panel, experiment):
    panel.set_obstacle(Obstacle("Images of 64 x 64 are shrunk 8 times to 8 x 8.", experiment.network, stops=False))
    assert panel.button.isEnabled()
    assert panel.reason.isVisible() and panel.reason.property("role") == "advice"
    assert panel.fix.isVisible()


def test_that_an_obstacle_to_the_next_run_does_not_keep_this_one_from_stopping(panel):
    panel.set_state("running")
    panel.set_obstacle(Obstacle("The network is not valid yet."))
    assert panel.button.isEnabled()
    assert not panel.reason.isVisible()


def test_that_training_can_be_asked_for_while_torch_is_loaded(panel):
    panel.set_state("warming")
    assert panel.button.isEnabled()
    assert panel.button.text() == "Train"
