"""The learning-rate finder grows the rate until the loss runs away, and names the steepest place."""

import math

import pytest

from explorer.experiment.recipe import DataConfig
from explorer.runs.events import Loading, RatesTried
from explorer.training.loop.rate_finder import find_rate, suggest


def never():
    return False


def test_that_the_steepest_place_before_the_lowest_is_suggested():
    rates = [10 ** (power / 4) for power in range(-12, 5)]
    losses = [2 - 1 / (1 + math.exp(-4 * (math.log10(rate) + 1))) for rate in rates[:-2]] + [3.0, 9.0]
    assert suggest(rates, losses) == pytest.approx(0.1, rel=0.3)


@pytest.mark.parametrize(("rates", "losses"), [([], []), ([0.1, 0.2], [2, 1]), ([0.1, 0.2, 0.4], [1, 2, 3])])
def test_that_nothing_is_suggested_where_nothing_falls(rates, losses):
    assert suggest(rates, losses) is None


@pytest.mark.parametrize("optimizer", ["sgd", "adamw"])
def test_that_rates_grow_to_one_that_is_of_use(make_experiment, optimizer):
    told = []
    found = find_rate(make_experiment(optimizer=optimizer, batch_size=64), told.append, never, num_steps=40)
    assert list(found.rates) == sorted(found.rates)
    assert len(found.rates) == len(found.losses) > 20
    assert 1e-4 < found.suggestion < 10
    tried = [event for event in told if isinstance(event, RatesTried)]
    assert tuple(rate for event in tried for rate in event.rates) == found.rates[: sum(len(e.rates) for e in tried)]


def test_that_a_search_can_be_stopped_before_and_in_the_middle(make_experiment, make_network, image_root):
    assert find_rate(make_experiment(), lambda event: None, lambda: True).rates == ()
    told = []
    found = find_rate(make_experiment(), told.append, lambda: bool(told), num_steps=40)
    assert 1 <= len(found.rates) < 40
    folder = DataConfig(name="folder", path=str(image_root))
    experiment = make_experiment(network=make_network(num_classes=2), data=folder)
    told = []
    assert find_rate(experiment, told.append, lambda: bool(told)).suggestion is None
    assert isinstance(told[0], Loading)
