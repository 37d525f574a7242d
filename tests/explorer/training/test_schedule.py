"""The learning rate over the steps."""

import pytest

from explorer.experiment.recipe import Recipe
from explorer.training.schedule import learning_rate


def rates(schedule, num_steps=400):
    recipe = Recipe(schedule=schedule, learning_rate=0.5)
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
