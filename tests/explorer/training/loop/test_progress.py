"""Speed and time left, by a clock that the test turns."""

import pytest

from explorer.training.loop.progress import Pace


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_that_nothing_is_known_before_the_first_step(clock):
    assert Pace(clock).seconds_left(train_images=100, tests=1, test_images=10) is None
    assert Pace(clock).images_per_second == 0.0


def test_that_a_steady_pace_is_told_exactly(clock):
    steady = Pace(clock)
    for _ in range(10):
        clock.now += 0.5
        steady.add_images(100)
    assert steady.images_per_second == pytest.approx(200)
    steady.add_test(3.0)
    assert steady.seconds_left(train_images=1000, tests=2, test_images=10) == pytest.approx(5 + 6)


def test_that_the_last_seconds_count_most(clock):
    slowing = Pace(clock)
    for images in (1000, 100):
        for _ in range(40):
            clock.now += 0.5
            slowing.add_images(images)
    assert 200 < slowing.images_per_second < 250


def test_that_time_between_is_not_counted(clock):
    paused = Pace(clock)
    clock.now += 1
    paused.add_images(100)
    clock.now += 1000
    paused.resume()
    clock.now += 1
    paused.add_images(100)
    assert paused.images_per_second == pytest.approx(100)


def test_that_the_first_test_is_guessed(clock):
    guessing = Pace(clock)
    clock.now += 1
    guessing.add_images(100)
    left = guessing.seconds_left(train_images=100, tests=1, test_images=100)
    assert 1 < left < 2
