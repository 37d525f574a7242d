import numpy as np
import pytest

from explorer.ui.training.smoothed_series import SmoothedSeries


def plain_average(values, window):
    """The definition, one value after another."""
    keep, total, weight, result = 1 - 1 / window, 0.0, 0.0, []
    for value in values:
        total, weight = keep * total + value / window, keep * weight + 1 / window
        result.append(total / weight)
    return np.array(result)


@pytest.mark.parametrize("window", [1, 2, 10, 1000])
def test_that_it_is_the_exponential_moving_average(window):
    values = np.random.default_rng(0).normal(size=5000)
    np.testing.assert_allclose(SmoothedSeries(window).of(values), plain_average(values, window), atol=1e-12)


def test_that_a_series_that_grows_gives_what_the_whole_one_gives():
    values = np.random.default_rng(0).normal(size=1000)
    growing = SmoothedSeries(7)
    for end in (0, 1, 5, 64, 65, 300, 1000):
        growing.of(values[:end])
    np.testing.assert_allclose(growing.of(values), SmoothedSeries(7).of(values), atol=1e-12)


def test_that_a_constant_stays_what_it_is():
    np.testing.assert_allclose(SmoothedSeries(50).of(np.full(300, 0.25)), 0.25)


def test_that_one_value_that_is_no_number_does_not_spoil_the_rest():
    values = np.ones(100)
    values[50] = np.inf
    assert np.isfinite(SmoothedSeries(10).of(values)).all()
