import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest

from explorer.experiment.experiment import Experiment
from explorer.ui.actions import keys_text
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen

ROOT = Path(__file__).resolve().parents[4]
KEYS = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)*(?:F\d+|Del|Left|Right|Up|Down|Space|Return|\b[A-Z0]\b)")
SHEET_ROW = re.compile(r"<tr><td>(.*?)</td>.*?&nbsp;(.*?)&nbsp;")


@pytest.fixture
def window(make_window):
    return make_window(Experiment(network=PRESETS["digits_mixed"]))


def sheet(window) -> list[tuple[str, str]]:
    """(text, keys) of every row."""
    return [(unescape(text), unescape(keys)) for text, keys in SHEET_ROW.findall(window.tools.help.keys_page())]


def test_that_every_key_of_the_sheet_does_what_it_says(window, tmp_path):
    """Each is pressed in the window, with the canvas in focus, where Ctrl+D and Del mean stages."""
    window.recent.add(tmp_path)
    rows = sheet(window)
    assert len(rows) > 40
    done: list[str] = []
    of_canvas = set(window.build_page.diagram.commands)
    for action in window.findChildren(QAction):
        is_here = action.shortcutContext() != Qt.ShortcutContext.WidgetShortcut or action in of_canvas
        if action.shortcut().isEmpty() or not is_here:
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


def test_that_every_key_of_the_canvas_reaches_it(window):
    """The others too than the one that the sheet shows."""
    done: list[str] = []
    for action in window.build_page.diagram.commands:
        action.triggered.disconnect()
        action.triggered.connect(lambda _, action=action: done.append(action.text()))
    window.build_page.diagram.setFocus()

    for action in window.build_page.diagram.commands:
        for keys in action.shortcuts():
            done.clear()
            QTest.keySequence(window.windowHandle(), keys)
            assert done == [action.text()], keys


def test_that_the_keys_that_texts_name_exist(window):
    known = {keys for _, keys in sheet(window)}
    texts = [
        keys_text(window.build_page.diagram.view.actions()),
        window.hint.text(),
        window.tool_bar.presets.toolTip(),
    ]
    texts += [action.toolTip() for action in window.build_page.diagram.commands]

    assert {keys for text in texts for keys in KEYS.findall(text)} - known == set()


def test_that_ctrl_p_opens_the_presets_and_a_choice_renames_the_button(window):
    window.document.edit_field("network.stages.0.blocks", 3)
    QTest.keySequence(window.windowHandle(), QKeySequence("Ctrl+P"))

    popup = window.tool_bar.presets.popup
    assert popup is not None and popup.isVisible()
    popup.close()


HAS_SCREEN = all(shutil.which(name) for name in ("Xvfb", "xdotool", "openbox"))


@pytest.mark.skipif(not HAS_SCREEN, reason="needs Xvfb, xdotool and openbox")
@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ("xdotool key ctrl+p; sleep 0.5; xdotool type resnet50; xdotool key Return", "resnet50"),
        # On this keyboard a plus is a shifted key.
        ("xdotool mousemove --window $window 800 330 click 1; sleep 0.3; xdotool key plus", r"digits_resnet\*"),
    ],
)
def test_that_keys_work_on_a_real_keyboard(tmp_path, keys, title):
    """The program itself on a screen of its own, as the title of its window says afterwards."""
    folders = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME")}
    environment = {**os.environ, **folders, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
    steps = f"""
        openbox & manager=$!
        {sys.executable} {ROOT / "main.py"} & program=$!
        window=$(xdotool search --sync --onlyvisible --name '^digits_resnet.*ResDense$' | head -1)
        xdotool windowactivate --sync $window
        for attempt in 1 2 3 4 5; do
            {keys}; sleep 0.5
            xdotool search --name '^{title}.*ResDense$' && break
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

    assert title.replace("\\", "") in done.stdout, done.stdout + done.stderr
