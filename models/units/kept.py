"""What a unit keeps for the backward pass, found by running its layers on tensors that only know their size."""

from typing import NamedTuple

from models.units.layer import FLOAT_BYTES, Layer, Shape, numel


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
    if shortcut is not None:
        end = keeper.tensor(output)  # a sum is new, and keeps neither of its parts
    end = keeper.run(after, end)
    return keeper.result(entered, end)


def measure_chain(x: Shape, layers: tuple[Layer, ...]) -> Kept:
    """The same for layers that run one after the other, where only one map at a time is looked at."""
    num_bytes, per_batch, size = [], 0, numel(x) * FLOAT_BYTES
    is_kept, input_layer, is_input = False, None, True
    for layer in layers:
        kept = layer.extra_bytes + layer.batch_bytes
        if layer.keeps_input and not is_kept:
            kept, is_kept = kept + size, True
            input_layer = len(num_bytes) if is_input else input_layer
        if not layer.in_place:
            size, is_kept, is_input = numel(layer.output) * FLOAT_BYTES, False, False
        if layer.keeps_output and not is_kept:
            kept, is_kept = kept + size, True
            input_layer = len(num_bytes) if is_input else input_layer
        per_batch += layer.batch_bytes
        num_bytes.append(kept)
    input_bytes = 0 if input_layer is None else numel(x) * FLOAT_BYTES
    return Kept(sum(num_bytes) - per_batch, per_batch, input_bytes, is_kept, tuple(num_bytes), input_layer)


def measure_recomputed(fresh: Shape, num_layers: int) -> Kept:
    """Layers that are checkpointed keep only those maps of their input, of shape `fresh`, that nothing else keeps."""
    num_bytes = numel(fresh) * FLOAT_BYTES
    return Kept(num_bytes, 0, num_bytes, False, (num_bytes,) + (0,) * (num_layers - 1), 0)


def joined(first: Kept, second: Kept) -> Kept:
    """What two chains keep that run one after the other: the map between them is kept once."""
    layers = second.layers
    twice = second.input_bytes if first.output else 0
    if twice:
        at = second.input_layer
        layers = (*layers[:at], layers[at] - twice, *layers[at + 1 :])
    return Kept(
        first.per_picture + second.per_picture - twice,
        first.per_batch + second.per_batch,
        first.input_bytes,
        second.output,
        first.layers + layers,
        first.input_layer,
    )


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
