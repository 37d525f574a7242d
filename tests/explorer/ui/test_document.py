import json

import pytest

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import ExperimentFileError, load_experiment
from explorer.ui import document as document_module
from explorer.ui.document import Document
from models.presets import PRESETS

GROWTH = "network.stages.0.growth_rate"


@pytest.fixture
def document(qapp):
    return Document(Experiment(name="dense", network=PRESETS["densenet121"]))


@pytest.fixture
def changes(document):
    heard = []
    document.changed.connect(lambda old, new: heard.append((old, new)))
    return heard


def test_that_every_edit_is_told_once_with_both_states(document, changes):
    before = document.state

    document.edit_field(GROWTH, 24)

    assert changes == [(before, document.state)]
    assert document.experiment.network.stages[0].growth_rate == 24
    assert document.analysis.config is document.experiment.network


def test_that_an_edit_that_changes_nothing_is_no_step(document, changes):
    document.edit_field(GROWTH, 32)

    assert changes == []
    assert document.undo_stack.count() == 0


def test_that_a_burst_in_one_field_is_one_step(document):
    for value in (1, 12, 128):
        document.edit_field(GROWTH, value)

    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.experiment.network.stages[0].growth_rate == 32


def test_that_a_pause_begins_a_new_step(document, monkeypatch):
    monkeypatch.setattr(document_module, "BURST_SECONDS", -1)

    document.edit_field(GROWTH, 12)
    document.edit_field(GROWTH, 16)

    assert document.undo_stack.count() == 2


def test_that_another_field_begins_a_new_step(document):
    document.edit_field(GROWTH, 12)
    document.edit_field("network.stages.1.growth_rate", 12)

    assert document.undo_stack.count() == 2


def test_that_a_burst_that_ends_where_it_began_is_no_step(document):
    document.edit_field(GROWTH, 12)
    document.edit_field(GROWTH, 32)

    assert document.undo_stack.count() == 0
    assert not document.is_modified


def test_that_an_edit_of_the_recipe_keeps_the_analysis(document):
    analysis = document.analysis

    document.edit_field("recipe.epochs", 3)

    assert document.analysis is analysis


def test_that_an_illegal_network_stays_editable(document):
    document.edit_field("network.stages.0.transition", 0.0)

    assert not document.analysis.is_legal
    document.undo_stack.undo()
    assert document.analysis.is_legal


def test_that_saving_and_opening_gives_the_same_experiment(document, tmp_path):
    path = tmp_path / "mine.resdense.json"
    document.edit_field(GROWTH, 12)
    saved = document.experiment

    document.save(path)
    assert not document.is_modified
    document.edit_field(GROWTH, 48)
    assert document.is_modified
    document.load(path)

    assert document.experiment == saved
    assert document.path == path
    assert document.undo_stack.count() == 0


def test_that_what_is_begun_has_no_file_and_undo_brings_the_old_one_back(document, tmp_path):
    old, new = tmp_path / "old.resdense.json", tmp_path / "new.resdense.json"
    document.edit_field(GROWTH, 12)
    document.save(old)
    preset = Experiment(name="resnet18", network=PRESETS["resnet18"])

    document.open_untitled(preset, "choose ResNet-18")
    assert (document.experiment, document.path, document.is_modified) == (preset, None, False)
    document.edit_field("network.stages.0.width", 24)
    assert document.is_modified
    document.save(new)

    document.undo_stack.undo()
    document.undo_stack.undo()
    assert (document.experiment.name, document.path, document.is_modified) == ("dense", old, False)
    document.undo_stack.undo()
    assert document.is_modified
    for _ in range(3):
        document.undo_stack.redo()
    assert (document.path, document.is_modified) == (new, False)
    assert load_experiment(old).name == "dense"


def test_that_what_is_edited_back_is_not_unsaved(document):
    document.edit_field(GROWTH, 12)
    document.edit_field("name", "other")
    document.edit_field("name", "dense")
    assert document.is_modified
    document.edit_field(GROWTH, 32)
    assert not document.is_modified


def test_that_a_broken_file_leaves_everything_as_it_was(document, changes, tmp_path):
    path = tmp_path / "broken.resdense.json"
    path.write_text(json.dumps({"format": "resdense-experiment", "schema_version": 1, "oops": 1}))
    document.edit_field(GROWTH, 12)
    before = document.state

    with pytest.raises(ExperimentFileError):
        document.load(path)

    assert document.state is before
    assert document.is_modified
    assert len(changes) == 1
