"""Estimates whether a training fits in the memory of its device, and what helps if it does not."""

from dataclasses import dataclass

from explorer.experiment.recipe import Recipe
from explorer.number_format import byte_count, memory_size
from models.memory import TrainingMemory, training_memory
from models.sentence import Sentence, say
from models.summary import Summary


@dataclass(frozen=True, slots=True)
class Remedy:
    """Two ways to need less memory: a smaller batch, or gradient accumulation."""

    batch_size: int
    """A batch size that should fit without gradient accumulation."""
    accumulation: int
    """The recipe's `accumulate` with which its own batch should fit."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """A training that needs more memory than its device has, by the estimate before it starts."""

    needed: int
    """Bytes, without the workspace of libraries."""
    available: int
    remedy: Remedy | None
    """The largest batch that should fit; None if not even two images do."""
    is_hopeless: bool
    """Whether parameters, gradients and optimiser alone are too large."""


def find_shortage(
    summary: Summary, recipe: Recipe, available: int | None, *, num_processes: int = 1
) -> Shortage | None:
    """The shortage of a recipe on a device; None if it should fit, or if the device's memory is unknown."""
    if available is None:
        return None
    memory, part = _memory(summary, recipe), -(-recipe.part_size // num_processes)
    needed = memory.total(part)
    if needed <= available:
        return None
    remedy = _remedy(recipe, min(part - 1, memory.largest_batch(available)), num_processes)
    return Shortage(needed, available, remedy, is_hopeless=memory.fixed > available)


def say_shortage(shortage: Shortage) -> Sentence:
    """The shortage in a sentence, with the advice."""
    has = say("{}, but the device has {}", byte_count(shortage.needed), memory_size(shortage.available))
    if shortage.is_hopeless:
        return say("Training needs {}: parameters, gradients and optimiser alone are too large for it.", has)
    if shortage.remedy is None:
        return say("Training needs about {}, and not even a batch of two images fits; try a smaller network.", has)
    return say(
        "Training needs about {}; the largest batch that should fit is {:,}, or keep the batch and have it computed in "
        "{:,} parts (accumulate).",
        has,
        shortage.remedy.batch_size,
        shortage.remedy.accumulation,
    )


def find_remedy(summary: Summary, recipe: Recipe, *, available: int | None, num_processes: int = 1) -> Remedy | None:
    """The largest batch that should fit after the recipe's did not, at most half of it; None if there is none.

    Args:
        available: bytes of memory of the device; None if unknown.
        num_processes: processes that share a batch.
    """
    fits = -(-recipe.part_size // num_processes) // 2
    if available is not None:
        fits = min(fits, _memory(summary, recipe).largest_batch(available))
    return _remedy(recipe, fits, num_processes)


def _memory(summary: Summary, recipe: Recipe) -> TrainingMemory:
    return training_memory(summary, optimizer=recipe.optimizer, momentum=recipe.momentum, precision=recipe.precision)


def _remedy(recipe: Recipe, fits: int, num_processes: int) -> Remedy | None:
    if fits < 2:
        return None
    accumulation = -(-recipe.batch_size // (fits * num_processes))
    return Remedy(batch_size=fits * num_processes, accumulation=accumulation)


def say_remedy(remedy: Remedy | None, recipe: Recipe) -> str:
    """The advice in words."""
    if remedy is None:
        return say("try a smaller network or smaller images")
    return say(
        "try a batch size of {:,} instead of {:,}, or keep it and have each batch computed in {:,} parts (accumulate)",
        remedy.batch_size,
        recipe.batch_size,
        remedy.accumulation,
    )
