"""Runs are listed again and again, and only what changed is read."""

import pytest

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.experiment.recipe import DataConfig, Recipe
from explorer.runs import run_record
from explorer.runs.metrics_file import Recorder
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import RunList
from models.presets import PRESETS

PLAIN = Recipe()


@pytest.fixture
def make_run(tmp_path, make_started, make_epoch, make_finished):
    def make(name, root="runs", recipe=PLAIN) -> RunFolder:
        folder = RunFolder.create(tmp_path / root, name)
        save_experiment(folder.experiment_file, Experiment(name=name, network=PRESETS["resnet18"], recipe=recipe))
        with Recorder(folder) as recorder:
            for event in (make_started(folder.path), make_epoch(1, 0.8), make_epoch(2, 0.7, is_best=False)):
                recorder.record(event)
            recorder.record(make_finished(folder.path))
        return folder

    return make


@pytest.fixture
def reads(monkeypatch):
    """The names of the runs whose records are read."""
    names = []
    real = run_record.find_record
    monkeypatch.setattr(run_record, "find_record", lambda run: names.append(run.path.name) or real(run))
    return names


def test_that_a_run_is_read_again_only_where_it_changed(tmp_path, make_run, make_epoch, reads):
    one, two = make_run("one"), make_run("two")
    runs = RunList()
    first = runs.read([tmp_path / "runs"])
    assert runs.read([tmp_path / "runs"]) == first
    assert sorted(reads) == sorted([one.path.name, two.path.name])
    with Recorder(one) as recorder:
        recorder.record(make_epoch(3, 0.9))
        (record,) = (record for record in runs.read([tmp_path / "runs"]) if record.path == one.path)
        assert (record.state, record.epochs) == ("running", 3)
    (record,) = (record for record in runs.read([tmp_path / "runs"]) if record.path == one.path)
    assert record.state == "interrupted"
    assert reads.count(two.path.name) == 1


def test_that_several_folders_are_listed_and_a_folder_may_be_a_run(tmp_path, make_run):
    one, two, three = make_run("one"), make_run("two", "elsewhere"), make_run("three", "elsewhere")
    records = RunList().read([tmp_path / "runs", two.path, three.path, tmp_path / "missing", tmp_path / "runs"])
    assert {record.path for record in records} == {one.path, two.path, three.path}
    assert len(records) == 3


def test_that_a_run_that_is_gone_is_listed_no_more(tmp_path, make_run):
    folder = make_run("one")
    runs = RunList()
    assert len(runs.read([tmp_path / "runs"])) == 1
    folder.path.rename(tmp_path / "away")
    assert runs.read([tmp_path / "runs"]) == []


def test_that_a_record_says_how_a_run_was_trained_and_what_came_of_it(tmp_path, make_run):
    recipe = Recipe(data=DataConfig(name="folder", path="/data/pets/"), batch_size=64, learning_rate=0.05)
    make_run("one", recipe=recipe)
    (record,) = RunList().read([tmp_path / "runs"])
    details = record.details
    assert (details.data, details.batch_size, details.learning_rate, details.optimizer) == ("pets", 64, 0.05, "sgd")
    assert (details.num_epochs, details.params, details.device) == (2, 1234, "CPU, 1 thread")
    assert (details.best_epoch, details.test_loss, details.seconds) == (1, 0.6, 3.0)


def test_that_a_run_without_a_readable_experiment_has_no_details_of_its_recipe(tmp_path, make_run):
    folder = make_run("one")
    folder.experiment_file.write_text('{"recipe": [1]}')
    (record,) = RunList().read([tmp_path / "runs"])
    assert (record.details.batch_size, record.details.data) == (None, None)
