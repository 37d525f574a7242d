"""Training memory in closed form, in bytes: weights, gradients, optimiser state and what autograd saves."""

from dataclasses import dataclass
from typing import Literal

from models.summary import Summary
from models.units.layer import FLOAT_BYTES, INDEX_BYTES, LayerType, numel

Precision = Literal["fp32", "tf32", "bf16", "fp16"]

OPTIMIZER_STATES = {"sgd": 1, "adamw": 2}
"""fp32 numbers that an optimiser remembers for each parameter: momentum; Adam's two moments."""

HALF_BYTES = 2
HALVES = ("bf16", "fp16")
"""Precisions in which autocast computes with numbers of two bytes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingMemory:
    """Bytes of tensors at the peak of a step: where backward begins, with all gradients, which come as what was saved
    goes. Libraries' work space, and on a CPU the holes in the heap, come on top."""

    weights: int
    """Parameters, and batch norm's running means and variances."""
    gradients: int
    optimizer_state: int
    casts: int
    """Half-precision copies of the weights, which autocast holds during a step."""
    saved_per_image: int
    """Saved for the backward pass by each image of the batch."""
    saved_per_batch: int

    @property
    def fixed(self) -> int:
        """Bytes that do not grow with the batch."""
        return self.weights + self.gradients + self.optimizer_state + self.casts + self.saved_per_batch

    def total(self, batch_size: int) -> int:
        """Bytes for a batch of `batch_size` images."""
        return self.fixed + self.saved_per_image * batch_size

    def largest_batch(self, available: int) -> int:
        """The largest batch that fits `available` bytes; 0 where not even one image does."""
        return max(0, (available - self.fixed) // max(1, self.saved_per_image))


def training_memory(
    summary: Summary, *, optimizer: str = "sgd", momentum: float = 0.9, precision: Precision = "fp32"
) -> TrainingMemory:
    """What training needs; `optimizer` is one of OPTIMIZER_STATES, and SGD without momentum remembers nothing."""
    states = 0 if optimizer == "sgd" and not momentum else OPTIMIZER_STATES[optimizer]
    weights = summary.params * FLOAT_BYTES
    saved = summary.saved_bytes - summary.saved_bytes_per_batch
    layers = [layer for row in summary.blocks for layer in row.unit.layers]
    norms = [layer for layer in layers if layer.type is LayerType.BATCH_NORM]
    casts = 0
    if precision in HALVES:
        casts = HALF_BYTES * sum(layer.params for layer in layers if layer.type.has_weights)
        places = sum(numel(layer.output) * INDEX_BYTES for layer in layers if layer.type is LayerType.MAX_POOL)
        saved = places + (saved - places) * HALF_BYTES // FLOAT_BYTES
    return TrainingMemory(
        # Mean and variance of every batch norm, as many as its weights and biases, and its count of batches.
        weights=weights + sum(norm.params * FLOAT_BYTES + INDEX_BYTES for norm in norms),
        gradients=weights,
        optimizer_state=states * weights,
        casts=casts,
        saved_per_image=saved,
        saved_per_batch=summary.saved_bytes_per_batch,
    )
