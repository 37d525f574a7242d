"""Frozen stages stay what they were, and each stage learns at its own rate."""

import pytest
import torch

from explorer.runs.events import EpochDone, JobFinished
from explorer.training.checkpoints.checkpoint import load_checkpoint
from explorer.training.loop.fine_tuning import FineTuning
from explorer.training.loop.training_step import build_optimiser, set_learning_rate
from models.build import build_model
from models.spec import resolve


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
    experiment = make_experiment(stage_rate=0.5, frozen_stages=(0,), optimizer=optimizer)
    model = build_model(resolve(experiment.network))
    optimiser = build_optimiser(model, experiment.recipe, FineTuning(model, experiment).lr_scales)
    set_learning_rate(optimiser, 0.8)
    rates = {id(parameter): group["lr"] for group in optimiser.param_groups for parameter in group["params"]}
    found = {name.partition(".")[0]: rates.get(id(value)) for name, value in model.named_parameters()}
    assert found == {"conv1": None, "bn1": None, "layer1": 0.2, "layer2": 0.4, "fc": 0.8}


def test_that_a_fine_tuning_goes_on_after_an_interruption(run_job, make_experiment, tmp_path):
    experiment = make_experiment(epochs=2, stage_rate=0.5, frozen_stages=(1,))
    whole = run_job(experiment)
    begun = run_job(experiment, stop=lambda event: isinstance(event, EpochDone))
    assert begun.last.stopped
    ended = run_job(experiment, folder=begun.folder, resume=True)
    one, _ = load_checkpoint(whole.folder.last_file)
    other, _ = load_checkpoint(ended.folder.last_file)
    assert not changed(one, other)
