"""What training a network needs of a device's memory, as the terminal shows it."""

from dataclasses import dataclass

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from explorer.experiment.recipe import Recipe
from explorer.number_format import byte_count, exact_count
from models.memory import TrainingMemory, training_memory
from models.summary import Summary

OPTIMIZERS = {"sgd": "SGD", "adamw": "AdamW"}


@dataclass(frozen=True, slots=True)
class MemoryReport:
    """The memory that a recipe needs, held to what a device has."""

    recipe: Recipe
    memory: TrainingMemory
    available: int | None
    """Bytes of the device; None where nothing is known of it."""

    @classmethod
    def of(cls, summary: Summary, recipe: Recipe, available: int | None) -> "MemoryReport":
        memory = training_memory(
            summary, optimizer=recipe.optimizer, momentum=recipe.momentum, precision=recipe.precision
        )
        return cls(recipe, memory, available)

    @property
    def total(self) -> int:
        return self.memory.total(self.recipe.part_size)

    @property
    def kept(self) -> int:
        """Bytes that the whole batch, or the part that is computed at once, keeps for the backward pass."""
        return self.memory.kept_per_batch + self.memory.kept_per_picture * self.recipe.part_size

    @property
    def largest_batch(self) -> int | None:
        return None if self.available is None else self.memory.largest_batch(self.available)

    def as_json(self) -> dict:
        """Bytes; the last three are null without a device."""
        return {
            "batch_size": self.recipe.batch_size,
            "optimizer": self.recipe.optimizer,
            "precision": self.recipe.precision,
            "weights": self.memory.weights,
            "gradients": self.memory.gradients,
            "optimizer_state": self.memory.optimizer_state,
            "casts": self.memory.casts,
            "kept_for_backward": self.kept,
            "total": self.total,
            "available": self.available,
            "fits": None if self.available is None else self.total <= self.available,
            "largest_batch": self.largest_batch,
        }

    def table(self) -> Group:
        """One row a kind of memory, their sum and, where a device is known, whether it fits."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=True)
        table.add_column("Kind", "Total", no_wrap=True)
        table.add_column("Bytes", byte_count(self.total), justify="right", no_wrap=True)
        for kind, num_bytes in self._rows():
            table.add_row(kind, byte_count(num_bytes))
        caption = "At the end of the forward pass; a library's own work space comes on top."
        verdict = () if self.available is None else (Text(self.verdict()),)
        return Group(Text(f"\n{self._title()}", style="bold"), table, Text(caption, style="dim"), *verdict)

    def verdict(self) -> str:
        """One sentence: whether it fits the device, and the largest batch that does."""
        assert self.available is not None, "there must be a device to fit"
        device, largest = byte_count(self.available), self.largest_batch
        if not largest:
            return f"Does not fit {device}, not even with one picture."
        said = "Fits" if self.total <= self.available else "Does not fit"
        return f"{said} {device}; the largest batch that does is {exact_count(largest)}."

    def _title(self) -> str:
        recipe = self.recipe
        pictures = f"{exact_count(recipe.part_size)} picture{'' if recipe.part_size == 1 else 's'}"
        return f"Training memory: {pictures} at once, {OPTIMIZERS[recipe.optimizer]}, {recipe.precision}"

    def _rows(self) -> tuple[tuple[str, int], ...]:
        memory = self.memory
        casts = (("Half-precision copies of the weights", memory.casts),) if memory.casts else ()
        return (
            ("Weights and batch statistics", memory.weights),
            ("Gradients", memory.gradients),
            ("Optimiser state", memory.optimizer_state),
            *casts,
            ("Kept for backward", self.kept),
        )
