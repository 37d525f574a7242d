"""How fast training goes, and how long it still takes."""

import math
import time

MEMORY = 5.0
"""Seconds after which a moment counts for a third."""
TEST_SHARE = 0.4
"""A guess at the time of a test picture against a training picture, until the first test."""


class Pace:
    """Measures steps and tests by the wall clock; the last seconds count most."""

    def __init__(self) -> None:
        self._mark = time.perf_counter()
        self._seconds = 0.0
        self._images = 0.0
        self._test_seconds: float | None = None

    def resume(self) -> None:
        """Begin to count training time: what was between is not counted."""
        self._mark = time.perf_counter()

    def add_images(self, num_images: int) -> None:
        """So many pictures were trained on since the last call."""
        now = time.perf_counter()
        elapsed, self._mark = now - self._mark, now
        fade = math.exp(-elapsed / MEMORY)
        self._seconds = self._seconds * fade + elapsed
        self._images = self._images * fade + num_images

    def add_test(self, seconds: float) -> None:
        """A test of all test pictures took so long."""
        self._test_seconds = seconds

    @property
    def images_per_second(self) -> float:
        """Training pictures a second, of late."""
        return self._images / self._seconds if self._seconds else 0.0

    def seconds_left(self, *, train_images: float, tests: int, test_images: int) -> float | None:
        """Time for so many training pictures and so many tests of `test_images` each; None while unknown."""
        if not self._images:
            return None
        seconds_per_image = self._seconds / self._images
        test = self._test_seconds
        if test is None:
            test = test_images * seconds_per_image * TEST_SHARE
        return train_images * seconds_per_image + tests * test
