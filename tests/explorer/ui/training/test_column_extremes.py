import numpy as np
import pytest

from explorer.ui.training.column_extremes import GrowingExtremes, column_extremes, visible_slice

STEPS = np.arange(1.0, 100_001.0)


def test_that_the_visible_slice_reaches_one_point_over_each_edge():
    assert visible_slice(STEPS, 10.5, 20.5) == slice(9, 21)
    assert visible_slice(STEPS, -5, 1e9) == slice(0, 100_000)
    assert visible_slice(np.empty(0), 0, 1) == slice(0, 0)


def test_that_few_points_stay_as_they_are():
    x, y = column_extremes(STEPS[:500], STEPS[:500] ** 2, slice(0, 500), 300)
    np.testing.assert_array_equal(x, STEPS[:500])
    np.testing.assert_array_equal(y, STEPS[:500] ** 2)


@pytest.mark.parametrize("count", [100_000, 99_999, 65_537])
def test_that_many_points_become_few_and_no_spike_is_lost(count):
    values = np.zeros(count)
    values[[0, 12_345, count - 1]] = (3, -7, 5)
    x, y = column_extremes(STEPS[:count], values, slice(0, count), 400)
    assert len(x) == len(y) <= 4 * 400 + 4
    assert {3, -7, 5} <= set(y)
    assert (np.diff(x) >= 0).all()


def test_that_a_growing_curve_keeps_the_points_it_had():
    values = np.random.default_rng(0).normal(size=100_000)
    before = column_extremes(STEPS[:90_000], values[:90_000], slice(0, 90_000), 400)
    after = column_extremes(STEPS, values, slice(0, 100_000), 400)
    whole = len(before[0]) - 2
    np.testing.assert_array_equal(before[1][:whole], after[1][:whole])


def test_that_a_moving_view_cuts_at_the_same_places():
    values = np.random.default_rng(0).normal(size=100_000)
    one = column_extremes(STEPS, values, slice(10_000, 60_000), 400)
    other = column_extremes(STEPS, values, slice(10_007, 60_007), 400)
    assert len(set(one[0]) - set(other[0])) <= 1


def test_that_kept_extremes_change_nothing_while_a_curve_grows_and_a_view_moves():
    generator = np.random.default_rng(0)
    y = generator.normal(size=40_000)
    y[7] = np.nan
    kept = GrowingExtremes()
    for end in (100, 30_000, 30_001, 40_000):
        x = np.arange(1.0, end + 1)
        for shown in (slice(0, end), slice(end // 3, end), slice(0, end // 2)):
            plain = column_extremes(x, y[:end], shown, 40)
            quick = column_extremes(x, y[:end], shown, 40, kept)
            for one, other in zip(plain, quick, strict=True):
                np.testing.assert_array_equal(one, other)


def test_that_what_is_no_number_hides_no_spike():
    y = np.zeros(10_000)
    y[500], y[501], y[502] = np.nan, 7.0, np.inf
    drawn = column_extremes(np.arange(10_000.0), y, slice(0, 10_000), 20, GrowingExtremes())[1]
    assert drawn.max() == 7
