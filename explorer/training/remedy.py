"""What to do where the memory of the device does not suffice."""

from dataclasses import dataclass

from explorer.experiment.recipe import Recipe
from models.memory import training_memory
from models.summary import Summary


@dataclass(frozen=True, slots=True)
class Remedy:
    """Two ways out: a smaller batch, or the same batch in parts."""

    batch_size: int
    """A batch that should fit, not in parts."""
    accumulation: int
    """The recipe's `accumulate` with which its own batch should fit."""


def find_remedy(summary: Summary, recipe: Recipe, *, available: int | None, num_processes: int = 1) -> Remedy | None:
    """The largest batch that should fit where the recipe's did not, at most half of it; None where there is none.

    Args:
        available: bytes of memory of a device; None where that is not known.
        num_processes: how many share a batch.
    """
    fits = -(-recipe.part_size // num_processes) // 2
    if available is not None:
        memory = training_memory(
            summary, optimizer=recipe.optimizer, momentum=recipe.momentum, precision=recipe.precision
        )
        fits = min(fits, memory.largest_batch(available))
    if fits < 2:
        return None
    accumulation = -(-recipe.batch_size // (fits * num_processes))
    return Remedy(batch_size=fits * num_processes, accumulation=accumulation)


def say_remedy(remedy: Remedy | None, recipe: Recipe) -> str:
    """The remedy as advice."""
    if remedy is None:
        return "try a smaller network or smaller pictures"
    return (
        f"try a batch size of {remedy.batch_size:,} instead of {recipe.batch_size:,}, or keep it and have each batch "
        f"computed in {remedy.accumulation:,} parts (accumulate)"
    )
