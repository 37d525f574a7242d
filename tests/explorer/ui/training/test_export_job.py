"""Exports, with children that play a script."""

from explorer.exports.export_options import ExportOptions
from explorer.runs.events import JobFailed, JobNote
from explorer.ui.training import export_job

HANG = "hang"


def test_that_an_export_says_what_it_does_and_why_it_failed(qtbot, make_controller, tmp_path):
    controller = make_controller(lambda request: [JobNote(message="Writing."), JobFailed(message="No.")])
    said = []
    controller.exportNoted.connect(said.append)
    with qtbot.waitSignal(controller.exportFailed) as failed:
        controller.export(tmp_path, tmp_path / "w.pt", ExportOptions(format="pt"))
    assert (said, failed.args[0].message) == (["Writing."], "No.")


def test_that_an_export_that_does_not_stop_is_ended_and_leaves_nothing(qtbot, make_controller, tmp_path, monkeypatch):
    monkeypatch.setattr(export_job, "GRACE", 0.05)
    controller = make_controller(lambda request: [JobNote(message="Writing."), HANG])
    with qtbot.waitSignal(controller.exportNoted):
        controller.export(tmp_path, tmp_path / "w.pt", ExportOptions(format="pt"))
    (tmp_path / ".w.pt.0123abcd.tmp").mkdir()
    with qtbot.waitSignal(controller.exportDone) as done:
        controller.stop_export()
    assert done.args[0].files == ()
    assert "was stopped" in done.args[0].message
    assert not (tmp_path / ".w.pt.0123abcd.tmp").exists()
