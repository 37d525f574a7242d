"""The whole path in the real window, with real children: assemble, see, train, stop, export, and what goes wrong."""

import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from safetensors.numpy import load_file

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import load_experiment
from explorer.experiment.recipe import DataConfig, Recipe
from explorer.runs.events import ExportDone
from explorer.runs.metric_history import MetricHistory
from explorer.runs.metrics_file import read_events
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import read_record
from explorer.ui.train_page.runs.export_dialog import ExportDialog
from explorer.ui.widgets.dialogs import TextDialog
from models.presets import PRESETS

LONG = 120_000
"""Milliseconds: loading torch takes seconds, and more where the machine is busy."""

LOAD = """
import sys, pathlib, torch
from safetensors.torch import load_file
from explorer.experiment.experiment_file import load_experiment
from models.build import build_model
from models.spec import resolve

folder = pathlib.Path(sys.argv[1])
model = build_model(resolve(load_experiment(folder / "weights.resdense.json").network))
model.load_state_dict(load_file(folder / "weights.safetensors"), strict=True)
print(tuple(model.eval()(torch.zeros(2, 1, 8, 8)).shape))
"""
"""Loads what was exported, in a process that knows nothing of the window."""


@pytest.fixture
def window(make_window):
    experiment = Experiment(name="digits_resnet", network=PRESETS["digits_resnet"], recipe=Recipe(device="cpu"))
    return make_window(experiment)


def choose_preset(qtbot, window, text):
    window.tool_bar.presets.click()
    popup = window.tool_bar.presets.popup
    qtbot.keyClicks(popup.line, text)
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)


def choose_part(qtbot, window, title):
    view = window.build_page.parts.view
    row = next(i for i in range(view.model().rowCount()) if view.model().index(i).data() == title)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(row)).center())


def type_number(qtbot, box, text):
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)


def edit_part(qtbot, window, title, field, text):
    choose_part(qtbot, window, title)
    type_number(qtbot, window.build_page.editor.shown_form.row(field).control, text)


def set_epochs(qtbot, window, page, count):
    window.commands.show_train.trigger()
    type_number(qtbot, page.recipe.row("epochs").control, str(count))


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def train(qtbot, page):
    with qtbot.waitSignal(page.jobs.finished, timeout=LONG) as finished:
        press(qtbot, page.foot.button)
    return finished.args[0]


def begin(qtbot, page):
    """Trains, and waits for the first steps."""
    with qtbot.waitSignal(page.jobs.stepsArrived, timeout=LONG):
        press(qtbot, page.foot.button)


def export(qtbot, window, page, file):
    qtbot.waitUntil(page.run_actions.export.isEnabled, timeout=LONG)
    press(qtbot, page.runs.run_card.buttons[page.run_actions.export])
    dialog = window.findChild(ExportDialog)
    dialog.path.setText(str(file))
    ends = {"check_params_cb": lambda _, event: isinstance(event, ExportDone)}
    with qtbot.waitSignal(window.jobs.toolEventReceived, timeout=LONG, **ends):
        press(qtbot, dialog.export)


def drawn(page, plot, curve):
    return getattr(plot.curves_of(page.plots.runs[0].history), curve).getData()[1]


def test_that_a_network_is_assembled_trained_stopped_and_taken_away(qtbot, window, tmp_path):
    page = window.tools.train_page
    choose_preset(qtbot, window, "digits_mixed")
    assert window.document.experiment.network == PRESETS["digits_mixed"]
    params = window.build_page.totals.params.number
    edit_part(qtbot, window, "Stage 2", "growth_rate", "12")
    edit_part(qtbot, window, "Stage 1", "width", "24")
    assert window.document.experiment.network.stages[1].growth_rate == 12
    assert window.document.experiment.network.stages[0].width == 24
    assert window.build_page.totals.params.number != params
    window.commands.undo.trigger()
    assert window.document.experiment.network.stages[0].width == 16
    assert window.document.experiment.network.stages[1].growth_rate == 12

    set_epochs(qtbot, window, page, 2)
    counts = []
    window.jobs.stepsArrived.connect(lambda events: counts.append(len(drawn(page, page.plots.loss, "raw"))))
    end = train(qtbot, page)
    assert (end.stopped, end.epochs) == (False, 2)
    assert len(set(counts)) > 1, "the curves grow while the job runs"
    for plot in page.plots.plots:
        assert len(drawn(page, plot, "raw")) == len(window.jobs.history.steps)
        assert len(drawn(page, plot, "test")) == 2
    assert page.runs.epochs.rowCount() == 2

    set_epochs(qtbot, window, page, 1000)
    begin(qtbot, page)
    with qtbot.waitSignal(window.jobs.finished, timeout=LONG) as finished:
        press(qtbot, page.foot.button)
        assert page.foot.button.text() == "Stopping…"
    assert finished.args[0].stopped
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 2)

    export(qtbot, window, page, tmp_path / "weights.safetensors")
    trained = load_experiment(tmp_path / "weights.resdense.json")
    assert trained.network == window.document.experiment.network
    loaded = subprocess.run([sys.executable, "-c", LOAD, str(tmp_path)], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "(2, 10)"
    assert window.banner.message == ""


def test_that_edits_never_reach_the_job_that_runs(qtbot, window):
    page = window.tools.train_page
    set_epochs(qtbot, window, page, 1000)
    begin(qtbot, page)
    folder = RunFolder(window.jobs.run_folder)
    window.commands.show_build.trigger()
    edit_part(qtbot, window, "Stage 1", "groups", "5")
    assert not window.document.analysis.is_legal
    window.commands.show_train.trigger()
    assert "earlier version" in page.foot.note.text()
    with qtbot.waitSignal(window.jobs.finished, timeout=LONG) as finished:
        press(qtbot, page.foot.button)
    assert finished.args[0].stopped
    assert load_experiment(folder.experiment_file).network == PRESETS["digits_resnet"]
    assert not page.foot.button.isEnabled()


def test_that_closing_the_window_in_the_middle_saves_the_run_and_leaves_nothing(qtbot, window):
    page = window.tools.train_page
    set_epochs(qtbot, window, page, 1000)
    begin(qtbot, page)
    processes = [job.process for job in window.jobs.jobs]
    folder = RunFolder(window.jobs.run_folder)
    window.document.replace(window.document.experiment)
    with qtbot.waitSignal(window.left, timeout=LONG):
        window.close()
        question = window.findChild(QMessageBox)
        next(button for button in question.buttons() if button.text() == "Stop and save").click()
        assert window.isVisible(), "it stays until the weights are saved"
    assert not window.isVisible()
    assert not any(process.is_alive for process in processes)
    assert not window.jobs.jobs
    assert read_record(folder).state == "stopped"
    assert load_file(folder.last_file)
    history = MetricHistory()
    for event in read_events(folder.metrics_file):
        history.add(event)
    assert len(history.steps) == len(window.jobs.history.steps)


def test_that_a_trainer_that_raises_is_a_message_and_the_window_lives_on(qtbot, window, tmp_path):
    page = window.tools.train_page
    for name in ("cat", "dog"):
        (tmp_path / "pictures" / name).mkdir(parents=True)
        for number in range(4):
            (tmp_path / "pictures" / name / f"{number}.png").write_bytes(b"not an image")
    window.document.edit_field("network.num_classes", 2)
    window.document.edit_field("recipe.data", DataConfig(name="folder", path=str(tmp_path / "pictures")))
    window.commands.show_train.trigger()
    train(qtbot, page)
    assert str(tmp_path / "pictures" / "cat") in window.banner.message and ".png" in window.banner.message
    press(qtbot, window.banner._more)
    details = next(dialog for dialog in window.findChildren(TextDialog) if dialog.isVisible())
    assert "Traceback" in details.text.toPlainText()
    details.close()
    for _ in range(2):
        window.commands.undo.trigger()
    set_epochs(qtbot, window, page, 1)
    assert train(qtbot, page).epochs == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_that_a_killed_child_is_a_message_and_the_next_training_works(qtbot, window):
    page = window.tools.train_page
    set_epochs(qtbot, window, page, 1000)
    begin(qtbot, page)
    folder = RunFolder(window.jobs.run_folder)
    with qtbot.waitSignal(window.jobs.finished, timeout=LONG):
        os.kill(window.jobs.jobs[-1].process.pid, signal.SIGKILL)
    assert "SIGKILL" in window.banner.message
    assert page.strip.title.text() == "Failed"
    assert window.jobs.state == "idle"
    assert read_record(folder).state == "interrupted"
    set_epochs(qtbot, window, page, 1)
    assert train(qtbot, page).epochs == 1
