"""What a unit keeps for the backward pass, found by running its layers on tensors that only know their size."""

from typing import NamedTuple

from models.units.layer import FLOAT_BYTES, Layer, Shape, numel
from models.units.reach import Joins


class Kept(NamedTuple):
    """Bytes of fp32 kept for the backward pass, each tensor counted once, parameters and buffers apart."""

    per_picture: int
    """For each picture of the batch, the unit's input included where `input_bytes` is not 0."""
    per_batch: int
    """Once for a batch of any size: means and deviations."""
    input_bytes: int
    """The part of `per_picture` that is the unit's own input: not kept again where the unit before keeps it anyway."""
    output: bool
    """Whether the unit's output is among what it keeps."""
    layers: tuple[int, ...]
    """Of every layer: what it is the first to keep, for a batch of one."""
    input_layer: int | None
    """Index of the layer that is the first to keep the unit's input."""


def measure_kept(
    x: Shape,
    output: Shape,
    before: tuple[Layer, ...],
    branch: tuple[Layer, ...],
    gate: tuple[Layer, ...],
    drop: tuple[Layer, ...],
    shortcut: tuple[Layer, ...] | None,
    after: tuple[Layer, ...],
    joins: Joins,
) -> Kept:
    """What `torch.autograd.graph.saved_tensors_hooks` would count, by storage, for one unit in training."""
    keeper = _Keeper()
    entered = keeper.tensor(x)
    split = keeper.run(before, entered)
    end = keeper.run(branch, split)
    if gate:
        keeper.run(gate, end)
        keeper.bytes[-1] += keeper.keep(end)  # the product needs both of its factors
        end = keeper.tensor(gate[0].input)
    end = keeper.run(drop, end)
    if shortcut:
        keeper.run(shortcut, split)
    if joins:
        end = keeper.tensor(output)  # a sum or a concatenation is new, and keeps none of its parts
    end = keeper.run(after, end)
    return keeper.result(entered, end)


def measure_checkpointed(fresh: Shape, recomputed: tuple[Layer, ...], branch: tuple[Layer, ...]) -> Kept:
    """The recomputed part keeps only those maps of its input, of shape `fresh`, that nothing before keeps already."""
    keeper = _Keeper()
    entered = keeper.tensor(fresh)
    keeper.bytes = [keeper.keep(entered)] + [0] * (len(recomputed) - 1)
    keeper.run(branch, keeper.tensor(recomputed[-1].output))
    return keeper.result(entered, None)


class _Keeper:
    """Tensors are numbered; each has a shape, and is kept from some layer on or not at all."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.kept_at: dict[int, int] = {}
        """Index of the layer that is the first to keep a tensor, by tensor."""
        self.bytes: list[int] = []
        self.per_batch = 0

    def tensor(self, shape: Shape) -> int:
        self.shapes.append(shape)
        return len(self.shapes) - 1

    def keep(self, tensor: int) -> int:
        if tensor in self.kept_at:
            return 0
        self.kept_at[tensor] = len(self.bytes)
        return numel(self.shapes[tensor]) * FLOAT_BYTES

    def run(self, layers: tuple[Layer, ...], tensor: int) -> int:
        for layer in layers:
            kept = 0
            if layer.keeps_input:
                kept = self.keep(tensor)
            if not layer.in_place:
                tensor = self.tensor(layer.output)
            if layer.keeps_output:
                kept += self.keep(tensor)
            self.per_batch += layer.batch_bytes
            self.bytes.append(kept + layer.extra_bytes + layer.batch_bytes)
        return tensor

    def result(self, entered: int, end: int | None) -> Kept:
        return Kept(
            sum(self.bytes) - self.per_batch,
            self.per_batch,
            numel(self.shapes[entered]) * FLOAT_BYTES if entered in self.kept_at else 0,
            end in self.kept_at,
            tuple(self.bytes),
            self.kept_at.get(entered),
        )
