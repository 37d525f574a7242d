import pytest

from explorer.number_format import (
    byte_count,
    duration_text,
    exact_count,
    memory_size,
    percent_change,
    shape_text,
    short_count,
    signed_bytes,
    signed_count,
    signed_short,
    tick_count,
)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.00 k"),
        (999_994, "999.99 k"),
        (999_996, "1.00 M"),
        (11_689_512, "11.69 M"),
        (1_814_073_344, "1.81 G"),
        (3 * 10**12, "3.00 T"),
    ],
)
def test_that_short_counts_keep_two_decimals_and_carry_into_the_next_prefix(count, text):
    assert short_count(count) == text


def test_that_exact_counts_have_separators():
    assert exact_count(11_689_512) == "11,689,512"


@pytest.mark.parametrize(
    ("num_bytes", "text"),
    [
        (0, "0.00 KiB"),
        (100_352, "98.00 KiB"),
        (22_194_688, "21.17 MiB"),
        (2**30 - 1, "1.00 GiB"),
        (5_677_654_016, "5.29 GiB"),
    ],
)
def test_that_bytes_are_written_in_the_largest_unit_there_is_one_of(num_bytes, text):
    assert byte_count(num_bytes) == text


def test_that_changes_have_a_sign():
    assert [signed_count(change) for change in (36_864, -1, 0)] == ["+36,864", "-1", "0"]
    assert [signed_short(change) for change in (36_864, -1, 0)] == ["+36.86 k", "-1", "0"]
    assert [signed_bytes(change) for change in (22_194_688, -512, 0)] == ["+21.17 MiB", "-0.50 KiB", "0"]


@pytest.mark.parametrize(
    ("now", "was", "text"),
    [
        (125, 100, "+25 %"),
        (101, 100, "+1.0 %"),
        (0, 100, "-100 %"),
        (1, 1_000_000, "-99.9 %"),
        (4, 1000, "-99.6 %"),
        (10, 1000, "-99 %"),
        (-100, 100, "-200 %"),
        (1_000_001, 1_000_000, "+0.0 %"),
        (1200, 100, "× 12"),
        (100, 100, ""),
        (5, 0, ""),
    ],
)
def test_that_a_change_in_per_cent_is_as_short_as_it_goes(now, was, text):
    assert percent_change(now, was) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1:00"), (185, "3:05"), (3723, "1:02:03")]
)
def test_that_durations_read_well(seconds, text):
    assert duration_text(seconds) == text


def test_that_ticks_are_as_short_as_they_go():
    assert [tick_count(value) for value in (0, 500, 1000, 2_500_000)] == ["0", "500", "1 k", "2.5 M"]


def test_that_shapes_are_written_with_times_signs():
    assert shape_text((64, 56, 56)) == "64 × 56 × 56"


@pytest.mark.parametrize(
    ("num_bytes", "text"), [(24 * 2**30, "24 GiB"), (512 * 2**20, "512 MiB"), (85_024_112_640, "79.18 GiB")]
)
def test_that_memory_is_written_as_devices_have_it(num_bytes, text):
    assert memory_size(num_bytes) == text


def test_that_short_counts_have_the_digits_asked_for():
    assert short_count(4_089_184_256, digits=3) == "4.089 G"
