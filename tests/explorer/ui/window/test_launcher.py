import shlex

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from explorer.experiment.experiment import Experiment
from explorer.ui.document import Document
from explorer.ui.window.tools import Exploration
from models.presets import PRESETS

pytestmark = pytest.mark.real_screen


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def document(window):
    document = Document(Experiment(name="mine", network=PRESETS["digits_resnet"]))
    yield document
    shiboken6.delete(document)


@pytest.fixture
def saved():
    return []


@pytest.fixture
def dialog(document, saved, window):
    exploration = Exploration(document, lambda: saved.append(True), window)
    exploration.open_launch()
    yield exploration.launch
    shiboken6.delete(exploration)


def words(dialog):
    return shlex.split(dialog.command.toPlainText())


def test_that_an_experiment_without_a_file_has_to_be_saved_first(dialog, saved):
    assert not dialog.copy.isEnabled()
    dialog.save.click()

    assert saved == [True]


def test_that_the_command_follows_what_is_entered(dialog, document, tmp_path):
    path = tmp_path / "my net.resdense.json"
    document.save(path)

    assert words(dialog)[:4] == ["torchrun", "--standalone", "--nproc-per-node", "1"]
    assert words(dialog)[-5:] == ["train", str(path), "--out", "runs/mine", "--resume"]

    dialog.processes.enter(8)
    dialog.machines.enter(2)
    assert "--nnodes" in words(dialog) and "8" in words(dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.command.toPlainText()


def test_that_an_edit_makes_the_file_old(dialog, document, tmp_path):
    document.save(tmp_path / "net.resdense.json")

    document.edit_field("network.stages.0.width", 24)
    assert words(dialog) == [] and not dialog.copy.isEnabled()

    document.undo_stack.undo()
    assert words(dialog) != []
