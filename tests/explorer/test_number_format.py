import pytest

from explorer.number_format import (
    byte_count,
    exact_count,
    mebibytes,
    memory_size,
    shape_text,
    short_count,
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


def test_that_bytes_are_written_in_mebibytes_or_for_little_in_kibibytes():
    assert mebibytes(22_194_688) == "21.17 MiB"
    assert byte_count(22_194_688) == "21.17 MiB"
    assert byte_count(100_352) == "98.00 KiB"


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
