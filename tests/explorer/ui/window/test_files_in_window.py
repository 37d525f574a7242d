"""Files and the window: saved, opened, dropped, and what becomes of unsaved changes."""

import json

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox
from safetensors.numpy import save_file

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import load_experiment, save_experiment
from models.presets import ALL, PRESETS

pytestmark = pytest.mark.real_screen

RESNET18 = next(preset for preset in ALL if preset.name == "resnet18")


@pytest.fixture
def window(show_again):
    return show_again(Experiment(name="digits_resnet", network=PRESETS["digits_resnet"]))


def answer(window, button):
    """Clicks a button of the question that is open."""
    box = window.findChild(QMessageBox)
    box.button(button).click()


def test_that_an_experiment_is_saved_and_opened(qtbot, window, tmp_path):
    path = tmp_path / "mine.resdense.json"
    window.document.edit_field("network.stages.0.width", 24)
    window.files.save_to(path)

    assert not window.isWindowModified()
    assert window.windowTitle() == "mine.resdense.json[*] - ResDense"
    assert load_experiment(path) == window.document.experiment

    window.commands.new.trigger()
    assert window.document.experiment.network == PRESETS["digits_resnet"]
    window.files.open(path)
    assert window.document.experiment.network.stages[0].width == 24


def test_that_a_broken_file_is_a_message_and_nothing_is_lost(window, tmp_path):
    path = tmp_path / "broken.resdense.json"
    path.write_text(json.dumps({"format": "resdense-experiment", "schema_version": 1, "network": {"stages": 3}}))
    before = window.document.state

    window.files.open(path)

    assert window.banner.isVisible()
    assert "broken.resdense.json" in window.banner.message
    assert window.document.state is before


def test_that_a_file_that_cannot_be_written_is_a_message_and_stays_unsaved(window, tmp_path):
    window.document.edit_field("network.stages.0.width", 24)

    window.files.save_to(tmp_path / "missing" / "folder" / "mine.resdense.json")

    assert window.banner.isVisible()
    assert window.isWindowModified()


def test_that_a_file_dropped_on_the_window_is_opened(window, tmp_path):
    path = tmp_path / "dropped.json"
    path.write_text(PRESETS["resnet18"].model_dump_json())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    point = QPointF(window.rect().center())

    window.dropEvent(
        QDropEvent(point, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    )

    assert window.document.experiment.network == PRESETS["resnet18"]
    assert window.document.experiment.name == "dropped"


@pytest.mark.parametrize(
    ("button", "is_gone"),
    [(QMessageBox.StandardButton.Cancel, False), (QMessageBox.StandardButton.Discard, True)],
)
def test_that_unsaved_changes_are_asked_for_before_a_new_experiment(window, button, is_gone):
    window.document.edit_field("network.stages.0.width", 24)

    window.commands.new.trigger()
    assert window.document.experiment.network.stages[0].width == 24
    answer(window, button)

    assert (window.document.experiment.network == PRESETS["digits_resnet"]) == is_gone


def test_that_cancelling_keeps_the_window(window):
    window.document.edit_field("network.stages.0.width", 24)

    window.close()
    answer(window, QMessageBox.StandardButton.Cancel)

    assert window.isVisible()
    assert window.isWindowModified()


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    )


def test_that_a_dropped_folder_of_images_becomes_the_data(window, tmp_path):
    (tmp_path / "pictures" / "cats").mkdir(parents=True)

    drop(window, tmp_path / "pictures")

    data = window.document.experiment.recipe.data
    assert (data.name, data.path) == ("folder", str(tmp_path / "pictures"))
    window.commands.undo.trigger()
    assert window.document.experiment.recipe.data.name == "digits"


def test_that_dropped_weights_of_others_are_what_training_begins_with(window, tmp_path):
    save_file({"weight": np.zeros(3, np.float32)}, tmp_path / "others.safetensors")

    drop(window, tmp_path / "others.safetensors")

    assert window.document.experiment.recipe.start_from == str(tmp_path / "others.safetensors")


def test_that_a_dropped_run_is_opened(window, tmp_path):
    save_experiment(tmp_path / "experiment.json", Experiment(name="run", network=PRESETS["resnet20_cifar"]))

    drop(window, tmp_path)

    assert window.document.experiment.network == PRESETS["resnet20_cifar"]
    assert window.document.path is None
    assert window.recent.paths[0] == tmp_path


@pytest.mark.parametrize("name", ["empty", "torn.safetensors", "image.png"])
def test_that_a_drop_of_anything_else_is_one_sentence(window, tmp_path, name):
    if name == "empty":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_bytes(b"nonsense")

    drop(window, tmp_path / name)

    assert name in window.banner.message
    assert ("is an image. Drop a folder" in window.banner.message) == (name == "image.png")
    assert not window.document.is_modified


def test_that_unsaved_changes_of_a_file_are_asked_about_before_a_preset_takes_their_place(window, tmp_path):
    window.files.save_to(tmp_path / "mine.resdense.json")
    window.document.edit_field("network.stages.0.width", 24)
    edited = window.document.experiment
    window.build.load_preset(RESNET18)
    answer(window, QMessageBox.StandardButton.Cancel)
    assert window.document.experiment == edited

    window.build.load_preset(RESNET18)
    box = window.findChildren(QMessageBox)[-1]
    assert "Undo" in box.informativeText()
    box.button(QMessageBox.StandardButton.Discard).click()
    assert window.document.experiment.network == PRESETS["resnet18"]
    window.document.undo_stack.undo()
    assert (window.document.experiment, window.document.is_modified) == (edited, True)


def test_that_the_network_is_saved_as_code(qtbot, window, tmp_path):
    window.commands.save_code.trigger()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "net.py"))
    dialog.close()

    assert "class ResNet(nn.Module):" in (tmp_path / "net.py").read_text()


def test_that_no_code_is_offered_for_what_is_not_legal(window):
    window.document.edit_field("network.stages.2.groups", 3)

    assert not window.commands.save_code.isEnabled()
