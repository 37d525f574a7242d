"""Whether the memory of the device suffices, and what to do where it does not."""

from dataclasses import dataclass

from explorer.experiment.recipe import Recipe
from explorer.number_format import byte_count, memory_size
from models.memory import TrainingMemory, training_memory
from models.sentence import Sentence, say
from models.summary import Summary


@dataclass(frozen=True, slots=True)
class Remedy:
    """Two ways out: a smaller batch, or the same batch in parts."""

    batch_size: int
    """A batch that should fit, not in parts."""
    accumulation: int
    """The recipe's `accumulate` with which its own batch should fit."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """A training that needs more memory than its device has, as far as can be told before it begins."""

    needed: int
    """Bytes, a library's work space apart."""
    available: int
    remedy: Remedy | None
    """The largest batch that should fit; None where not even two images do."""
    is_hopeless: bool
    """Whether parameters, gradients and optimiser alone are too large."""


def find_shortage(
    summary: Summary, recipe: Recipe, available: int | None, *, num_processes: int = 1
) -> Shortage | None:
    """What a recipe lacks of a device's memory; None where it should fit, or where nothing is known of it."""
    if available is None:
        return None
    memory, part = _memory(summary, recipe), -(-recipe.part_size // num_processes)
    needed = memory.total(part)
    if needed <= available:
        return None
    remedy = _remedy(recipe, min(part - 1, memory.largest_batch(available)), num_processes)
    return Shortage(needed, available, remedy, is_hopeless=memory.fixed > available)


def say_shortage(shortage: Shortage) -> Sentence:
    """The shortage as a sentence with its advice."""
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
    """The largest batch that should fit where the recipe's did not, at most half of it; None where there is none.

    Args:
        available: bytes of memory of a device; None where that is not known.
        num_processes: how many share a batch.
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
    """The remedy as advice."""
    if remedy is None:
        return say("try a smaller network or smaller images")
    return say(
        "try a batch size of {:,} instead of {:,}, or keep it and have each batch computed in {:,} parts (accumulate)",
        remedy.batch_size,
        recipe.batch_size,
        remedy.accumulation,
    )
