"""What a unit keeps for the backward pass, found by running its layers on tensors that only know their size."""

from typing import NamedTuple

from models.units.layer import FLOAT_BYTES, Layer, Parts, Shape, numel


class Kept(NamedTuple):
    """Bytes of fp32 kept for the backward pass, each tensor counted once, parameters and buffers apart."""

    per_image: int
    """For each image of the batch, the unit's input included where `input_bytes` is not 0."""
    per_batch: int
    """Once for a batch of any size: means and deviations."""
    input_bytes: int
    """The part of `per_image` that is the unit's own input: not kept again where the unit before keeps it anyway."""
    output: bool
    """Whether the unit's output is among what it keeps."""
    layers: tuple[int, ...]
    """Of every layer: what it is the first to keep, for a batch of one."""
    input_layer: int | None
    """Index of the layer that is the first to keep the unit's input."""


def measure_kept(x: Shape, output: Shape, parts: Parts) -> Kept:
    """What `torch.autograd.graph.saved_tensors_hooks` would count, by storage, for one unit in training."""
    keeper = _Keeper()
    entered = _Map(x)
    split = keeper.run(parts.before, entered)
    end = keeper.run(parts.branch, split)
    if parts.gate:
        keeper.run(parts.gate, end)
        keeper.bytes[-1] += end.num_bytes if end.kept_at is None else 0  # the product needs both of its factors
        end = _Map(parts.gate[0].input)
    end = keeper.run(parts.drop, end)
    if parts.shortcut is not None:
        keeper.run(parts.shortcut, split)
        end = _Map(output)  # a sum is new, and keeps neither of its parts
    return keeper.result(entered, keeper.run(parts.after, end))


def measure_chain(x: Shape, layers: tuple[Layer, ...]) -> Kept:
    """The same for layers that run one after the other."""
    return measure_kept(x, x, Parts(branch=layers))


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
        first.per_image + second.per_image - twice,
        first.per_batch + second.per_batch,
        first.input_bytes,
        second.output,
        first.layers + layers,
        first.input_layer,
    )


class _Map:
    """A tensor of which only the shape is known, and the layer that is the first to keep it."""

    __slots__ = ("kept_at", "shape")

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.kept_at: int | None = None

    @property
    def num_bytes(self) -> int:
        return numel(self.shape) * FLOAT_BYTES


class _Keeper:
    """Runs layers and notes what each is the first to keep."""

    __slots__ = ("bytes", "per_batch")

    def __init__(self) -> None:
        self.bytes: list[int] = []
        self.per_batch = 0

    def run(self, layers: tuple[Layer, ...], x: _Map) -> _Map:
        for layer in layers:
            kept = layer.extra_bytes + layer.batch_bytes
            if layer.keeps_input and x.kept_at is None:
                x.kept_at = len(self.bytes)
                kept += x.num_bytes
            if not layer.in_place:
                x = _Map(layer.output)
            if layer.keeps_output and x.kept_at is None:
                x.kept_at = len(self.bytes)
                kept += x.num_bytes
            self.per_batch += layer.batch_bytes
            self.bytes.append(kept)
        return x

    def result(self, entered: _Map, end: _Map) -> Kept:
        return Kept(
            sum(self.bytes) - self.per_batch,
            self.per_batch,
            0 if entered.kept_at is None else entered.num_bytes,
            end.kept_at is not None,
            tuple(self.bytes),
            entered.kept_at,
        )
