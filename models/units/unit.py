"""The unit: one stem, residual block, dense layer, transition or head, as the list of its layers and what they cost."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from models.units.layer import FLOAT_BYTES, Layer, Shape, numel

UnitKind = Literal["stem", "entry", "basic", "bottleneck", "dense_layer", "transition", "norm", "head"]


@dataclass(frozen=True, kw_only=True)
class Unit:
    """y = after(shortcut(s) + branch(s)) with s = before(x).

    A unit without a shortcut (`shortcut` is None) is the chain before, branch, after. A dense layer concatenates: its
    output is x with the branch's channels behind it. Equal units of a network may be one and the same object.
    """

    kind: UnitKind
    input: Shape
    output: Shape
    before: tuple[Layer, ...] = ()
    """Activation shared by branch and shortcut (pre-activation blocks with a projection)."""
    branch: tuple[Layer, ...] = ()
    gate: tuple[Layer, ...] = ()
    """Squeeze-and-excitation: computed from the branch's output, which it multiplies."""
    drop: tuple[Layer, ...] = ()
    """Stochastic depth, the branch's last step."""
    shortcut: tuple[Layer, ...] | None = None
    """None: no shortcut. Empty: the identity."""
    after: tuple[Layer, ...] = ()
    checkpointed: int | None = None
    """A dense layer that recomputes `before` in the backward pass: channels of its input that nothing else keeps."""

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """All layers, in the order in which they run."""
        return self.before + self.branch + self.gate + self.drop + (self.shortcut or ()) + self.after

    @cached_property
    def params(self) -> int:
        return sum(layer.params for layer in self.layers)

    @cached_property
    def macs(self) -> int:
        """Multiply-accumulates for one picture."""
        return sum(layer.macs for layer in self.layers)

    @cached_property
    def reach(self) -> "Reach":
        """How the receptive field grows across this unit."""
        return measure_reach(self)

    @cached_property
    def kept(self) -> "Kept":
        """What this unit keeps for the backward pass."""
        return measure_kept(self)


@dataclass(frozen=True, slots=True)
class Reach:
    """Growth of the receptive field, in pixels of the unit's input, and the unit's stride."""

    largest: int
    """Along the path that sees most."""
    smallest: int
    """Along the path that sees least: the shortcut, where there is one."""
    stride: int
    layers: tuple[tuple[int, int], ...]
    """Of every layer: (growth up to and with it, stride up to and with it)."""


def measure_reach(unit: Unit) -> Reach:
    """Follow both paths of a unit; global pooling and linear layers see everything and are not counted."""
    before, grown, stride = _follow(unit.before, 0, 1)
    branch, far, out_stride = _follow(unit.branch + unit.gate + unit.drop, grown, stride)
    shortcut, near, skip_stride = _follow(unit.shortcut or (), grown, stride)
    if unit.kind == "dense_layer":
        near = 0
    elif unit.shortcut is None:
        near = far
    assert unit.shortcut is None or skip_stride == out_stride, "shortcut and branch must end at one resolution"
    after, extra, out_stride = _follow(unit.after, 0, out_stride)
    after = [(max(far, near) + growth, step) for growth, step in after]
    return Reach(max(far, near) + extra, min(far, near) + extra, out_stride, (*before, *branch, *shortcut, *after))


def _follow(layers: tuple[Layer, ...], grown: int, stride: int) -> tuple[list[tuple[int, int]], int, int]:
    steps = []
    for layer in layers:
        grown += (layer.kernel - 1) * stride
        stride *= layer.stride
        steps.append((grown, stride))
    return steps, grown, stride


@dataclass(frozen=True, slots=True)
class Kept:
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


class _Tensor:
    """One storage while a unit runs."""

    __slots__ = ("kept", "size")

    def __init__(self, shape: Shape) -> None:
        self.size = numel(shape) * FLOAT_BYTES
        self.kept = False


class _Keeper:
    """Runs a unit on tensors that only know their size, and notes which layer is the first to keep which."""

    def __init__(self, unit: Unit) -> None:
        self.x = _Tensor(unit.input)
        self.bytes: list[int] = []
        self.per_batch = 0
        self.input_layer: int | None = None

    def run(self, layers: tuple[Layer, ...], tensor: _Tensor) -> _Tensor:
        for layer in layers:
            tensor = self.step(layer, tensor)
        return tensor

    def step(self, layer: Layer, tensor: _Tensor) -> _Tensor:
        kept = layer.extra_bytes + layer.batch_bytes
        self.per_batch += layer.batch_bytes
        if layer.keeps_input:
            kept += self.keep(tensor)
        if not layer.in_place:
            tensor = _Tensor(layer.output)
        if layer.keeps_output:
            kept += self.keep(tensor)
        self.bytes.append(kept)
        return tensor

    def keep(self, tensor: _Tensor) -> int:
        if tensor.kept:
            return 0
        tensor.kept = True
        if tensor is self.x:
            self.input_layer = len(self.bytes)
        return tensor.size


def measure_kept(unit: Unit) -> Kept:
    """What `torch.autograd.graph.saved_tensors_hooks` would count, by storage, for one unit in training."""
    if unit.checkpointed is not None:
        return _measure_checkpointed(unit)
    keeper = _Keeper(unit)
    split = keeper.run(unit.before, keeper.x)
    tensor = keeper.run(unit.branch, split)
    if unit.gate:
        keeper.run(unit.gate, tensor)
        keeper.bytes[-1] += keeper.keep(tensor)  # the product needs both of its factors
        tensor = _Tensor(unit.gate[0].input)
    tensor = keeper.run(unit.drop, tensor)
    if unit.shortcut is not None:
        keeper.run(unit.shortcut, split)
        tensor = _Tensor(unit.output)  # a sum is new, and keeps neither of its terms
    if unit.kind == "dense_layer":
        tensor = _Tensor(unit.output)  # so is a concatenation
    tensor = keeper.run(unit.after, tensor)
    return _result(keeper, keeper.x.size if keeper.x.kept else 0, tensor.kept)


def _measure_checkpointed(unit: Unit) -> Kept:
    """The recomputed part keeps only those channels of its input that the layers before it do not keep already."""
    keeper = _Keeper(unit)
    fresh = numel((unit.checkpointed, *unit.input[1:])) * FLOAT_BYTES
    keeper.bytes = [fresh] + [0] * (len(unit.before) - 1)
    keeper.input_layer = 0
    keeper.run(unit.branch, _Tensor(unit.before[-1].output))
    return _result(keeper, fresh, output_kept=False)


def _result(keeper: _Keeper, input_bytes: int, output_kept: bool) -> Kept:
    per_picture = sum(keeper.bytes) - keeper.per_batch
    return Kept(per_picture, keeper.per_batch, input_bytes, output_kept, tuple(keeper.bytes), keeper.input_layer)
