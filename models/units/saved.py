"""What autograd saves of a unit for the backward pass, found by running its layers on maps that only have a shape."""

from typing import NamedTuple

from models.units.layer import FLOAT_BYTES, Layer, Parts, Shape, numel


class SavedForBackward(NamedTuple):
    """Bytes of fp32 saved for the backward pass, each tensor counted once, parameters and buffers apart."""

    per_image: int
    """For each image of the batch, the unit's input included where `input_bytes` is not 0."""
    per_batch: int
    """Once for a batch of any size: means and deviations."""
    input_bytes: int
    """The part of `per_image` that is the unit's own input: not saved again if the unit before saves it anyway."""
    output: bool
    """Whether the unit's output is among what it saves."""
    layers: tuple[int, ...]
    """Of every layer: what it is the first to save, for a batch of one."""
    input_layer: int | None
    """Index of the layer that is the first to save the unit's input."""


def measure_saved(x: Shape, output: Shape, parts: Parts) -> SavedForBackward:
    """What `torch.autograd.graph.saved_tensors_hooks` would count, by storage, for one unit in training."""
    recorder = _Recorder()
    entered = _Map(x)
    split = recorder.run(parts.before, entered)
    end = recorder.run(parts.branch, split)
    if parts.gate:
        recorder.run(parts.gate, end)
        recorder.bytes[-1] += end.num_bytes if end.saved_at is None else 0  # the product needs both of its factors
        end = _Map(parts.gate[0].input)
    end = recorder.run(parts.drop, end)
    if parts.shortcut is not None:
        recorder.run(parts.shortcut, split)
        end = _Map(output)  # a sum is new, and saves neither of its parts
    return recorder.result(entered, recorder.run(parts.after, end))


def measure_chain(x: Shape, layers: tuple[Layer, ...]) -> SavedForBackward:
    """The same for layers that run one after the other."""
    return measure_saved(x, x, Parts(branch=layers))


def measure_recomputed(fresh: Shape, num_layers: int) -> SavedForBackward:
    """Checkpointed layers save only those maps of their input, of shape `fresh`, that nothing else saves."""
    num_bytes = numel(fresh) * FLOAT_BYTES
    return SavedForBackward(num_bytes, 0, num_bytes, False, (num_bytes,) + (0,) * (num_layers - 1), 0)


def joined(first: SavedForBackward, second: SavedForBackward) -> SavedForBackward:
    """What two chains save that run one after the other: the map between them is saved once."""
    layers, at = second.layers, second.input_layer
    twice = second.input_bytes if first.output else 0
    if twice and at is not None:
        layers = (*layers[:at], layers[at] - twice, *layers[at + 1 :])
    return SavedForBackward(
        first.per_image + second.per_image - twice,
        first.per_batch + second.per_batch,
        first.input_bytes,
        second.output,
        first.layers + layers,
        first.input_layer,
    )


class _Map:
    """A tensor of which only the shape is known, and the layer that is the first to save it."""

    __slots__ = ("saved_at", "shape")

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.saved_at: int | None = None

    @property
    def num_bytes(self) -> int:
        return numel(self.shape) * FLOAT_BYTES


class _Recorder:
    """Runs layers and records what each is the first to save."""

    __slots__ = ("bytes", "per_batch")

    def __init__(self) -> None:
        self.bytes: list[int] = []
        self.per_batch = 0

    def run(self, layers: tuple[Layer, ...], x: _Map) -> _Map:
        for layer in layers:
            saved = layer.extra_bytes + layer.batch_bytes
            if layer.saves_input and x.saved_at is None:
                x.saved_at = len(self.bytes)
                saved += x.num_bytes
            if not layer.in_place:
                x = _Map(layer.output)
            if layer.saves_output and x.saved_at is None:
                x.saved_at = len(self.bytes)
                saved += x.num_bytes
            self.per_batch += layer.batch_bytes
            self.bytes.append(saved)
        return x

    def result(self, entered: _Map, end: _Map) -> SavedForBackward:
        return SavedForBackward(
            sum(self.bytes) - self.per_batch,
            self.per_batch,
            0 if entered.saved_at is None else entered.num_bytes,
            end.saved_at is not None,
            tuple(self.bytes),
            entered.saved_at,
        )
