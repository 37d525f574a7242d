"""The panels of the Build page: moved, floated, closed and remembered."""

import pytest
from PySide6.QtCore import QByteArray, Qt

from explorer.experiment.experiment import Experiment
from models.presets import PRESETS


@pytest.fixture
def window(make_window):
    return make_window(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))


def test_that_panels_are_remembered(qtbot, make_window, window):
    panels = window.build_page.panels
    panels["costs"].close()
    window.build_page.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panels["chart"])
    with qtbot.waitSignal(window.left, timeout=30_000):
        window.close()

    again = make_window(window.document.experiment).build_page

    assert not again.panels["costs"].isVisible()
    assert again.dockWidgetArea(again.panels["chart"]) == Qt.DockWidgetArea.RightDockWidgetArea


def test_that_panels_come_back_to_their_places(window):
    page = window.build_page
    page.panels["parts"].close()
    page.panels["chart"].setFloating(True)

    window.commands.reset_panels.trigger()

    assert all(panel.isVisible() and not panel.isFloating() for panel in page.panels.values())
    assert page.dockWidgetArea(page.panels["chart"]) == Qt.DockWidgetArea.BottomDockWidgetArea


def test_that_a_panel_that_floats_has_a_bar_and_a_button_that_docks_it(qtbot, window):
    chart = window.build_page.panels["chart"]
    place = window.build_page.dockWidgetArea(chart)
    bar = chart.titleBarWidget()
    assert not bar.dock_button.isVisible()
    chart.setFloating(True)
    qtbot.waitUntil(bar.dock_button.isVisible)
    assert bar.height() >= 28

    qtbot.mouseClick(bar.dock_button, Qt.MouseButton.LeftButton)

    assert not chart.isFloating() and not bar.dock_button.isVisible()
    assert window.build_page.dockWidgetArea(chart) == place


def test_that_a_remembered_state_that_is_none_leaves_the_first_places(make_window, settings):
    settings.remember("build/panels", QByteArray(b"nonsense"))

    page = make_window(Experiment(name="x", network=PRESETS["digits_resnet"])).build_page

    assert all(panel.isVisible() for panel in page.panels.values())


def test_that_floating_panels_go_and_come_with_their_page(qtbot, window):
    chart = window.build_page.panels["chart"]
    chart.setFloating(True)

    window.commands.show_train.trigger()
    assert not chart.isVisible()

    window.commands.show_build.trigger()
    assert chart.isVisible() and chart.isFloating()


def test_that_panels_keep_their_sizes_where_another_page_is_shown_in_the_next_language(qtbot, window, speak):
    page = window.build_page
    page.resizeDocks([page.panels["parts"]], [420], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: page.panels["parts"].width() == 420)
    window.commands.show_train.trigger()

    other = speak(window, "zh_CN")
    other.commands.show_build.trigger()

    qtbot.waitUntil(lambda: other.build_page.panels["parts"].width() == 420)
