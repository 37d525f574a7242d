"""Which parameters decay, and with what they are updated."""

import pytest
from torch import nn

from explorer.experiment.recipe import Recipe
from explorer.training.loop.training_step import build_optimiser, set_learning_rate


@pytest.fixture
def model():
    return nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Flatten(), nn.Linear(2, 2))


def decays(optimiser):
    return {id(parameter): group["weight_decay"] for group in optimiser.param_groups for parameter in group["params"]}


@pytest.mark.parametrize("optimizer", ["sgd", "adamw"])
def test_that_batch_norm_and_biases_do_not_decay(model, optimizer):
    found = decays(build_optimiser(model, Recipe(optimizer=optimizer, weight_decay=0.1)))
    assert {name: found[id(parameter)] for name, parameter in model.named_parameters()} == {
        "0.weight": 0.1, "0.bias": 0.0, "1.weight": 0.0, "1.bias": 0.0, "3.weight": 0.1, "3.bias": 0.0
    }  # fmt: skip


def test_that_all_decay_where_asked(model):
    assert set(decays(build_optimiser(model, Recipe(weight_decay=0.1, decay_all=True))).values()) == {0.1}


def test_that_sgd_without_momentum_is_plain(model):
    group = build_optimiser(model, Recipe(momentum=0.0)).param_groups[0]
    assert (group["momentum"], group["nesterov"]) == (0.0, False)


def test_that_momentum_is_beta_1_of_adamw(model):
    assert build_optimiser(model, Recipe(optimizer="adamw", momentum=0.8)).param_groups[0]["betas"] == (0.8, 0.999)


def test_that_the_rate_is_set_for_all(model):
    optimiser = build_optimiser(model, Recipe())
    set_learning_rate(optimiser, 0.25)
    assert [group["lr"] for group in optimiser.param_groups] == [0.25, 0.25]
