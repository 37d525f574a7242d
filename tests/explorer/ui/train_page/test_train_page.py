"""The page as a person meets it, with children that play a script."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from explorer.experiment.experiment_file import load_experiment
from explorer.jobs.requests import DataRequest, DevicesRequest, ExportRequest
from explorer.runs.events import DataFound, DevicesKnown, ExportDone, JobFailed
from explorer.ui.train_page.recipe import data_watch
from explorer.ui.train_page.runs.export_dialog import ExportDialog

WAIT_FOR_STOP = "wait for stop"


@pytest.fixture
def messages():
    said = []

    def listen(page):
        page.jobs.messageRaised.connect(lambda *values: said.append(values))
        return said

    return listen


def run_names(page):
    model = page.runs.runs
    return [model.record_at(row).name for row in range(model.rowCount())]


def test_that_one_click_trains_and_the_page_follows(qtbot, make_page, play):
    page = make_page(lambda request: play.whole_run())
    assert page.foot.button.text() == "Train"
    with qtbot.waitSignal(page.jobs.finished):
        page.foot.button.click()
        assert page.foot.button.text() == "Stop"
        assert page.strip.title.text() == "Starting"
    assert page.foot.button.text() == "Train"
    assert page.strip.title.text() == "Finished"
    assert page.strip.figures.text("spent").endswith(" s")
    assert len(page.plots.loss.curves_of(page.plots.runs[0].history).raw.getData()[0]) == 20
    assert page.runs.epochs.rowCount() == 2
    qtbot.waitUntil(lambda: not page.plots.is_drawing)


def test_that_the_next_run_begins_with_empty_curves(qtbot, make_page, play):
    scripts = iter([play.whole_run(), [play.started(), WAIT_FOR_STOP, play.finished(0, stopped=True, best=None)]])
    page = make_page(lambda request: next(scripts))
    with qtbot.waitSignal(page.jobs.finished):
        page.start()
    with qtbot.waitSignal(page.jobs.eventArrived):
        page.start()
    assert page.runs.epochs.rowCount() == 0
    assert not page.plots.loss.isVisible()
    with qtbot.waitSignal(page.jobs.finished):
        page.foot.button.click()


def test_that_edits_go_through_the_document_and_can_be_undone(page_alone):
    page = page_alone
    page.recipe.row("epochs").control.enter(30)
    page.recipe.row("nesterov").control.click()
    assert page.document.experiment.recipe.epochs == 30
    assert not page.document.experiment.recipe.nesterov
    page.document.undo_stack.undo()
    page.document.undo_stack.undo()
    assert page.recipe.row("epochs").control.value() == 2
    assert page.recipe.row("nesterov").control.value()


@pytest.fixture
def page_alone(make_page):
    return make_page(lambda request: [])


def test_that_edits_while_a_job_runs_are_for_the_next_one(qtbot, make_page, play, experiment):
    page = make_page(lambda request: [play.started(), WAIT_FOR_STOP, play.finished(1, stopped=True)])
    with qtbot.waitSignal(page.jobs.eventArrived):
        page.start()
    assert not page.foot.note.isVisible()
    page.recipe.row("epochs").control.enter(30)
    assert "earlier version" in page.foot.note.text()
    assert page.jobs.experiment == experiment
    page.document.undo_stack.undo()
    assert not page.foot.note.isVisible()
    page.document.edit_field("network.stages.0.width", -1)
    assert page.foot.button.isEnabled()
    with qtbot.waitSignal(page.jobs.finished):
        page.foot.button.click()
    assert not page.foot.button.isEnabled()
    assert not page.foot.note.isVisible()
    assert "width" in page.foot.reason.text()


def test_that_a_network_for_other_data_is_one_click_from_fitting(page_alone):
    page = page_alone
    page.document.edit_field("network.num_classes", 1000)
    assert not page.foot.button.isEnabled()
    page.start()
    assert not page.jobs.is_training
    page.foot.fix.click()
    assert page.document.experiment.network.num_classes == 10
    assert page.foot.button.isEnabled()
    page.document.undo_stack.undo()
    assert page.document.experiment.network.num_classes == 1000


def test_that_a_folder_is_looked_at_and_its_classes_count(qtbot, make_page, monkeypatch):
    monkeypatch.setattr(data_watch, "PAUSE_MILLISECONDS", 10)
    found = DataFound(path="/pets", classes=("cat", "dog"), train_images=8, test_images=2)
    page = make_page(lambda request: [found])
    page.document.edit_field("recipe.data.name", "folder")
    assert "name the folder" in page.foot.reason.text()
    qtbot.keyClicks(page.data.path.line, "/pets")
    assert "Reading" in page.data.report.text()
    qtbot.waitUntil(lambda: "2 classes" in page.data.report.text())
    assert page.foot.reason.text() == "The data has 2 classes, the network 10."


def test_that_a_folder_that_cannot_be_used_says_why(qtbot, make_page, monkeypatch, messages):
    monkeypatch.setattr(data_watch, "PAUSE_MILLISECONDS", 10)
    page = make_page(lambda request: [JobFailed(message="There is no folder /pets.")])
    said = messages(page)
    page.document.edit_field("recipe.data", page.document.experiment.recipe.data.model_copy(update={"name": "folder"}))
    page.document.edit_field("recipe.data.path", "/pets")
    qtbot.waitUntil(lambda: page.data.report.text() == "There is no folder /pets.")
    assert not page.foot.button.isEnabled()
    assert not said


def test_that_return_looks_into_the_folder_again(qtbot, make_page, monkeypatch):
    monkeypatch.setattr(data_watch, "PAUSE_MILLISECONDS", 10)
    answers = iter([("cat", "dog"), ("cat", "dog", "bird")])

    def script(request):
        return [DataFound(path="/pets", classes=next(answers), train_images=8, test_images=2)]

    page = make_page(script)
    page.document.edit_field("recipe.data.name", "folder")
    page.document.edit_field("recipe.data.path", "/pets")
    qtbot.waitUntil(lambda: "2 classes" in page.data.report.text())
    qtbot.keyClick(page.data.path.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "3 classes" in page.data.report.text())


def test_that_runs_of_the_terminal_are_there_when_the_page_is_shown_again(qtbot, make_page, record_run):
    page = make_page(lambda request: [])
    page.hide()
    record_run("elsewhere")
    page.show()
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 1)


def test_that_a_new_training_is_not_the_run_that_was_selected(qtbot, make_page, play, record_run):
    record_run("older")
    page = make_page(lambda request: [play.started(), WAIT_FOR_STOP, play.finished(0, stopped=True, best=None)])
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 1)
    page.runs.run_card.view.selectRow(0)
    assert page.run_actions.export.isEnabled()
    with qtbot.waitSignal(page.jobs.eventArrived):
        page.start()
    assert page.runs.selected == []
    assert not page.run_actions.export.isEnabled()


def test_that_the_devices_are_known_once_a_child_is_warm(qtbot, make_page):
    known = DevicesKnown(devices=("cpu",), descriptions=("CPU, 1 thread",))
    page = make_page(lambda request: [known] if request == DevicesRequest() else [])
    with qtbot.waitSignal(page.jobs.devicesKnown):
        page.jobs.query_devices()
    box = page.recipe.row("device").control
    assert not box.model().item(box.findData("cuda")).isEnabled()
    assert box.model().item(box.findData("cpu")).isEnabled()


def test_that_a_failure_stays_in_sight_and_the_next_training_works(qtbot, make_page, play, messages):
    failed = JobFailed(message="Out of memory.", details="Traceback")
    scripts = iter([[play.started(), play.steps(1, 4), failed], play.whole_run()])
    page = make_page(lambda request: next(scripts))
    said = messages(page)
    with qtbot.waitSignal(page.jobs.finished):
        page.start()
    assert said == [("error", "Out of memory.", "Traceback")]
    assert page.strip.title.text() == "Failed"
    assert len(page.plots.loss.curves_of(page.plots.runs[0].history).raw.getData()[0]) == 4
    with qtbot.waitSignal(page.jobs.finished):
        page.start()
    assert page.strip.title.text() == "Finished"


def test_that_a_run_on_the_disk_is_shown_when_it_is_selected(qtbot, make_page, record_run):
    names = [record_run(name).path.name for name in ("first", "second")]
    page = make_page(lambda request: [])
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 2)
    assert set(run_names(page)) == set(names)
    page.runs.run_card.view.selectRow(run_names(page).index(names[0]))
    qtbot.waitUntil(lambda: page.runs.epochs.rowCount() == 2)
    assert len(page.plots.loss.curves_of(page.plots.runs[0].history).raw.getData()[0]) == 20
    assert page.runs.epoch_card.caption.whole_text == names[0]


def test_that_a_running_job_is_found_again_after_looking_at_another_run(qtbot, make_page, play, record_run):
    record_run("older")

    def script(request):
        return [play.started(), play.steps(1, 4), play.epoch(1, 0.9), WAIT_FOR_STOP, play.finished(1, stopped=True)]

    page = make_page(script)
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 1)
    with qtbot.waitSignal(page.jobs.stepsArrived):
        page.start()
    page.runs.run_card.view.selectRow(0)
    qtbot.waitUntil(lambda: page.runs.epochs.rowCount() == 2)
    assert len(page.plots.loss.curves_of(page.plots.runs[0].history).raw.getData()[0]) == 20
    page.runs.show_job()
    assert len(page.plots.loss.curves_of(page.plots.runs[0].history).raw.getData()[0]) == 4
    qtbot.waitUntil(lambda: page.runs.epochs.rowCount() == 1)
    with qtbot.waitSignal(page.jobs.finished):
        page.jobs.stop()


def test_that_a_damaged_run_is_a_message(qtbot, make_page, record_run, messages):
    folder = record_run("net")
    folder.metrics_file.write_text("nonsense\n")
    page = make_page(lambda request: [])
    said = messages(page)
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 1)
    page.runs.run_card.view.selectRow(0)
    qtbot.waitUntil(lambda: bool(said))
    assert "is damaged" in said[0][1]


def test_that_the_experiment_of_a_run_can_be_taken_and_given_back(qtbot, make_page, record_run, experiment):
    folder = record_run("other")
    page = make_page(lambda request: [])
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 1)
    assert not page.run_actions.open.isEnabled()
    page.runs.run_card.view.selectRow(0)
    page.run_actions.newDocumentRequested.connect(page.document.open_untitled)
    page.run_actions.open.trigger()
    assert page.document.experiment == load_experiment(folder.experiment_file)
    page.document.undo_stack.undo()
    assert page.document.experiment == experiment


def test_that_a_run_without_its_experiment_is_a_message(qtbot, make_page, record_run, messages):
    folder = record_run("net")
    page = make_page(lambda request: [])
    said = messages(page)
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 1)
    page.runs.run_card.view.selectRow(0)
    folder.experiment_file.write_text("{")
    page.run_actions.open.trigger()
    assert "experiment.json" in said[0][1]


def test_that_the_folder_of_a_run_is_opened(qtbot, make_page, record_run, monkeypatch, messages):
    folder = record_run("net")
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page = make_page(lambda request: [])
    said = messages(page)
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 1)
    page.runs.run_card.view.selectRow(0)
    page.run_actions.reveal.trigger()
    assert opened == [str(folder.path)]
    assert str(folder.path) in said[0][1]


def test_that_weights_are_exported_by_a_job(qtbot, make_page, record_run, messages, tmp_path):
    folder = record_run("net")
    done = ExportDone(files=("x",), message="The weights are in x.")
    page = make_page(lambda request: [0.1, done] if isinstance(request, ExportRequest) else [])
    said = messages(page)
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 1)
    assert not page.run_actions.export.isEnabled()
    page.runs.run_card.view.selectRow(0)
    page.run_actions.export.trigger()
    dialog = page.window().findChild(ExportDialog)
    dialog.path.setText(str(tmp_path / "w.safetensors"))
    dialog.export.click()
    assert not page.run_actions.export.isEnabled()
    qtbot.waitUntil(lambda: bool(said))
    assert said == [("info", "The weights are in x.", "")]
    assert page.run_actions.export.isEnabled()
    (request,) = [request for process in page.jobs.processes for request in process.requests]
    assert (request.source, request.out) == (str(folder.path), str(tmp_path / "w.safetensors"))


def test_that_a_run_without_weights_has_none_to_export(qtbot, make_page, record_run):
    folder = record_run("net")
    folder.best_file.unlink()
    folder.last_file.unlink()
    page = make_page(lambda request: [])
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 1)
    page.runs.run_card.view.selectRow(0)
    assert not page.run_actions.export.isEnabled()
    assert page.run_actions.reveal.isEnabled()


def test_that_a_folder_of_runs_that_cannot_be_made_is_a_message(qtbot, make_page, tmp_path, messages):
    page = make_page(lambda request: [])
    page.jobs.runs_root = tmp_path / "file"
    page.jobs.runs_root.write_text("")
    said = messages(page)
    page.start()
    assert str(tmp_path / "file") in said[0][1]
    assert page.foot.button.text() == "Train"


@pytest.mark.parametrize("size", [(1280, 620), (1000, 560), (2400, 1300)])
def test_that_nothing_is_wider_than_the_page(page_alone, size):
    page_alone.resize(*size)
    assert page_alone.minimumSizeHint().width() <= 1000
    assert page_alone.foot.button.isVisible()
    assert page_alone.foot.geometry().bottom() <= size[1]


def test_that_looking_at_data_asks_with_the_seed(qtbot, make_page, monkeypatch):
    monkeypatch.setattr(data_watch, "PAUSE_MILLISECONDS", 10)
    found = DataFound(path="/pets", classes=("cat", "dog"), train_images=8, test_images=2)
    page = make_page(lambda request: [found])
    page.document.edit_field("recipe.data.name", "folder")
    page.document.edit_field("recipe.data.path", "/pets")
    with qtbot.waitSignal(page.jobs.toolEventReceived):
        page.document.edit_field("recipe.seed", 5)
    requests = [request for process in page.jobs.processes for request in process.requests]
    assert [type(request) for request in requests] == [DataRequest]
    assert requests[0].seed == 5


def test_that_edits_elsewhere_reach_the_page_when_it_is_next_shown(page_alone):
    page = page_alone
    page.hide()
    page.document.edit_field("recipe.epochs", 31)
    page.document.edit_field("network.num_classes", 1000)
    assert page.recipe.row("epochs").control.value() == 2
    page.start()
    assert not page.jobs.is_training
    page.show()
    assert page.recipe.row("epochs").control.value() == 31
    assert page.foot.reason.text() == "The data has 10 classes, the network 1,000."
    assert not page.foot.button.isEnabled()


def test_that_a_folder_is_looked_at_though_the_page_is_hidden(qtbot, make_page, monkeypatch):
    monkeypatch.setattr(data_watch, "PAUSE_MILLISECONDS", 10)
    page = make_page(lambda request: [JobFailed(message="/pets holds no images.")])
    page.hide()
    page.document.edit_field("recipe.data.name", "folder")
    page.document.edit_field("recipe.data.path", "/pets")
    qtbot.waitUntil(lambda: page.obstacle is not None)
    page.show()
    assert "no images" in page.data.report.text()


def test_that_the_columns_of_epochs_grow_with_their_numbers(qtbot, page_alone, play):
    epochs, header = page_alone.runs.epochs, page_alone.runs.epoch_card.view.horizontalHeader()
    epochs.set_epochs([play.epoch(1, 0.9)])
    before = header.sectionSize(1)
    epochs.add(replace(play.epoch(2, 0.9), train_loss=123_456_789.0))
    qtbot.waitUntil(lambda: header.sectionSize(1) > before)
    epochs.set_epochs([play.epoch(1, 0.9)])
    assert header.sectionSize(1) == before
