"""The window is left while a training goes on: it stops and is kept, or goes on and the next window finds it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import list_runs, read_record

ROOT = Path(__file__).resolve().parents[4]
LONG = 120_000
"""Milliseconds."""

WINDOW = """
import sys
import time
from PySide6.QtWidgets import QMessageBox
from explorer.ui.window import application
from explorer.ui.window.main_window import MainWindow

complete = MainWindow.complete

def train(window):
    MainWindow.complete = complete
    window.complete()
    window.document.edit_field("recipe.epochs", 100_000)
    window.document.replace(window.document.experiment)
    window.commands.start.trigger()
    window.tools.jobs.stepsArrived.connect(lambda steps: leave(window))

def leave(window):
    window.tools.jobs.stepsArrived.disconnect()
    print(window.tools.jobs.jobs[-1].process.pid, flush=True)
    if len(sys.argv) > 1:
        window.close()
        (box,) = window.findChildren(QMessageBox)
        next(button for button in box.buttons() if button.text() == sys.argv[1]).click()

MainWindow.complete = train
sys.exit(application.run([]))
"""


@pytest.fixture
def start_window(tmp_path):
    """Starts a whole program whose window trains, and answers the question at its end."""
    started = []

    def start(*answer: str) -> tuple[subprocess.Popen, int]:
        folders = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
        environment = {**os.environ, **folders, "PYTHONPATH": str(ROOT), "RESDENSE_RUNS": str(tmp_path / "runs")}
        window = subprocess.Popen([sys.executable, "-c", WINDOW, *answer], env=environment, stdout=subprocess.PIPE)
        child = int(window.stdout.readline())
        started.append((window, child))
        return window, child

    yield start
    for window, child in started:
        window.kill()
        window.wait(30)
        window.stdout.close()
        try:
            os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            continue


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_that_a_training_goes_on_without_its_window_and_the_next_one_follows_and_stops_it(
    qtbot, tmp_path, start_window, make_page
):
    first, _ = start_window("Continue without the window")
    assert first.wait(30) == 0
    (run,) = list_runs(tmp_path / "runs")
    assert run.state == "running"

    page = make_page(lambda request: [])
    qtbot.waitUntil(lambda: page.run_strip.isVisible() and page.run_strip.title.text() == "Training", timeout=LONG)
    assert page.run_strip.name == run.name
    steps = len(page.plots.runs[0].history.steps)
    qtbot.waitUntil(lambda: len(page.plots.runs[0].history.steps) > steps, timeout=LONG)
    page.run_strip.stop.click()
    qtbot.waitUntil(lambda: page.run_strip.title.text() == "Stopped", timeout=LONG)
    record = read_record(RunFolder(run.path))
    assert (record.state, record.is_resumable) == ("stopped", True)
    assert RunFolder(run.path).last_file.exists()
    assert not page.run_strip.stop.isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_that_ctrl_c_in_the_terminal_stops_and_keeps_without_a_question(tmp_path, start_window):
    window, _ = start_window()
    window.send_signal(signal.SIGINT)
    assert window.wait(60) == 0
    folder = RunFolder(list_runs(tmp_path / "runs")[0].path)
    assert not folder.lock.is_held()
    assert read_record(folder).state == "stopped"
    assert folder.last_file.exists()


@pytest.mark.parametrize(
    ("answer", "closed"), [("Stop and save", [False]), ("Continue without the window", [True]), ("Cancel", [])]
)
def test_that_the_window_asks_before_a_training_is_left(qtbot, make_window, experiment, monkeypatch, answer, closed):
    window = make_window(experiment)
    calls = []
    with monkeypatch.context() as patch:
        patch.setattr(type(window.jobs), "is_training", True)
        patch.setattr(window.jobs, "experiment", experiment)
        patch.setattr(window.jobs, "close", lambda *, detach=False: calls.append(detach))
        window.close()
        (box,) = window.findChildren(QMessageBox)
        assert experiment.name in box.text()
        next(button for button in box.buttons() if button.text() == answer).click()
    assert calls == closed
    assert window.isVisible() == (answer != "Continue without the window")
    if calls:
        window.jobs.close()


def test_that_nothing_is_asked_where_nothing_trains(qtbot, make_window, experiment):
    window = make_window(experiment)
    window.close()
    qtbot.waitUntil(lambda: window.jobs.is_closed)
    assert not window.findChildren(QMessageBox)
