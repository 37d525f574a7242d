"""The network comes back from a file of its weights, of which nothing but the metadata is read."""

import json
import struct
import zipfile

import pytest

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import ExperimentFileError, save_experiment, write_experiment
from explorer.experiment.source import load_source
from explorer.experiment.weights_experiment import load_weights_experiment
from models.presets import PRESETS

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
