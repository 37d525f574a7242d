"""Sources: presets, families with their numbers, files."""

import pytest

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.experiment.source import SourceError, load_legal_source, load_source
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
