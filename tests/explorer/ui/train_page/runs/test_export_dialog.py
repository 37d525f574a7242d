import pytest
import shiboken6
from PySide6.QtWidgets import QMessageBox

from explorer.exports.export_options import ENDINGS, ExportOptions
from explorer.jobs.requests import ExportRequest
from explorer.runs.events import ExportDone, JobFailed, JobNote
from explorer.runs.run_record import read_record
from explorer.ui.train_page.runs.export_dialog import ExportChoice, ExportDialog

ASKED = ExportRequest(source="run", out="w", options=ExportOptions(format="pt"))


@pytest.fixture
def folder(record_run):
    return record_run("net")


@pytest.fixture
def dialog(qtbot, folder, tmp_path):
    dialog = ExportDialog(read_record(folder), tmp_path)
    dialog.show()
    yield dialog
    if shiboken6.isValid(dialog):
        dialog.handle_event(ASKED, ExportDone(files=(), message=""))
        dialog.reject()
        shiboken6.delete(dialog)


def choose(box, value) -> None:
    """As a person does."""
    box.set_value(value)
    box.activated.emit(box.currentIndex())


def test_that_a_file_is_suggested_and_follows_the_choices(dialog, tmp_path):
    assert dialog.path.text() == str(tmp_path / "net-best.safetensors")
    choose(dialog.format, "pt")
    assert dialog.path.text() == str(tmp_path / "net-best.pt")
    dialog.path.setText(str(tmp_path / "elsewhere" / "x.pt"))
    choose(dialog.which, "last")
    assert dialog.path.text() == str(tmp_path / "elsewhere" / "net-last.pt")
    choose(dialog.precision, "fp16")
    assert dialog.path.text() == str(tmp_path / "elsewhere" / "net-last-fp16.pt")
    choose(dialog.format, "python")
    assert dialog.path.text() == str(tmp_path / "elsewhere" / "net_last_fp16.py")


@pytest.mark.parametrize("format", ENDINGS)
def test_that_every_format_is_explained_and_offers_what_it_can_do(dialog, format):
    choose(dialog.format, format)
    assert dialog.about.text().endswith(".")
    assert dialog.path.text().endswith(ENDINGS[format][0])
    assert dialog.normalise.isEnabled() == dialog.softmax.isEnabled() == (format in ("python", "pt2", "onnx"))
    assert dialog.precision.model().item(1).isEnabled() == (format != "onnx")


def test_that_onnx_is_not_asked_for_in_bf16(dialog, tmp_path):
    choose(dialog.precision, "bf16")
    choose(dialog.format, "onnx")
    assert dialog.precision.value() == "fp32"
    assert dialog.path.text() == str(tmp_path / "net-best.onnx")


def test_that_the_choice_is_told(qtbot, dialog, folder, tmp_path):
    choose(dialog.format, "pt2")
    dialog.softmax.click()
    with qtbot.waitSignal(dialog.exportRequested) as asked:
        dialog.export.click()
    options = ExportOptions(format="pt2", softmax=True)
    assert asked.args == [
        ExportChoice(run_folder=folder.path, file=tmp_path / "net-best.pt2", options=options, overwrite=False)
    ]


def test_that_what_a_format_cannot_do_is_not_asked_for(qtbot, dialog):
    choose(dialog.format, "onnx")
    dialog.normalise.click()
    choose(dialog.format, "safetensors")
    with qtbot.waitSignal(dialog.exportRequested) as asked:
        dialog.export.click()
    assert asked.args[0].options == ExportOptions(format="safetensors")


def test_that_without_a_file_nothing_can_be_exported(dialog):
    dialog.path.setText("  ")
    assert not dialog.export.isEnabled()


@pytest.mark.parametrize(
    "name", ["net-best.safetensors", "net-best.resdense.json", "net-best.safetensors.receipt.json"]
)
@pytest.mark.parametrize("answer", ["Replace", "Cancel"])
def test_that_a_file_that_exists_is_replaced_only_after_a_question(dialog, tmp_path, name, answer):
    (tmp_path / name).write_text("precious")
    asked = []
    dialog.exportRequested.connect(asked.append)
    dialog.export.click()
    box = dialog.findChild(QMessageBox)
    assert name in box.text()
    assert not asked
    next(button for button in box.buttons() if button.text().replace("&", "") == answer).click()
    assert [choice.overwrite for choice in asked] == ([True] if answer == "Replace" else [])


def test_that_weights_which_are_not_there_cannot_be_chosen(qtbot, folder, tmp_path):
    folder.best_file.unlink()
    dialog = ExportDialog(read_record(folder), tmp_path)
    qtbot.addWidget(dialog)
    assert dialog.which.value() == "last"
    assert not dialog.which.model().item(0).isEnabled()
    assert dialog.path.text().endswith("net-last.safetensors")


def test_that_the_export_is_followed_to_its_end(dialog):
    dialog.export.click()
    assert dialog.is_exporting
    assert not dialog.export.isEnabled()
    assert not dialog.path.isEnabled()
    dialog.handle_event(ASKED, JobNote(message="Writing."))
    assert dialog.progress.message.text() == "Writing."
    assert dialog.progress.bar.isVisible()
    dialog.handle_event(ASKED, ExportDone(files=("w",), message="Done."))
    assert not dialog.isVisible()


def test_that_a_failure_is_said_and_can_be_mended(dialog):
    dialog.export.click()
    dialog.handle_event(ASKED, JobFailed(message="The disk is full."))
    assert dialog.progress.message.text() == "The disk is full."
    assert not dialog.progress.bar.isVisible()
    assert dialog.isVisible()
    assert dialog.export.isEnabled()
    assert dialog.path.isEnabled()


def test_that_cancel_stops_the_export_first_and_closes_then(dialog):
    stops = []
    dialog.stopRequested.connect(lambda: stops.append(True))
    dialog.export.click()
    dialog.reject()
    assert (stops, dialog.isVisible()) == ([True], True)
    dialog.handle_event(ASKED, ExportDone(files=(), message="The export was stopped; nothing is left of it."))
    assert dialog.progress.message.text().startswith("The export was stopped")
    dialog.reject()
    assert (stops, dialog.isVisible()) == ([True], False)


def test_that_what_others_export_is_not_shown(dialog):
    dialog.handle_event(ASKED, JobNote(message="Writing."))
    dialog.handle_event(ASKED, JobFailed(message="No."))
    dialog.handle_event(ASKED, ExportDone(files=("w",), message="Done."))
    assert dialog.isVisible()
    assert not dialog.progress.isVisible()


def test_that_the_dialog_has_names_for_its_controls(dialog):
    for control in (dialog.which, dialog.format, dialog.precision, dialog.path):
        assert control.accessibleName()
    assert dialog.format.currentText() == "safetensors"
