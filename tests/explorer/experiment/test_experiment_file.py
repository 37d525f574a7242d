import json
import os
import stat

import pytest

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import ExperimentFileError, load_experiment, save_experiment
from explorer.experiment.field_path import assign
from explorer.experiment.recipe import DataConfig, Recipe
from models.config import DenseStage, NetworkConfig, ResidualStage
from models.presets import PRESETS
from models.spec import check


def problems_of(path, content: str | bytes | dict) -> tuple[str, ...]:
    if isinstance(content, dict):
        content = json.dumps(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ExperimentFileError) as caught:
        load_experiment(path)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def experiment(**changes) -> dict:
    network = {"stages": [{"kind": "residual"}, {"kind": "dense"}]}
    return {"format": "resdense-experiment", "schema_version": 1, "name": "net", "network": network} | changes


@pytest.fixture
def path(tmp_path):
    return tmp_path / "net.json"


@pytest.mark.parametrize("name", PRESETS)
def test_that_every_preset_comes_back_as_it_was(tmp_path, name):
    saved = Experiment(name=name, network=PRESETS[name])
    save_experiment(tmp_path / "a.resdense.json", saved)
    assert load_experiment(tmp_path / "a.resdense.json") == saved


def test_that_names_in_any_script_and_all_recipe_fields_come_back(path):
    recipe = Recipe(data=DataConfig(name="folder", path="/数据/小 图"), epochs=3, learning_rate=0.05, precision="bf16")
    network = NetworkConfig(stages=(ResidualStage(width_per_group=4, groups=32), DenseStage(bottleneck=None)))
    saved = Experiment(name="残差 ü 'net\"", network=network, recipe=recipe)
    save_experiment(path, saved)
    assert load_experiment(path) == saved
    assert "残差" in path.read_text(encoding="utf-8")


def test_that_an_activation_is_written_only_where_it_is_not_the_usual_one(path):
    usual = NetworkConfig(stages=(ResidualStage(), DenseStage()))
    save_experiment(path, Experiment(network=usual))
    assert "activation" not in path.read_text(encoding="utf-8")
    stages = (ResidualStage(activation="relu"), DenseStage(activation="gelu"))
    saved = Experiment(network=usual.model_copy(update={"activation": "silu", "stages": stages}))
    save_experiment(path, saved)
    assert load_experiment(path) == saved


def test_that_a_saved_file_names_its_format_and_reads_well(path):
    save_experiment(path, Experiment(network=PRESETS["resnet18"]))
    content = json.loads(path.read_text(encoding="utf-8"))
    assert (content["format"], content["schema_version"]) == ("resdense-experiment", 3)
    assert path.read_text(encoding="utf-8").startswith('{\n  "format": "resdense-experiment",\n')


def test_that_a_file_of_the_first_schema_means_what_it_meant(path):
    path.write_text(json.dumps(experiment(recipe={"schedule": "one_cycle", "epochs": 3, "batch_size": 64})))
    assert load_experiment(path).recipe == Recipe(schedule="one_cycle", epochs=3, batch_size=64)


def test_that_a_field_is_read_by_its_old_name_and_written_by_its_new_one(path):
    path.write_text(json.dumps(experiment(schema_version=2, recipe={"stage_rate": 0.5})))
    found = load_experiment(path)
    assert found.recipe == assign(Recipe(), "stage_rate=0.5") == Recipe(stage_lr_decay=0.5)

    save_experiment(path, found)
    assert json.loads(path.read_text(encoding="utf-8"))["recipe"]["stage_lr_decay"] == 0.5
    assert "stage_rate" not in path.read_text(encoding="utf-8")
    assert load_experiment(path) == found
    assert Recipe().steps is Recipe().warm_up is Recipe().ema is None


def test_that_a_bare_network_config_gets_the_default_recipe_and_the_files_name(tmp_path):
    path = tmp_path / "my net.resdense.json"
    path.write_text(json.dumps({"num_classes": 7, "stages": [{"kind": "dense", "growth_rate": 12}]}))
    loaded = load_experiment(path)
    assert loaded.name == "my net"
    assert loaded.network == NetworkConfig(num_classes=7, stages=(DenseStage(growth_rate=12),))
    assert loaded.recipe == Recipe()


def test_that_a_file_with_a_byte_order_mark_is_read(path):
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(experiment()).encode())
    assert load_experiment(path).name == "net"


def test_that_an_illegal_network_is_read_so_that_it_can_be_edited(path):
    path.write_text(json.dumps({"stages": [{"kind": "residual", "width": -3, "groups": 7}]}))
    assert check(load_experiment(path).network)


def test_that_all_mistakes_come_at_once_each_with_its_path(path):
    stages = [
        {"kind": "residual", "width": "12", "block": "basc", "width_per_group": 1.5},
        {"kind": "dense", "growth_rate": None, "transition": "half"},
        {"kind": "danse"},
        {"blocks": 2},
        7,
    ]
    found = problems_of(path, experiment(name=3, network={"stages": stages, "stem": []}, recipe={"nesterov": 1}))
    assert sorted(found) == sorted(
        [
            "net.json: name: expected a text, found 3.",
            "net.json: network.stem: expected an object, found a list.",
            'net.json: network.stages.0.width: expected a whole number, found "12".',
            'net.json: network.stages.0.block: expected "basic" or "bottleneck", found "basc".',
            "net.json: network.stages.0.width_per_group: expected a whole number or null, found 1.5.",
            "net.json: network.stages.1.growth_rate: expected a whole number, found null.",
            'net.json: network.stages.1.transition: expected a number or null, found "half".',
            'net.json: network.stages.2.kind: expected "residual" or "dense", found "danse".',
            'net.json: network.stages.3.kind: is missing, expected "residual" or "dense".',
            "net.json: network.stages.4: expected an object, found 7.",
            "net.json: recipe.nesterov: expected true or false, found 1.",
        ]
    )


def test_that_a_bare_networks_mistakes_have_paths_of_that_file(path):
    found = problems_of(path, {"stages": [{"kind": "residual"}, {"kind": "dense", "growth_rate": "12"}]})
    assert found == ('net.json: stages.1.growth_rate: expected a whole number, found "12".',)


def test_that_an_unknown_key_is_named_with_the_nearest_legal_one(path):
    found = problems_of(path, {"stages": [{"kind": "dense", "growht_rate": 12}], "num_clases": 3})
    assert set(found) == {
        'net.json: stages.0.growht_rate: unknown key, did you mean "growth_rate"?',
        'net.json: num_clases: unknown key, did you mean "num_classes"?',
    }


def test_that_an_unknown_key_unlike_any_other_is_answered_with_the_legal_ones(path):
    assert problems_of(path, experiment(zzz=1)) == (
        'net.json: zzz: unknown key; known here are "name", "network" and "recipe".',
    )


def test_that_a_key_of_the_other_kind_of_stage_is_refused(path):
    (found,) = problems_of(path, {"stages": [{"kind": "residual", "residual": 3}]})
    assert found.startswith("net.json: stages.0.residual: unknown key; known here are ")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{\n "stages": [tru]\n}', "net.json: is not JSON: line 2, column 13: Expecting value."),
        ("", "net.json: is empty."),
        ("[]", "net.json: is not an experiment of ResDense: it holds no JSON object."),
        ("[" * 100_000, "net.json: is nested too deeply."),
        ('{"name": 1, "name": 2}', 'net.json: the key "name" stands twice in one object.'),
        ('{"stages": [], "num_classes": NaN}', "net.json: NaN is not a number that an experiment can hold."),
        ('{"stages": [], "num_classes": 1e999}', "net.json: 1e999 is not a number that an experiment can hold."),
        (f'{{"stages": [], "num_classes": {"9" * 5000}}}', "net.json: 999999999999999999... is too large a number."),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "net.json: is not a text file."),
        (b" " * 5 * 2**20, "net.json: is larger than 4 MiB: not an experiment of ResDense."),
        ({"format": "other"}, 'net.json: is not an experiment of ResDense: it has no "format": "resdense-experiment".'),
        (experiment(schema_version=True), "net.json: schema_version: expected a whole number from 1 on."),
        (
            experiment(schema_version=4, hologram=1),
            "net.json: was saved by a newer ResDense (schema version 4, this one reads up to 3): "
            "update ResDense to open it.",
        ),
        ({"format": "resdense-experiment", "schema_version": 1}, "net.json: network: is missing."),
    ],
)
def test_that_a_file_of_another_kind_gets_one_sentence(path, content, sentence):
    assert problems_of(path, content) == (sentence,)


def test_that_a_missing_file_a_folder_and_a_pipe_get_one_sentence(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, sentence in {
        "no.json": "cannot be read: no such file",
        "": "is a folder",
        "pipe": "is not a regular",
    }.items():
        with pytest.raises(ExperimentFileError, match=sentence) as caught:
            load_experiment(tmp_path / name)
        assert len(caught.value.problems) == 1


def test_that_a_failed_save_keeps_the_old_file_and_leaves_nothing_else(path, monkeypatch):
    save_experiment(path, Experiment(name="old", network=PRESETS["resnet18"]))

    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ValueError, match=r"net\.json"):
        save_experiment(path, Experiment(name="new", network=PRESETS["resnet18"]))
    assert load_experiment(path).name == "old"
    assert list(path.parent.iterdir()) == [path]


def test_that_saving_where_one_cannot_write_is_one_sentence(tmp_path):
    with pytest.raises(ValueError, match="missing") as caught:
        save_experiment(tmp_path / "missing" / "a.json", Experiment(network=PRESETS["resnet18"]))
    assert "\n" not in str(caught.value)


def test_that_others_may_read_a_saved_file_as_they_may_any_other(path):
    previous = os.umask(0o022)
    try:
        save_experiment(path, Experiment(network=PRESETS["resnet18"]))
    finally:
        os.umask(previous)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_that_of_many_mistakes_the_first_are_said_and_the_others_counted(path):
    content = experiment(network={"stages": [{"kind": "odd"}] * 5000})
    said = problems_of(path, content)
    assert (len(said), said[-1]) == (21, "net.json: 4,980 more mistakes follow.")


def test_that_long_keys_and_numbers_are_cut_in_sentences(path):
    assert all(len(problem) < 300 for problem in problems_of(path, experiment(**{"k" * 2**20: 1})))
    twice = "{" + ", ".join(f'"{number}": 1' for number in range(100_000)) + ', "a": 1, "a": 2}'
    assert problems_of(path, twice) == ('net.json: the key "a" stands twice in one object.',)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("two\nlines\r\n", "two lines"), ("a\x1b[31mred\x00", "a [31mred"), ("n" * 2**20, "n" * 200), ("\n", "untitled")],
)
def test_that_a_name_is_one_printable_line_of_sensible_length(path, name, shown):
    path.write_text(json.dumps(experiment(name=name)))
    assert load_experiment(path).name == shown
    assert Experiment(name=name, network=PRESETS["resnet18"]).name == shown


@pytest.mark.timeout(20)
def test_that_a_pipe_and_nesting_below_the_stack_are_sentences(path):
    os.mkfifo(path.with_name("pipe.json"))
    with pytest.raises(ExperimentFileError, match="not a regular file"):
        load_experiment(path.with_name("pipe.json"))
    assert problems_of(path, '{"stages": ' + "[" * 900 + "]" * 900 + "}") == ("net.json: is nested too deeply.",)
