"""Sources: presets, families with their numbers, files, and files of weights by their metadata."""

import json
import struct
import zipfile

import pytest

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import ExperimentFileError, save_experiment, write_experiment
from explorer.experiment.source import SourceError, load_legal_source, load_source, load_weights_experiment
from models.presets import PRESETS


def test_that_a_family_with_its_numbers_is_a_source():
    experiment = load_legal_source("cifar_densenet_bc:100,k=12")
    assert experiment.name == "cifar_densenet_bc:100,k=12"
    assert experiment.network == PRESETS["densenet_bc100_k12_cifar"]


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            "cifar_resnet:21",
            "cifar_resnet:21: a CIFAR ResNet of basic blocks has depth 6n + 2, which 21 is not; "
            "the nearest are 20 and 26.",
        ),
        (
            "cifar_wide_resnet",
            "cifar_wide_resnet: cifar_wide_resnet takes depth and factor, like cifar_wide_resnet:28x10.",
        ),
        ("cifar_resnt", '"cifar_resnt" is neither a preset nor a file, did you mean "cifar_resnet"'),
    ],
)
def test_that_a_family_that_cannot_be_had_is_one_sentence(source, sentence):
    with pytest.raises(SourceError) as refused:
        load_source(source)
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def test_that_numbers_beyond_the_rules_are_the_networks_issues():
    with pytest.raises(SourceError, match=r"^cifar_resnet:600002: stages\.0\.blocks: blocks must be"):
        load_legal_source("cifar_resnet:600002")


def test_that_a_file_may_be_named_like_anything_with_a_path_before_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save_experiment("./cifar_resnet", Experiment(name="mine", network=PRESETS["digits_resnet"]))
    assert load_source("./cifar_resnet").name == "mine"


def test_that_a_runs_folder_stands_for_what_was_trained(tmp_path):
    experiment = Experiment(name="mine", network=PRESETS["digits_resnet"])
    save_experiment(tmp_path / "experiment.json", experiment)
    assert load_source(str(tmp_path)) == experiment


MINE = Experiment(name="mine", network=PRESETS["digits_resnet"])


@pytest.fixture
def write_weights(tmp_path):
    """Writes a file with metadata and no weights."""

    def write(name: str, metadata: dict[str, str]):
        path = tmp_path / name
        if name.endswith(".safetensors"):
            header = json.dumps({"__metadata__": metadata}).encode()
            path.write_bytes(struct.pack("<Q", len(header)) + header)
        else:
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("w/resdense.json", json.dumps(metadata))
        return path

    return write


@pytest.mark.parametrize("name", ["w.safetensors", "w.pt"])
def test_that_the_network_comes_back_and_training_begins_with_the_weights(write_weights, name):
    path = write_weights(name, {"experiment": write_experiment(MINE)})
    experiment = load_weights_experiment(path)
    assert (experiment.name, experiment.network) == (MINE.name, MINE.network)
    assert experiment.recipe == MINE.recipe.model_copy(update={"start_from": str(path)})
    assert load_source(str(path)) == experiment


def test_that_the_experiment_beside_says_it_for_a_file_that_does_not(write_weights, tmp_path):
    path = write_weights("old.pt", {})
    save_experiment(tmp_path / "old.resdense.json", MINE)
    assert load_weights_experiment(path).network == MINE.network


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({}, "does not say which network it is of; open that network"),
        ({"experiment": ""}, "is empty"),
        ({"experiment": "{}"}, "is not an experiment of ResDense"),
        ({"experiment": " " * (5 * 2**20)}, "larger than any"),
    ],
)
def test_that_what_does_not_say_its_network_is_one_sentence(write_weights, metadata, words):
    path = write_weights("w.safetensors", metadata)
    with pytest.raises(ExperimentFileError, match=words) as refused:
        load_weights_experiment(path)
    assert path.name in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["nothing.safetensors", "nothing.pt"])
def test_that_a_missing_file_is_one_sentence(tmp_path, name):
    with pytest.raises(ExperimentFileError, match=rf"{name} cannot be read: No such file or directory\.$"):
        load_weights_experiment(tmp_path / name)


@pytest.mark.parametrize("content", [b"", b"PK", b"hello"])
def test_that_what_is_no_file_of_weights_is_one_sentence(tmp_path, content):
    (tmp_path / "torn.pt").write_bytes(content)
    with pytest.raises(ExperimentFileError, match=r"torn\.pt is not a whole file of weights; make it again\.$"):
        load_weights_experiment(tmp_path / "torn.pt")
