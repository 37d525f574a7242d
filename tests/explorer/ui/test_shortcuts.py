import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest

from explorer.experiment.experiment import Experiment
from explorer.ui.command_search.command import menu_commands
from explorer.ui.diagram.canvas_commands import COMMANDS, keyboard_help
from explorer.ui.diagram.diagram_view import DiagramView
from explorer.ui.help.pages import keyboard_page
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen

ROOT = Path(__file__).resolve().parents[3]
KEYS = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)*(?:F\d+|Del|Left|Right|Up|Down|Space|Return|\b[A-Z0]\b)")
SHEET_ROW = re.compile(r"<tr><td>(.*?)</td>.*?&nbsp;(.*?)&nbsp;")


@pytest.fixture
def window(make_window):
    return make_window(Experiment(network=PRESETS["digits_mixed"]))


def sheet(window) -> list[tuple[str, str]]:
    """(text, keys) of every row."""
    _, page = keyboard_page(menu_commands(window.menuBar()))
    return [(unescape(text), unescape(keys)) for text, keys in SHEET_ROW.findall(page)]


def test_that_a_key_of_the_whole_window_belongs_to_one_action(window):
    """Qt gives a key that two actions want to neither of them; only those of single widgets may share one."""
    owners, of_window = defaultdict(set), set()
    for action in window.findChildren(QAction):
        for key in (sequence.toString() for sequence in action.shortcuts()):
            owners[key].add(action.text())
            if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
                of_window.add(key)
    assert {key: owners[key] for key in of_window if len(owners[key]) > 1} == {}


def test_that_every_key_of_the_sheet_does_what_it_says(window, tmp_path):
    """Each is pressed in the window, with the canvas in focus, where Ctrl+D and Del mean stages."""
    window.recent.add(tmp_path)
    rows = sheet(window)
    assert len(rows) > 40
    done: list[str] = []
    for action in window.findChildren(QAction):
        if action.shortcut().isEmpty() or action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut:
            continue
        # What it does has tests of its own, and many of them open dialogs.
        action.triggered.disconnect()
        action.setEnabled(True)
        action.triggered.connect(lambda _, action=action: done.append(action.text()))
    window.build_page.diagram.setFocus()

    for text, keys in rows:
        done.clear()
        QTest.keySequence(window.windowHandle(), QKeySequence(keys))
        assert len(done) == 1 and text.endswith(plain(done[0])), keys


def plain(text: str) -> str:
    return text.replace("&", "").rstrip(".…")


def test_that_every_key_of_the_canvas_reaches_it(window, monkeypatch):
    done: list[str] = []
    monkeypatch.setattr(DiagramView, "_command", lambda self, name: not done.append(name))
    window.build_page.diagram.setFocus()

    for command in COMMANDS:
        for keys in command.keys:
            done.clear()
            QTest.keySequence(window.windowHandle(), QKeySequence(keys))
            assert done == [command.name], keys


def test_that_the_keys_that_texts_name_exist(window):
    known = {keys for _, keys in sheet(window)} | {keys for command in COMMANDS for keys in command.keys}
    texts = [keyboard_help(), window._help.text(), window.tool_bar.presets.toolTip()]

    assert {keys for text in texts for keys in KEYS.findall(text)} - known == set()


def test_that_ctrl_p_opens_the_presets_and_a_choice_renames_the_button(window):
    window.document.edit_field("network.stages.0.blocks", 3)
    QTest.keySequence(window.windowHandle(), QKeySequence("Ctrl+P"))

    popup = window.tool_bar.presets.popup
    assert popup is not None and popup.isVisible()
    popup.close()


HAS_SCREEN = all(shutil.which(name) for name in ("Xvfb", "xdotool", "openbox"))


@pytest.mark.skipif(not HAS_SCREEN, reason="needs Xvfb, xdotool and openbox")
def test_that_ctrl_p_works_for_a_real_keyboard(tmp_path):
    """The program itself on a screen of its own: Ctrl+P, a name and Return choose a preset, as the title says."""
    folders = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME")}
    environment = {**os.environ, **folders, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
    steps = f"""
        openbox & manager=$!
        {sys.executable} {ROOT / "main.py"} & program=$!
        window=$(xdotool search --sync --onlyvisible --name '^digits_resnet.*ResDense$' | head -1)
        xdotool windowactivate --sync $window
        for attempt in 1 2 3 4 5; do
            xdotool key ctrl+p; sleep 0.5; xdotool type resnet50; xdotool key Return; sleep 0.5
            xdotool search --name 'resnet50.*ResDense$' && break
        done
        xdotool getwindowname $window
        kill $program $manager
    """
    done = subprocess.run(
        ["timeout", "50", "xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "bash", "-c", steps],
        env=environment,
        capture_output=True,
        text=True,
    )

    assert "resnet50" in done.stdout, done.stdout + done.stderr
