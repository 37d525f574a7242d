"""A dense line as an image: nothing of it is lost, and nothing is invented."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from explorer.ui.training.column_image import column_image

COLOR = QColor(20, 120, 200, 90)


def pixels(x, y, width=8, height=10, **options):
    """(height, width): whether a pixel has the line's colour; the others have none."""
    image = column_image(np.array(x, float), np.array(y, float), width, height, COLOR, **options)
    colors = [[image.pixelColor(column, row) for column in range(width)] for row in range(height)]
    assert all(color.alpha() == 0 or _is_alike(color) for line in colors for color in line)
    return np.array([[color.alpha() > 0 for color in line] for line in colors])


def _is_alike(color):
    return all(abs(one - other) <= 3 for one, other in zip(color.getRgb(), COLOR.getRgb(), strict=True))


def rows(x, y, column, **options):
    return np.flatnonzero(pixels(x, y, **options)[:, column]).tolist()


def test_that_a_column_is_filled_from_its_least_to_its_greatest_value():
    x, y = [2.0, 2.3, 2.6, 2.9], [4.5, 7.2, 3.1, 5.0]
    assert rows(x, y, 2) == [3, 4, 5, 6, 7]
    assert pixels(x, y).sum() == 5


def test_that_one_value_among_many_is_seen():
    y = np.full(80_000, 8.0)
    y[41_234] = 1.0
    assert rows(np.linspace(0, 7.99, 80_000), y, 4) == list(range(1, 9))


def test_that_neighbours_touch():
    drawn = pixels([0, 1, 2], [8, 2, 5])
    for left, right in ((0, 1), (1, 2)):
        assert (drawn[:, left] & drawn[:, right]).any()


def test_that_a_column_without_a_point_is_crossed_by_the_line():
    assert rows([0.5, 4.5], [2, 6], 2) == [3, 4]
    assert not rows([0.5, 4.5], [2, 6], 6)


def test_that_values_that_are_not_finite_leave_a_gap():
    drawn = pixels([0, 1, 2, 3], [5, np.nan, np.nan, 5])
    assert drawn.any(axis=0).tolist() == [True, False, False, True, False, False, False, False]


def test_that_points_outside_do_not_count():
    assert not pixels([-3, -0.1, 8, 20], [5, 5, 5, 5]).any()
    assert not pixels([], []).any()
    assert rows([1, 1.5], [-50, 90], 1) == list(range(10))


@pytest.mark.parametrize(("thickness", "lines"), [(1, [5]), (2, [4, 5]), (3, [4, 5, 6])])
def test_that_a_flat_line_is_as_thick_as_wanted(thickness, lines):
    assert rows([0, 7.9], [5, 5], 4, thickness=thickness) == lines
