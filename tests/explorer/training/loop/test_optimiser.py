"""Which parameters decay, with what they are updated, and the learning rate over the steps."""

import pytest
from torch import nn

from explorer.experiment.recipe import Recipe
from explorer.training.loop.optimiser import (
    build_optimiser,
    count_epochs,
    count_steps,
    learning_rate,
    set_learning_rate,
)


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


def rates(schedule, num_steps=400, **recipe):
    recipe = Recipe(schedule=schedule, learning_rate=0.5, **recipe)
    return [learning_rate(recipe, step, num_steps) for step in range(1, num_steps + 1)]


def test_that_constant_stays():
    assert set(rates("constant")) == {0.5}


def test_that_cosine_falls_from_the_highest_to_nearly_nothing():
    cosine = rates("cosine")
    assert cosine[0] == 0.5
    assert cosine == sorted(cosine, reverse=True)
    assert cosine[200] == pytest.approx(0.25)
    assert 0 < cosine[-1] < 1e-4


def test_that_one_cycle_rises_and_falls():
    cycle = rates("one_cycle")
    top = cycle.index(max(cycle))
    assert (cycle[0], cycle[top]) == (pytest.approx(0.05), 0.5)
    assert cycle[: top + 1] == sorted(cycle[: top + 1])
    assert cycle[top:] == sorted(cycle[top:], reverse=True)
    assert 0 < cycle[-1] < 1e-4


def test_that_step_divides_by_ten_at_half_and_three_quarters():
    step = rates("step")
    assert [step[0], step[199], step[200], step[299], step[300], step[399]] == pytest.approx(
        [0.5, 0.5, 0.05, 0.05, 0.005, 0.005]
    )


@pytest.mark.parametrize("schedule", ["constant", "cosine", "one_cycle", "step"])
def test_that_a_single_step_has_a_rate(schedule):
    assert rates(schedule, num_steps=1)[0] > 0


def test_that_the_paper_of_resnet_falls_at_32k_and_48k_of_64k_steps():
    recipe = Recipe(schedule="step", learning_rate=0.1, steps=64_000)
    at = {step: learning_rate(recipe, step, 64_000) for step in (32_000, 32_001, 48_000, 48_001)}
    assert list(at.values()) == pytest.approx([0.1, 0.01, 0.01, 0.001])


def test_that_milestones_and_their_factor_can_be_chosen():
    step = rates("step", milestones=(0.25,), decay_factor=0.5)
    assert (step[99], step[100], step[-1]) == (0.5, 0.25, 0.25)


@pytest.mark.parametrize("schedule", ["constant", "cosine", "one_cycle", "step"])
def test_that_any_schedule_can_warm_up(schedule):
    warm = rates(schedule, warm_up=0.1)
    assert warm[0] == pytest.approx(0.05)
    assert warm[:41] == sorted(warm[:41])
    assert warm[40] == 0.5


def test_that_the_length_is_counted_in_epochs_or_in_steps():
    assert (count_steps(Recipe(epochs=3), 10), count_epochs(Recipe(epochs=3), 10)) == (30, 3)
    assert (count_steps(Recipe(steps=25), 10), count_epochs(Recipe(steps=25), 10)) == (25, 3)
