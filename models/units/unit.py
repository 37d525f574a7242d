"""The unit: one stem, residual block, dense layer, transition or head, as the list of its layers and what they cost."""

from typing import Literal, NamedTuple

from models.units.layer import Layer, Parts, Shape, ShortcutKind
from models.units.reach import Reach, measure_reach
from models.units.saved import SavedForBackward, measure_saved

UnitKind = Literal["stem", "entry", "basic", "bottleneck", "dense_layer", "transition", "norm", "head"]


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
