"""What every action of the window has, whichever table declares it."""

from collections import defaultdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from explorer.experiment.source import load_source
from explorer.ui.language import LANGUAGES
from explorer.ui.window.command_search import menu_commands

WITHOUT_KEYS = {"system", "light", "dark", "about", "unpin_baseline", *(f"speak_{mode}" for mode in LANGUAGES)}
"""Seldom used, or without meaning where there is nothing to act on."""


@pytest.fixture(params=["en", "zh_CN"])
def window(request, make_window, speak):
    window = make_window(load_source("digits_mixed"))
    return window if request.param == "en" else speak(window, request.param)


def test_that_every_action_has_a_text_a_tip_and_an_icon_where_it_stands_in_a_bar_or_menu(window):
    canvas, runs = window.build_page.diagram.commands, window.tools.train_page.run_actions
    for table in (window.commands, window.stage_actions, canvas, runs):
        for action in table:
            assert action.text() and action.toolTip()
    languages = window.commands.of_group("languages")
    shown = *(a for a in window.commands if a not in languages), *window.stage_actions, *canvas.buttons, *runs
    assert [action.text() for action in shown if action.icon().isNull()] == []


def test_that_every_action_of_the_menus_has_keys(window):
    without = [command.action for command in menu_commands(window.menuBar()) if not command.hint]

    assert {action.text() for action in without} <= {
        *(window.commands[key].text() for key in WITHOUT_KEYS),
        window.recent.actions()[-1].text(),
    }


def test_that_no_two_actions_want_the_same_keys(window):
    """Qt gives a key that two actions want to neither of them; only those of single widgets may share one."""
    owners, of_window = defaultdict(set), set()
    for action in window.findChildren(QAction):
        for key in (sequence.toString() for sequence in action.shortcuts()):
            is_everywhere = action.shortcutContext() == Qt.ShortcutContext.WindowShortcut
            places = ["window"] if is_everywhere else [id(widget) for widget in action.associatedObjects()]
            of_window.update([key] if is_everywhere else [])
            for place in places:
                owners[place, key].add(action.text())
    assert {key: texts for (_, key), texts in owners.items() if len(texts) > 1} == {}
    assert {key for place, key in owners if place != "window"} & of_window == set()


def test_that_what_cannot_be_done_says_why(window):
    for table in (window.commands, window.stage_actions, window.tools.train_page.run_actions):
        for action in table:
            assert action.isEnabled() or action.property("obstacle")
