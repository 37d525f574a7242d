"""The embedded images are what their note says."""

from importlib import resources

import numpy as np

FOLDER = resources.files("resources") / "digits"


def read():
    with (FOLDER / "digits.npz").open("rb") as file:
        return dict(np.load(file, allow_pickle=False))


def test_that_there_are_1797_images_of_ten_digits():
    arrays = read()
    assert {name: (str(array.dtype), array.shape) for name, array in arrays.items()} == {
        "images": ("uint8", (1797, 8, 8)),
        "labels": ("uint8", (1797,)),
        "held_out": ("bool", (1797,)),
    }
    assert np.bincount(arrays["labels"]).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_that_the_17_levels_of_the_original_can_be_had_back():
    images = read()["images"]
    levels = np.rint(images / 255 * 16)
    np.testing.assert_array_equal(np.rint(levels * 255 / 16), images)
    assert (levels.min(), levels.max()) == (0, 16)


def test_that_the_split_is_the_one_described():
    arrays = read()
    rng = np.random.default_rng(0)
    held_out = np.zeros(1797, bool)
    for digit in range(10):
        indices = np.flatnonzero(arrays["labels"] == digit)
        held_out[rng.permutation(indices)[: round(len(indices) * 0.2)]] = True
    np.testing.assert_array_equal(arrays["held_out"], held_out)
    assert held_out.sum() == 359


def test_that_source_and_licence_stand_beside_them():
    note = (FOLDER / "README.md").read_text(encoding="utf-8")
    for words in ("Alpaydin", "Kaynak", "CC BY 4.0", "scikit-learn", "BSD-3-Clause", "10.24432/C50P49"):
        assert words in note
