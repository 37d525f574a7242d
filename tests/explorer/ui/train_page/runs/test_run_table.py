"""What a person does with runs: select, overlay, sort, filter, compare, delete, follow, resume."""

import csv
import io
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from explorer.experiment.experiment_file import save_experiment
from explorer.jobs.requests import TrainRequest
from explorer.runs.events import JobContinued, JobFailed, JobPaused
from explorer.runs.metrics_file import Recorder
from explorer.ui.build_page.build_page import BuildPage
from explorer.ui.palette import themed
from explorer.ui.train_page.runs import run_browser, run_deletion
from explorer.ui.train_page.runs.comparison_dialog import ComparisonDialog
from explorer.ui.train_page.runs.run_table import FIRST_SHOWN

WAIT_FOR_STOP = "wait for stop"
Flag = QItemSelectionModel.SelectionFlag


@pytest.fixture
def page(make_page):
    return make_page(lambda request: [])


def names(page):
    view = page.runs.run_card.view
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def select(page, *wanted):
    view = page.runs.run_card.view
    view.clearSelection()
    for name in wanted:
        index = view.model().index(names(page).index(name), 0)
        view.selectionModel().setCurrentIndex(index, Flag.Select | Flag.Rows)


def wait_for_runs(qtbot, page, count):
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == count)


def test_that_selected_runs_are_overlaid_in_colours_of_their_own(qtbot, page, record_run):
    for name in ("one", "two", "three"):
        record_run(name)
    page.runs.refresh()
    wait_for_runs(qtbot, page, 3)
    select(page, "one", "three")
    qtbot.waitUntil(lambda: len(page.plots.runs) == 2)
    assert {run.name.partition("-")[0] for run in page.plots.runs} == {"one", "three"}
    assert page.runs.epoch_card.caption.whole_text.startswith("three")
    colors = {run.path: run.color for run in page.plots.runs}
    assert len(set(colors.values())) == 2
    for run in page.plots.runs:
        # As the legend has it: selected or not, the dot names the run.
        dot = page.runs.runs.index(page.runs.runs.row_of(run.path), 0).data(Qt.ItemDataRole.DecorationRole)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            pixels = dot.pixmap(12, mode).toImage()
            color = pixels.pixelColor(pixels.width() // 2, pixels.height() // 2)
            assert color == themed(run.test_color)
    select(page, "one", "two", "three")
    qtbot.waitUntil(lambda: len(page.plots.runs) == 3)
    assert all(run.color == colors.get(run.path, run.color) for run in page.plots.runs)
    select(page, "two")
    qtbot.waitUntil(lambda: len(page.plots.runs) == 1)
    assert page.plots.runs[0].color is None


def test_that_runs_are_filtered_and_sorted(qtbot, page, record_run):
    for name in ("beta", "alpha", "gamma"):
        record_run(name)
    page.runs.refresh()
    wait_for_runs(qtbot, page, 3)
    tester = QAbstractItemModelTester(page.runs.run_card.rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    page.runs.run_card.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert names(page) == ["alpha", "beta", "gamma"]
    page.runs.run_card.filter.setText("FINISHED a")
    page.runs.run_card.filter.setText("finished mm")
    assert names(page) == ["gamma"]
    page.runs.run_card.filter.clear()
    page.runs.run_card.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert names(page) == ["gamma", "beta", "alpha"]
    del tester


def test_that_columns_and_folders_are_remembered(qtbot, page, make_page, record_run, settings, tmp_path):
    page.runs.run_card.columns.show_columns(("name", "best", "batch_size"))
    page.run_actions.folders.add(tmp_path / "elsewhere")
    page.remember(settings)
    other = make_page(lambda request: [])
    other.restore(settings)
    assert other.runs.run_card.columns.shown == ("name", "best", "batch_size")
    assert other.runs.folders == (tmp_path / "elsewhere",)
    other.run_actions.folders.forget(tmp_path / "elsewhere")
    assert other.runs.folders == ()


def test_that_the_menu_offers_columns_and_folders(qtbot, page, tmp_path):
    page.run_actions.folders.add(tmp_path / "elsewhere")
    menu = page.run_actions.make_menu()
    texts = [action.text() for action in menu.actions()]
    assert f"Do not list {tmp_path / 'elsewhere'}" in texts
    (columns,) = (action.menu() for action in menu.actions() if action.menu() is not None)
    (batch,) = (action for action in columns.actions() if action.text() == "Batch size")
    batch.trigger()
    assert page.runs.run_card.columns.shown == (*FIRST_SHOWN, "batch_size")
    columns.actions()[-1].trigger()
    assert page.runs.run_card.columns.shown == FIRST_SHOWN
    menu.deleteLater()


def test_that_runs_of_an_added_folder_are_listed(qtbot, page, record_run, tmp_path):
    folder = record_run("elsewhere")
    (tmp_path / "other").mkdir()
    folder.path.rename(tmp_path / "other" / "moved")
    page.run_actions.add_folder.trigger()
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "other"))
    dialog.reject()
    wait_for_runs(qtbot, page, 1)
    assert names(page) == ["elsewhere"]


def test_that_runs_are_compared_side_by_side(qtbot, page, record_run, experiment):
    record_run("one")
    two = record_run("two")
    recipe = experiment.recipe.model_copy(update={"batch_size": 99})
    save_experiment(two.experiment_file, experiment.model_copy(update={"name": "two", "recipe": recipe}))
    page.runs.refresh()
    wait_for_runs(qtbot, page, 2)
    select(page, "one")
    assert not page.run_actions.compare.isEnabled()
    select(page, "one", "two")
    page.run_actions.compare.trigger()
    qtbot.waitUntil(lambda: page.window().findChild(ComparisonDialog) is not None)
    dialog = page.window().findChild(ComparisonDialog)
    model = dialog.table.model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    rows = {model.index(row, 0).data(): row for row in range(model.rowCount())}
    assert [model.index(rows["batch size"], column).data() for column in (1, 2)] == ["99", "32"]
    assert [model.index(rows["Best test acc."], column).data() for column in (1, 2)] == ["97.00 %", "97.00 %"]
    assert model.index(rows["batch size"], 0).data(Qt.ItemDataRole.ToolTipRole) == "recipe.batch_size"
    assert "epochs" not in rows
    dialog.copy.click()
    assert "batch size\t99\t32" in QGuiApplication.clipboard().text()
    dialog.reject()
    del tester


def test_that_a_run_goes_to_the_trash_and_comes_back(qtbot, page, record_run, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    folder = record_run("one")
    record_run("two")
    page.runs.refresh()
    wait_for_runs(qtbot, page, 2)
    select(page, "one")
    qtbot.waitUntil(lambda: len(page.plots.runs) == 1)
    page.run_actions.delete.trigger()
    assert not folder.path.exists()
    assert page.plots.runs == ()
    wait_for_runs(qtbot, page, 1)
    assert page.run_actions.deletion.num_restorable == 1
    page.run_actions.restore.trigger()
    wait_for_runs(qtbot, page, 2)
    assert folder.metrics_file.exists()


def test_that_without_a_trash_a_person_is_asked(qtbot, page, record_run, monkeypatch):
    monkeypatch.setattr(run_deletion, "move_to_trash", lambda path: None)
    folder = record_run("one")
    page.runs.refresh()
    wait_for_runs(qtbot, page, 1)
    for button, is_kept in (
        (QMessageBox.StandardButton.Cancel, True),
        (QMessageBox.StandardButton.Discard, False),
    ):
        select(page, "one")
        page.run_actions.delete.trigger()
        (box,) = (box for box in page.findChildren(QMessageBox) if box.isVisible())
        box.button(button).click()
        assert folder.path.exists() == is_kept
    wait_for_runs(qtbot, page, 0)


def test_that_a_run_that_is_being_written_is_never_deleted(qtbot, page, record_run):
    folder = record_run("one")
    said = []
    page.jobs.messageRaised.connect(lambda *values: said.append(values))
    page.runs.refresh()
    wait_for_runs(qtbot, page, 1)
    select(page, "one")
    with Recorder(folder):
        page.run_actions.delete.trigger()
    assert folder.path.exists()
    assert said[0][0] == "warning"


def test_that_a_run_of_another_process_is_followed(qtbot, make_page, record_run, play, monkeypatch):
    monkeypatch.setattr(run_browser, "FOLLOW_MILLISECONDS", 20)
    folder = record_run("elsewhere", last=play.steps(21, 5))
    page = make_page(lambda request: [])
    with Recorder(folder) as recorder:
        wait_for_runs(qtbot, page, 1)
        select(page, "elsewhere")
        qtbot.waitUntil(lambda: page.runs.epochs.rowCount() == 2)
        qtbot.waitUntil(lambda: page.plots.runs[0].is_running)
        recorder.record(play.steps(26, 5))
        recorder.record(play.epoch(3, 0.98))
        qtbot.waitUntil(lambda: page.runs.epochs.rowCount() == 3)
        assert page.plots.runs[0].history.steps[-1] == 30
        recorder.record(play.finished(3))
    qtbot.waitUntil(lambda: not page.plots.runs[0].is_running)


def test_that_the_folders_are_watched_only_while_the_page_is_in_sight(qtbot, make_page, record_run, monkeypatch):
    monkeypatch.setattr(run_browser, "FOLLOW_MILLISECONDS", 20)
    page = make_page(lambda request: [])
    record_run("elsewhere")
    wait_for_runs(qtbot, page, 1)
    page.hide()
    assert not page.runs.is_watching


def test_that_tables_are_written_as_csv(qtbot, page, record_run, tmp_path):
    record_run("one")
    page.runs.refresh()
    wait_for_runs(qtbot, page, 1)
    (row,) = csv.DictReader(io.StringIO(page.runs.run_card.view.csv()))
    assert (row["Run"], row["Epochs"], row["Best test acc."]) == ("one", "2", "0.97")
    page.run_actions.save.trigger()
    dialog = page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "runs.csv"))
    dialog.close()
    assert (tmp_path / "runs.csv").read_text().startswith("Run,Started,State")
    select(page, "one")
    qtbot.waitUntil(lambda: page.runs.epochs.rowCount() == 2)
    rows = list(csv.DictReader(io.StringIO(page.runs.epoch_card.view.csv())))
    assert [row["Test acc., %"] for row in rows] == ["90.0", "97.0"]
    page.runs.run_card.copyRequested.emit()
    assert "one\t" in QGuiApplication.clipboard().text()


def test_that_epochs_are_sorted_by_value_and_the_best_stays_marked(qtbot, page, record_run):
    record_run("one")
    page.runs.refresh()
    wait_for_runs(qtbot, page, 1)
    select(page, "one")
    qtbot.waitUntil(lambda: page.runs.epochs.rowCount() == 2)
    view = page.runs.epoch_card.view
    view.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert [view.model().index(row, 0).data() for row in range(2)] == ["2 ★", "1"]
    view.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert [view.model().index(row, 0).data() for row in range(2)] == ["1", "2 ★"]


def test_that_an_interrupted_run_is_gone_on_with_from_the_table(qtbot, make_page, play, record_run):
    def script(request):
        yield from (play.started(), play.steps(21, 5), play.epoch(3, 0.98), play.finished(3))

    page = make_page(lambda request: script(request) if isinstance(request, TrainRequest) else [])
    folder = record_run("one", last=play.finished(2, stopped=True))
    (folder.path / "state.pt").write_bytes(b"state")
    page.runs.refresh()
    wait_for_runs(qtbot, page, 1)
    select(page, "one")
    qtbot.waitUntil(lambda: page.runs.epochs.rowCount() == 2)
    assert page.run_actions.resume.isEnabled()
    with qtbot.waitSignal(page.jobs.finished):
        page.run_actions.resume.trigger()
        assert page.plots.runs[0].history is page.jobs.history
    (request,) = [request for process in page.jobs.processes for request in process.requests]
    assert (request.run_folder, request.resume) == (str(folder.path), True)


def test_that_the_strip_tells_of_the_run_whose_curves_are_shown(qtbot, make_page, play, record_run):
    page = make_page(lambda request: play.whole_run())
    record_run("one", last=JobFailed(message="The loss is not finite."))
    with qtbot.waitSignal(page.jobs.finished):
        page.start()
    assert page.strip.isVisible() and not page.run_strip.isVisible()
    assert page.strip.name == page.jobs.run_folder.name == page.plots.runs[0].name
    wait_for_runs(qtbot, page, 1)
    select(page, "one")
    qtbot.waitUntil(lambda: page.run_strip.title.text() == "Failed")
    assert page.run_strip.isVisible() and not page.strip.isVisible()
    assert page.run_strip.name == page.plots.runs[0].name
    assert page.run_strip.figures.text("best") == "97.00 % in 2"
    assert (page.run_strip.bar.value(), page.run_strip.bar.maximum()) == (20, 20)
    assert not page.run_strip.stop.isVisible()
    page.runs.show_job()
    assert page.strip.isVisible() and not page.run_strip.isVisible()


@pytest.mark.parametrize(("last", "title"), [(JobPaused(step=4), "Paused"), (JobContinued(step=4), "Training")])
def test_that_a_run_of_another_process_is_shown_at_once_and_its_end_too(qtbot, page, record_run, last, title):
    folder = record_run("one", last=last)
    with Recorder(folder):
        page.runs.refresh()
        qtbot.waitUntil(lambda: page.run_strip.title.text() == title)
        assert page.run_strip.stop.isVisible()
        bar, painted = page.run_strip.bar, []
        paint = bar.paintEvent
        bar.paintEvent = lambda event: (painted.append(page.run_strip.figures.text("spent")), paint(event))
        page.runs.statusChanged.emit()
        qtbot.waitUntil(lambda: bool(painted))
        assert "–" not in painted
    page.runs.refresh()
    qtbot.waitUntil(lambda: page.run_strip.title.text() == "Interrupted")
    assert page.run_strip.detail.whole_text == f"{folder.path.name} · Step 20 of 20"


def test_that_an_epoch_that_a_resumed_run_tells_again_is_listed_once(qtbot, make_page, play, record_run):
    again = replace(play.started(), first_epoch=2, first_step=11)
    page = make_page(
        lambda request: [again, play.epoch(1, 0.9), play.steps(11, 10), play.epoch(2, 0.97), play.finished()]
    )
    record_run("one", last=play.finished(1, stopped=True)).state_file.touch()
    page.runs.refresh()
    wait_for_runs(qtbot, page, 1)
    select(page, "one")
    qtbot.waitUntil(lambda: page.runs.epochs.rowCount() == 2)
    with qtbot.waitSignal(page.jobs.finished):
        page.run_actions.resume.trigger()
    assert [epoch.epoch for epoch in page.runs.epochs.epochs] == [1, 2]


def test_that_a_finished_run_is_not_gone_on_with(qtbot, page, record_run):
    record_run("one")
    page.runs.refresh()
    wait_for_runs(qtbot, page, 1)
    select(page, "one")
    assert not page.run_actions.resume.isEnabled()


def test_that_a_training_is_paused_and_gone_on_with(qtbot, make_page, play):
    page = make_page(
        lambda request: [
            play.started(),
            play.steps(1, 4),
            JobPaused(step=4),
            WAIT_FOR_STOP,
            play.finished(stopped=True),
        ]
    )
    assert not page.foot.pause.isVisible()
    page.start()
    qtbot.waitUntil(lambda: page.jobs.state == "paused")
    assert page.strip.title.text() == "Paused"
    assert page.foot.pause.text() == "Continue"
    with qtbot.waitSignal(page.foot.continueRequested):
        page.foot.pause.click()
    with qtbot.waitSignal(page.jobs.finished):
        page.foot.button.click()
    assert not page.foot.pause.isVisible()


def test_that_an_image_is_asked_for_and_written(qtbot, make_page, play, tmp_path):
    page = make_page(lambda request: play.whole_run())
    said = []
    with qtbot.waitSignal(page.jobs.finished):
        page.start()
    page.jobs.messageRaised.connect(lambda *values: said.append(values))
    page.plots.controls.figure_button.click()
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "curves.svg"))
    dialog.fileSelected.emit(str(tmp_path / "curves.bmp"))
    dialog.reject()
    assert (tmp_path / "curves.svg").stat().st_size > 1000
    assert [severity for severity, *_ in said] == ["info", "error"]


def test_that_runs_one_after_another_leave_no_more_behind(qtbot, make_page, play):
    page = make_page(lambda request: play.whole_run())

    def count() -> tuple[int, int]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        scenes = sum(len(plot.getPlotItem().items) for plot in page.plots.plots)
        return scenes, len(page.jobs.children()) + len(page.runs.children())

    def train() -> None:
        with qtbot.waitSignal(page.jobs.finished):
            page.start()
        qtbot.waitUntil(lambda: not page.jobs.jobs)

    train()
    before, earlier = count(), []
    for _ in range(3):
        earlier.append(page.jobs.run_folder)
        train()
    assert count() == before
    assert [page.runs.content_of(path)[1] for path in earlier] == [[], [], []]


def test_that_the_window_offers_what_fits_and_comes_back_to_the_page_that_was_open(
    qtbot, make_window, experiment, monkeypatch
):
    window = make_window(experiment)
    window.commands.show_train.trigger()
    page = window.tools.train_page
    taken = []
    page.accept_offer = lambda: taken.append(True)
    page.offerMade.emit("The device ran out of memory.", "", "Continue with batch size 16")
    (offer,) = (
        button for button in window.banner.findChildren(QPushButton) if button.text() == "Continue with batch size 16"
    )
    offer.click()
    assert taken
    page.plots.controls.log_box.click()
    window.close()
    qtbot.waitUntil(lambda: window.jobs.is_closed)
    flashes = []
    monkeypatch.setattr(BuildPage, "showEvent", lambda page, event: flashes.append(event), raising=False)
    again = make_window(experiment)
    assert not flashes
    assert again.tools.train_page.isVisible()
    assert again.tools.train_page.plots.controls.log_box.isChecked()
