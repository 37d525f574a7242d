"""What is advised where memory does not suffice."""

import pytest

from explorer.experiment.recipe import Recipe
from explorer.training.runtime.remedy import Remedy, find_remedy, find_shortage, say_remedy, say_shortage
from models.memory import training_memory
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize

SUMMARY = summarize(resolve(PRESETS["resnet18"]))


@pytest.mark.parametrize(
    ("recipe", "num_processes", "remedy"),
    [
        (Recipe(batch_size=128), 1, Remedy(64, 2)),
        (Recipe(batch_size=100), 1, Remedy(50, 2)),
        (Recipe(batch_size=128, accumulate=2), 1, Remedy(32, 4)),
        (Recipe(batch_size=128), 4, Remedy(64, 2)),
        (Recipe(batch_size=4), 1, Remedy(2, 2)),
        (Recipe(batch_size=3), 1, None),
        (Recipe(batch_size=8), 4, None),
    ],
)
def test_that_half_of_what_failed_is_tried(recipe, num_processes, remedy):
    assert find_remedy(SUMMARY, recipe, available=None, num_processes=num_processes) == remedy


def test_that_it_is_not_more_than_what_should_fit():
    available = training_memory(SUMMARY).total(20)
    assert find_remedy(SUMMARY, Recipe(batch_size=256), available=available) == Remedy(20, 13)
    assert find_remedy(SUMMARY, Recipe(batch_size=256), available=10**6) is None


def test_that_it_is_said_with_both_ways_out():
    assert "a batch size of 64 instead of 128" in say_remedy(Remedy(64, 2), Recipe(batch_size=128))
    assert "in 2 parts" in say_remedy(Remedy(64, 2), Recipe(batch_size=128))
    assert say_remedy(None, Recipe()) == "try a smaller network or smaller images"


def test_that_a_shortage_is_found_before_training_with_the_largest_batch_that_should_fit():
    memory = training_memory(SUMMARY)
    assert find_shortage(SUMMARY, Recipe(batch_size=32), memory.total(32)) is None
    assert find_shortage(SUMMARY, Recipe(batch_size=10**4), None) is None
    found = find_shortage(SUMMARY, Recipe(batch_size=64), memory.total(60))
    assert (found.remedy, found.is_hopeless) == (Remedy(60, 2), False)
    assert "the largest batch that should fit is 60, or keep the batch" in say_shortage(found)


def test_that_a_network_that_is_too_large_by_itself_is_hopeless():
    found = find_shortage(SUMMARY, Recipe(batch_size=64), 10**6)
    assert (found.remedy, found.is_hopeless) == (None, True)
    assert "parameters, gradients and optimiser alone are too large" in say_shortage(found)
    one = training_memory(SUMMARY).total(1)
    assert "not even a batch of two images" in say_shortage(find_shortage(SUMMARY, Recipe(batch_size=64), one))
