import numpy as np
import pytest

from explorer.ui.plots.curve import Smoothed, thinned

STEPS = np.arange(1.0, 100_001.0)


def test_that_what_is_in_view_reaches_one_point_over_each_edge():
    assert thinned(STEPS, STEPS, 10.5, 20.5, 100)[0].tolist() == list(range(10, 22))
    assert len(thinned(STEPS, STEPS, -5, 1e9, 100_000)[0]) == 100_000
    assert len(thinned(np.empty(0), np.empty(0), 0, 1, 100)[0]) == 0


def test_that_few_points_stay_as_they_are():
    x, y = thinned(STEPS[:500], STEPS[:500] ** 2, 0, 500, 300)
    np.testing.assert_array_equal(x, STEPS[:500])
    np.testing.assert_array_equal(y, STEPS[:500] ** 2)


@pytest.mark.parametrize("count", [100_000, 99_999, 65_537])
def test_that_many_points_become_few_and_no_spike_is_lost(count):
    values = np.zeros(count)
    values[[0, 12_345, count - 1]] = (3, -7, 5)
    x, y = thinned(STEPS[:count], values, 0, count, 400)
    assert len(x) == len(y) <= 4 * 400 + 4
    assert {3, -7, 5} <= set(y)
    assert (np.diff(x) >= 0).all()


def test_that_a_growing_curve_keeps_the_points_it_had():
    values = np.random.default_rng(0).normal(size=100_000)
    before = thinned(STEPS[:90_000], values[:90_000], 0, 90_000, 400)
    after = thinned(STEPS, values, 0, 100_000, 400)
    whole = len(before[0]) - 2
    np.testing.assert_array_equal(before[1][:whole], after[1][:whole])


def test_that_a_moving_view_cuts_at_the_same_places():
    values = np.random.default_rng(0).normal(size=100_000)
    one = thinned(STEPS, values, 10_000, 60_000, 400)
    other = thinned(STEPS, values, 10_007, 60_007, 400)
    assert len(set(one[0]) - set(other[0])) <= 1


def test_that_what_is_no_number_hides_no_spike():
    y = np.zeros(10_000)
    y[500], y[501], y[502] = np.nan, 7.0, np.inf
    assert thinned(np.arange(10_000.0), y, 0, 10_000, 20)[1].max() == 7


def plain_average(values, window):
    """The definition, one value after another."""
    keep, total, weight, result = 1 - 1 / window, 0.0, 0.0, []
    for value in values:
        total, weight = keep * total + value / window, keep * weight + 1 / window
        result.append(total / weight)
    return np.array(result)


@pytest.mark.parametrize("window", [1, 2, 10, 1000])
def test_that_smoothing_is_the_exponential_moving_average(window):
    values = np.random.default_rng(0).normal(size=5000)
    np.testing.assert_allclose(Smoothed(window).of(values), plain_average(values, window), atol=1e-12)


def test_that_a_series_that_grows_is_smoothed_as_the_whole_one():
    values = np.random.default_rng(0).normal(size=1000)
    growing = Smoothed(7)
    for end in (0, 1, 5, 64, 65, 300, 1000):
        growing.of(values[:end])
    np.testing.assert_allclose(growing.of(values), Smoothed(7).of(values), atol=1e-12)


def test_that_a_constant_stays_what_it_is():
    np.testing.assert_allclose(Smoothed(50).of(np.full(300, 0.25)), 0.25)


def test_that_one_value_that_is_no_number_does_not_spoil_the_rest():
    values = np.ones(100)
    values[50] = np.inf
    assert np.isfinite(Smoothed(10).of(values)).all()
