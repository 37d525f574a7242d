"""The unit: one stem, residual block, dense layer, transition or head, as the list of its layers and what they cost."""

from typing import Literal, NamedTuple

from models.units.layer import Layer, Parts, Shape, ShortcutKind
from models.units.saved import SavedForBackward, measure_saved

UnitKind = Literal["stem", "entry", "basic", "bottleneck", "dense_layer", "transition", "norm", "head"]


class Reach(NamedTuple):
    """Growth of the receptive field, in pixels of the unit's input, and the unit's stride."""

    largest: int
    """Along the path that sees most."""
    smallest: int
    """Along the path that sees least: the shortcut, where there is one."""
    stride: int
    layers: tuple[int, ...]
    """Growth up to and with every layer, along the path that sees most."""


class Unit(NamedTuple):
    """The parts of a unit (`Parts`) and what they cost; made by `make_unit`, dense layers by `dense_block`.

    A dense layer concatenates: its output is x with the branch's channels behind it. Equal units of a network may be
    one and the same object.
    """

    kind: UnitKind
    input: Shape
    output: Shape
    layers: tuple[Layer, ...]
    """All layers, in the order in which they run."""
    params: int
    macs: int
    """Multiply-accumulates for one image."""
    reach: Reach
    """How the receptive field grows across this unit."""
    saved: SavedForBackward
    """What autograd saves of it for the backward pass."""
    before: tuple[Layer, ...] = ()
    branch: tuple[Layer, ...] = ()
    gate: tuple[Layer, ...] = ()
    drop: tuple[Layer, ...] = ()
    shortcut: tuple[Layer, ...] | None = None
    after: tuple[Layer, ...] = ()
    shortcut_kind: ShortcutKind = ShortcutKind.NONE
    """Of a residual block."""
    checkpointed: int | None = None
    """A dense layer that recomputes `before` in the backward pass: channels of its input that nothing else saves."""


def make_unit(kind: UnitKind, x: Shape, output: Shape, parts: Parts) -> Unit:
    """A unit with its costs."""
    layers = parts.before + parts.branch + parts.gate + parts.drop + (parts.shortcut or ()) + parts.after
    params, macs = costs(layers)
    return Unit(kind, x, output, layers, params, macs, measure_reach(parts), measure_saved(x, output, parts), *parts)


def costs(layers: tuple[Layer, ...]) -> tuple[int, int]:
    """Parameters and MACs of layers together."""
    params = macs = 0
    for layer in layers:
        params += layer.params
        macs += layer.macs
    return params, macs


def measure_reach(parts: Parts) -> Reach:
    """Follow both paths of a unit; global pooling and linear layers see everything and are not counted."""
    steps: list[int] = []
    grown, stride = _widen(parts.before, 0, 1, steps)
    far, end = _widen(parts.branch + parts.gate + parts.drop, grown, stride, steps)
    near = far
    if parts.shortcut is not None:
        near, skip_end = _widen(parts.shortcut, grown, stride, steps)
        assert skip_end == end, "shortcut and branch must end at one resolution"
    most = max(far, near)
    largest, end = _widen(parts.after, most, end, steps)
    return Reach(largest, largest - most + min(far, near), end, tuple(steps))


def _widen(layers: tuple[Layer, ...], grown: int, stride: int, steps: list[int]) -> tuple[int, int]:
    """Growth and stride behind the layers, which begin at `grown` and `stride`; `steps` gets the growth of each."""
    for layer in layers:
        grown += (layer.kernel - 1) * stride
        stride *= layer.stride
        steps.append(grown)
    return grown, stride
