"""Axes of a sweep as a person types them."""

import pytest

from explorer.experiment.sweep import Axis, SweepError
from explorer.experiment.typed_axis import parse_axis, parse_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("8:32:8", (8, 16, 24, 32)),
        ("1:3", (1, 2, 3)),
        ("8:33:8", (8, 16, 24, 32)),
        ("3:1:-1", (3, 2, 1)),
        ("0.1:0.3:0.1", (0.1, 0.2, 0.3)),
        ("1, 2,8:10", (1, 2, 8, 9, 10)),
        ("none,4", (None, 4)),
        ("True,false", (True, False)),
        ("1x1,3x3", ("1x1", "3x3")),
        ("-4", (-4,)),
        ("5:5:3", (5,)),
    ],
)
def test_that_values_and_ranges_are_read(text, values):
    assert parse_values(text) == values


def test_that_an_axis_is_a_field_and_its_values():
    assert parse_axis("stages.*.growth_rate=8:16:4") == Axis("stages.*.growth_rate", (8, 12, 16))


@pytest.mark.parametrize("text", ["", "stages.0.width", "=1", "stages.0.width=", "stages.0.width=1,,2"])
def test_that_what_is_no_axis_is_answered_with_how_one_is_written(text):
    with pytest.raises(SweepError, match=r"^expected .* like .*, found \""):
        parse_axis(text)


@pytest.mark.parametrize("text", ["8:4", "4:8:-1", "1:2:0"])
def test_that_a_range_that_never_ends_is_refused(text):
    with pytest.raises(SweepError, match="never reaches its end"):
        parse_values(text)


def test_that_a_range_of_too_many_values_is_refused_before_it_is_made():
    with pytest.raises(SweepError, match="999,999,999,999 values"):
        parse_values("1:999999999999")
