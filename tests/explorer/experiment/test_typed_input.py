"""Numbers and axes as a person types them."""

import pytest

from explorer.experiment.sweep import Axis, SweepError
from explorer.experiment.typed_input import (
    TypedNumberError,
    parse_axis,
    parse_bytes,
    parse_count,
    parse_shape,
    parse_values,
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1.7M", 1_700_000),
        (" 4.1 G ", 4_100_000_000),
        ("25,557,032", 25_557_032),
        ("25_557_032", 25_557_032),
        ("300", 300),
        ("300k", 300_000),
        ("1.7e6", 1_700_000),
        (".5m", 500_000),
        ("7B", 7_000_000_000),
        ("2.3 T", 2_300_000_000_000),
        ("1.1M", 1_100_000),
    ],
)
def test_that_counts_are_read_with_their_prefix(text, count):
    assert parse_count(text) == count


@pytest.mark.parametrize(
    ("text", "num_bytes"),
    [
        ("24GiB", 24 * 2**30),
        ("24G", 24 * 2**30),
        ("24 GB", 24 * 10**9),
        ("512 mib", 512 * 2**20),
        ("1.5 TiB", 3 * 2**39),
        ("25769803776", 24 * 2**30),
        ("100 B", 100),
    ],
)
def test_that_bytes_are_read_in_both_kinds_of_unit(text, num_bytes):
    assert parse_bytes(text) == num_bytes


@pytest.mark.parametrize("text", ["", "many", "1.7X", "-3", "1.7.7M", "M", "1e999999", "nan", "inf", "24GiB", "1 2"])
def test_that_what_is_no_count_is_answered_with_one_sentence(text):
    with pytest.raises(TypedNumberError, match=r"^expected a count like 1\.7M or 25,557,032, found \"") as refused:
        parse_count(text)
    assert refused.value.args[0].endswith(f'"{text}"')


def test_that_what_is_no_number_of_bytes_says_how_it_is_written():
    with pytest.raises(TypedNumberError, match="a number of bytes like 24GiB"):
        parse_bytes("24 pounds")


@pytest.mark.parametrize("text", ["24", "999,999", " 1.5 "])
def test_that_few_bytes_without_a_unit_are_asked_for_it(text):
    with pytest.raises(TypedNumberError, match=f"expected a unit, like {text.strip()}GiB"):
        parse_bytes(text)


@pytest.mark.parametrize(("text", "limit"), [("0", "at least 1"), ("0.2", "at least 1"), ("9e20", r"at most 10\^18")])
def test_that_counts_beyond_all_use_are_refused(text, limit):
    with pytest.raises(TypedNumberError, match=limit):
        parse_count(text)


@pytest.mark.parametrize(("text", "shape"), [("3x32x32", (3, 32, 32)), ("1 × 28 X 28", (1, 28, 28))])
def test_that_a_shape_has_its_channels_first(text, shape):
    assert parse_shape(text) == shape


@pytest.mark.parametrize("text", ["", "32x32", "3x32x32x1", "3x-1x3", "axbxc", "3,32,32", "3x1e5x3"])
def test_that_what_is_no_shape_is_answered_with_one_sentence(text):
    with pytest.raises(TypedNumberError, match=r"^expected channels, height and width like 3x32x32, found \""):
        parse_shape(text)


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
