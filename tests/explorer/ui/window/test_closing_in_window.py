"""Files and the closing window: what is saved on the way out, and what is asked."""

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from explorer.experiment.examples import EXAMPLES
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import load_experiment
from models.presets import ALL, PRESETS

pytestmark = pytest.mark.real_screen

RESNET18 = next(preset for preset in ALL if preset.name == "resnet18")


@pytest.fixture
def window(make_window):
    return make_window(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))


def test_that_saving_on_the_way_out_saves_and_leaves(qtbot, window, tmp_path):
    path = tmp_path / "mine.resdense.json"
    window.files.save_to(path)
    window.document.edit_field("network.stages.0.width", 24)

    window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.left, timeout=30_000):
        window.findChild(QMessageBox).button(QMessageBox.StandardButton.Save).click()

    assert load_experiment(path).network.stages[0].width == 24
    assert not window.isVisible()


def is_asked(window):
    return any(box.isVisible() for box in window.findChildren(QMessageBox))


@pytest.mark.parametrize("kind", ["preset", "example"])
def test_that_a_preset_never_gets_into_the_file_of_what_was_open(qtbot, window, tmp_path, kind):
    path = tmp_path / "mine.resdense.json"
    window.files.save_to(path)
    before = path.read_bytes()

    if kind == "preset":
        window.tool_bar.presets.presetRequested.emit(RESNET18)
    else:
        window.open_example(EXAMPLES[0])
    assert not is_asked(window)
    assert "mine" not in window.windowTitle()
    assert not window.isWindowModified()
    window.commands.save.trigger()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.close()
    assert path.read_bytes() == before

    window.document.undo_stack.undo()
    assert window.windowTitle().startswith("mine.resdense.json")
    window.document.undo_stack.redo()
    window.close()
    qtbot.waitUntil(lambda: window.jobs.is_closed)
    assert not is_asked(window)
