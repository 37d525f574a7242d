import pytest
import shiboken6
from PySide6.QtWidgets import QMessageBox

from explorer.runs.run_record import read_record
from explorer.ui.training.export_dialog import ExportChoice, ExportDialog


@pytest.fixture
def folder(record_run):
    return record_run("net")


@pytest.fixture
def dialog(qtbot, folder, tmp_path):
    dialog = ExportDialog(read_record(folder), tmp_path)
    dialog.open()
    yield dialog
    if shiboken6.isValid(dialog):
        dialog.reject()
        shiboken6.delete(dialog)


def test_that_a_file_is_suggested_and_follows_the_choices(dialog, tmp_path):
    assert dialog.path.text() == str(tmp_path / "net-best.safetensors")
    dialog.format.setCurrentIndex(1)
    dialog.format.activated.emit(1)
    assert dialog.path.text() == str(tmp_path / "net-best.pt")
    dialog.path.setText(str(tmp_path / "elsewhere" / "x.pt"))
    dialog.which.setCurrentIndex(1)
    dialog.which.activated.emit(1)
    assert dialog.path.text() == str(tmp_path / "elsewhere" / "net-last.pt")


def test_that_the_choice_is_told(qtbot, dialog, folder, tmp_path):
    with qtbot.waitSignal(dialog.exportRequested) as asked:
        dialog.export.click()
    assert asked.args == [
        ExportChoice(
            run_folder=folder.path,
            format="safetensors",
            which="best",
            file=tmp_path / "net-best.safetensors",
            overwrite=False,
        )
    ]


def test_that_without_a_file_nothing_can_be_exported(dialog):
    dialog.path.setText("  ")
    assert not dialog.export.isEnabled()


@pytest.mark.parametrize("name", ["net-best.safetensors", "net-best.resdense.json"])
@pytest.mark.parametrize("answer", ["Replace", "Cancel"])
def test_that_a_file_that_exists_is_replaced_only_after_a_question(qtbot, dialog, tmp_path, name, answer):
    (tmp_path / name).write_text("precious")
    asked = []
    dialog.exportRequested.connect(asked.append)
    dialog.export.click()
    box = dialog.findChild(QMessageBox)
    assert name in box.text()
    assert not asked
    next(button for button in box.buttons() if button.text().replace("&", "") == answer).click()
    assert [choice.overwrite for choice in asked] == ([True] if answer == "Replace" else [])
    assert dialog.isVisible() == (answer == "Cancel")


def test_that_weights_which_are_not_there_cannot_be_chosen(qtbot, folder, tmp_path):
    folder.best_file.unlink()
    dialog = ExportDialog(read_record(folder), tmp_path)
    qtbot.addWidget(dialog)
    assert dialog.which.value() == "last"
    assert not dialog.which.model().item(0).isEnabled()
    assert dialog.path.text().endswith("net-last.safetensors")
