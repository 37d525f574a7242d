"""Frozen stages stay what they were, each stage learns at its own rate, and weights that others trained come first."""

import urllib.error

import pytest
import safetensors.torch
import torch

from explorer.runs.events import EpochDone, JobFailed, JobFinished, JobNote, JobStarted
from explorer.training import training_job
from explorer.training.checkpoints.checkpoint import load_checkpoint
from explorer.training.loop.fine_tuning import FineTuning, load_start_weights
from explorer.training.loop.optimiser import build_optimiser, set_learning_rate
from models.build import build_model
from models.presets import PRESETS
from models.spec import resolve
from models.weights import WeightsError


def changed(before: dict, after: dict) -> set[str]:
    """The first parts of the names whose tensors differ."""
    return {name.partition(".")[0] for name in before if not torch.equal(before[name], after[name])}


def test_that_frozen_stages_keep_their_weights_and_statistics(run_job, make_experiment):
    first = run_job(make_experiment(epochs=1))
    begun, _ = load_checkpoint(first.folder.last_file)
    tuned = run_job(make_experiment(epochs=1, start_from=str(first.folder.last_file), frozen_stages=(0, 1)))
    assert isinstance(tuned.last, JobFinished)
    ended, _ = load_checkpoint(tuned.folder.last_file)
    assert changed(begun, ended) == {"layer2", "fc"}


def test_that_a_stage_that_is_not_there_is_said(run_job, make_experiment):
    failed = run_job(make_experiment(frozen_stages=(3,)))
    assert failed.last.message == ("The recipe freezes stage 3, but the network has 2; take it out of frozen_stages.")


@pytest.mark.parametrize("optimizer", ["sgd", "adamw"])
def test_that_earlier_stages_learn_more_slowly(make_experiment, optimizer):
    experiment = make_experiment(stage_lr_decay=0.5, frozen_stages=(0,), optimizer=optimizer)
    model = build_model(resolve(experiment.network))
    optimiser = build_optimiser(model, experiment.recipe, FineTuning(model, experiment).lr_scales)
    set_learning_rate(optimiser, 0.8)
    rates = {id(parameter): group["lr"] for group in optimiser.param_groups for parameter in group["params"]}
    found = {name.partition(".")[0]: rates.get(id(value)) for name, value in model.named_parameters()}
    assert found == {"conv1": None, "bn1": None, "layer1": 0.2, "layer2": 0.4, "fc": 0.8}


def test_that_a_fine_tuning_goes_on_after_an_interruption(run_job, make_experiment, tmp_path):
    experiment = make_experiment(epochs=2, stage_lr_decay=0.5, frozen_stages=(1,))
    whole = run_job(experiment)
    begun = run_job(experiment, stop=lambda event: isinstance(event, EpochDone))
    assert begun.last.stopped
    ended = run_job(experiment, folder=begun.folder, resume=True)
    one, _ = load_checkpoint(whole.folder.last_file)
    other, _ = load_checkpoint(ended.folder.last_file)
    assert not changed(one, other)


def notes(job) -> list[str]:
    return [note.message for note in job.all(JobNote)]


@pytest.fixture
def weights_file(tmp_path, make_network):
    """A file of weights for the tiny network of ten classes."""
    torch.manual_seed(5)
    path = tmp_path / "weights.safetensors"
    safetensors.torch.save_file(build_model(resolve(make_network())).state_dict(), path)
    return path


@pytest.fixture
def say():
    return lambda message: None


def test_that_a_run_begins_where_another_ended(run_job, make_experiment):
    before = run_job(make_experiment(epochs=4))
    best = before.last.best_test_accuracy
    after = run_job(make_experiment(epochs=1, learning_rate=1e-6, start_from=str(before.folder.best_file)))
    assert notes(after) == [f"Training begins with the weights of {before.folder.best_file}."]
    assert after.last.best_test_accuracy == pytest.approx(best, abs=0.03)


def test_that_another_number_of_classes_keeps_the_body_and_says_so(weights_file, make_network, say):
    spec = resolve(make_network(num_classes=3))
    model = build_model(spec)
    head = model.fc.weight.clone()
    said = []
    load_start_weights(model, spec, str(weights_file), said.append)
    given = safetensors.torch.load_file(weights_file)
    assert torch.equal(model.conv1.weight, given["conv1.weight"])
    assert torch.equal(model.fc.weight, head)
    assert said == [f"Training begins with the weights of {weights_file}, but for a fresh head of 3 classes."]


def test_that_weights_that_do_not_fit_are_listed_before_any_image_is_read(
    run_job, make_experiment, make_network, weights_file, monkeypatch
):
    monkeypatch.setattr(training_job, "load_data", lambda *_, **__: pytest.fail("images were read"))
    wider = make_network()
    stages = (wider.stages[0].model_copy(update={"width": 12}), wider.stages[1])
    job = run_job(make_experiment(network=wider.model_copy(update={"stages": stages}), start_from=str(weights_file)))
    assert isinstance(job.last, JobFailed)
    message = job.last.message
    assert message.startswith(f"The weights of {weights_file} do not fit the network: missing: layer1.0.downsample.")
    assert "of another shape: layer1.0.conv1.weight is [8, 8, 3, 3] in the weights and [12, 8, 3, 3]" in message
    assert message.endswith(".")
    assert not job.all(JobStarted)


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read: No such file"), (b"torn", "is not a whole file of weights")],
)
def test_that_a_file_that_cannot_be_used_is_one_sentence(run_job, make_experiment, tmp_path, content, words):
    path = tmp_path / "weights.pt"
    if content is not None:
        path.write_bytes(content)
    job = run_job(make_experiment(start_from=str(path)))
    assert isinstance(job.last, JobFailed)
    assert words in job.last.message
    assert not job.all(JobStarted)


def test_that_torchvisions_weights_are_those_of_the_known_network(monkeypatch):
    config = PRESETS["resnet18"].model_copy(update={"num_classes": 10})
    published = build_model(resolve(PRESETS["resnet18"])).state_dict()
    monkeypatch.setattr("torchvision.models._api.load_state_dict_from_url", lambda *_, **__: published)
    spec, said = resolve(config), []
    model = build_model(spec)
    load_start_weights(model, spec, "torchvision", said.append)
    assert torch.equal(model.layer4[1].conv2.weight, published["layer4.1.conv2.weight"])
    assert said == [
        "Loading torchvision's ImageNet weights of resnet18, which are downloaded once.",
        "Training begins with the weights of torchvision's resnet18, but for a fresh head of 10 classes.",
    ]


def test_that_without_a_network_the_way_out_is_said(monkeypatch, say):
    def fail(*_, **__):
        raise urllib.error.URLError("Name or service not known")

    monkeypatch.setattr("torchvision.models._api.load_state_dict_from_url", fail)
    spec = resolve(PRESETS["resnet18"])
    with pytest.raises(
        WeightsError, match=r"resnet18 cannot be downloaded .*; connect to the network, or put resnet18-"
    ):
        load_start_weights(build_model(spec), spec, "torchvision", say)


def test_that_a_network_torchvision_does_not_know_is_said(run_job, make_experiment):
    job = run_job(make_experiment(start_from="torchvision"))
    assert isinstance(job.last, JobFailed)
    assert job.last.message.startswith("torchvision publishes no weights for this network; ")
