"""The tables of epochs and runs."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.runs.run_record import RunRecord
from explorer.ui.palette import palettes
from explorer.ui.train_page.runs.epoch_table import EpochModel
from explorer.ui.train_page.runs.run_table import RunModel

NOW = datetime.now().astimezone()


@pytest.fixture
def epochs(qapp):
    model = EpochModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield model
    del tester


@pytest.fixture
def runs(qapp):
    model = RunModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield model
    del tester


def texts(model, row):
    return [model.index(row, column).data() for column in range(model.columnCount())]


def record(name, **more):
    values = {"state": "finished", "epochs": 2, "best_accuracy": 0.97, "started": NOW}
    return RunRecord(path=Path("/runs") / name, experiment=name, **{**values, **more})


def test_that_every_epoch_is_a_row_with_all_its_numbers(epochs, play):
    epochs.add(play.epoch(1, 0.9))
    assert texts(epochs, 0) == ["1 ★", "0.5000", "89.00", "0.6000", "90.00", "0.05", "1.5 s"]


def test_that_the_last_best_epoch_is_marked(epochs, play):
    for number, accuracy, is_best in ((1, 0.9, True), (2, 0.95, True), (3, 0.93, False)):
        epochs.add(play.epoch(number, accuracy, is_best=is_best))
    assert [epochs.index(row, 0).data() for row in range(3)] == ["1", "2 ★", "3"]
    bold = [epochs.index(row, 1).data(Qt.ItemDataRole.FontRole) is not None for row in range(3)]
    assert bold == [False, True, False]
    epochs.set_epochs([play.epoch(1, 0.5)])
    assert [epochs.rowCount(), epochs.index(0, 0).data()] == [1, "1 ★"]
    epochs.set_epochs([])
    assert epochs.rowCount() == 0


def test_that_runs_are_listed_with_their_state(runs):
    runs.set_records([record("b", state="failed", best_accuracy=None), record("a")])
    assert texts(runs, 0)[:5] == ["b", f"{NOW:%H:%M:%S}", "failed", "2", ""]
    assert texts(runs, 1)[2:5] == ["finished", "2", "97.00 %"]
    colors = [runs.index(row, 2).data(Qt.ItemDataRole.ForegroundRole).name() for row in range(2)]
    assert colors == [palettes()["light"].danger, palettes()["light"].success]
    assert runs.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == str(Path("/runs/a"))


def test_that_an_older_run_has_its_day(runs):
    runs.set_records([record("a", started=NOW - timedelta(days=800))])
    assert texts(runs, 0)[1].endswith(str((NOW - timedelta(days=800)).year))


def test_that_a_run_keeps_its_row_while_others_come_and_go(runs):
    runs.set_records([record("b"), record("a")])
    kept = QPersistentModelIndex(runs.index(1, 0))
    runs.set_records([record("c"), record("b"), record("a", epochs=5)])
    assert (kept.row(), kept.data()) == (2, "a")
    assert texts(runs, 2)[3] == "5"
    runs.set_records([record("a")])
    assert kept.row() == 0
    runs.set_records([])
    assert not kept.isValid()


def test_that_another_order_is_taken_over(runs):
    runs.set_records([record("b"), record("a")])
    runs.set_records([record("a"), record("b")])
    assert [texts(runs, row)[0] for row in range(2)] == ["a", "b"]


def test_that_one_run_can_be_brought_up_to_date(runs):
    runs.set_records([record("a", state="running")])
    runs.set_record(replace(record("a"), epochs=7))
    runs.set_record(record("unknown"))
    assert texts(runs, 0)[2:4] == ["finished", "7"]
    assert runs.rowCount() == 1
