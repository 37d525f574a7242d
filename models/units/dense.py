"""Dense layers and transitions (Huang et al. 2017, arXiv:1608.06993): plain, -B, -C, -BC; pre- or post-activation."""

from functools import lru_cache
from typing import NamedTuple

from models.config import DenseStage
from models.units.layer import Layer, Parts, Shape, activation, avg_pool, batch_norm, conv, dropout
from models.units.saved import SavedForBackward, joined, measure_chain, measure_recomputed
from models.units.unit import Reach, Unit, costs, make_unit, measure_reach


@lru_cache(maxsize=64)
def dense_block(stage: DenseStage, x: Shape) -> tuple[Unit, ...]:
    """The dense layers of a stage, one behind the other."""
    units = []
    alike = _alike(stage, x)
    for i in range(stage.layers):
        units.append(_dense_layer(stage, x, alike, is_first=i == 0))
        x = units[-1].output
    return tuple(units)


def transition(stage: DenseStage, x: Shape) -> Unit:
    """The layers between two dense blocks: a 1x1 convolution to floor(compression * channels), then a 2x2 pool."""
    assert stage.transition is not None, "the stage has a transition"
    convolved = _conv("", stage, x, compressed(x[0], stage.transition), 1)
    pooled = avg_pool("pool", convolved[-1].output)
    return make_unit("transition", x, pooled.output, Parts(branch=(*convolved, pooled)))


def compressed(channels: int, compression: float) -> int:
    """floor(compression * channels), the channels that a transition keeps."""
    return int(compression * channels)


class _Alike(NamedTuple):
    """What the dense layers of a block have in common: all that does not see how many channels entered."""

    behind: tuple[Layer, ...]
    params: int
    macs: int
    saved: SavedForBackward
    reach: Reach
    """Of the whole dense layer."""


def _alike(stage: DenseStage, x: Shape) -> _Alike:
    before = concatenated_layers(stage, x)
    behind = squeezed_layers(stage, x)
    # The concatenation that leaves is a new map, and the path that sees least is the map that entered.
    saved = measure_chain(before[-1].output, behind)._replace(output=False)
    reach = measure_reach(Parts(before, behind))._replace(smallest=0)
    return _Alike(behind, *costs(behind), saved, reach)


def _dense_layer(stage: DenseStage, x: Shape, alike: _Alike, *, is_first: bool) -> Unit:
    """One dense layer: `growth_rate` new channels, computed from all earlier ones and put behind them."""
    before, behind = concatenated_layers(stage, x), alike.behind
    fresh = None
    if stage.checkpoint:
        # The layer before may end in an activation that saves its output anyway.
        saved_anyway = bool(behind) and behind[-1].saves_output
        fresh = x[0] if is_first else 0 if saved_anyway else stage.growth_rate
        saved = measure_recomputed((fresh, *x[1:]), len(before))
    else:
        saved = measure_chain(x, before)
    params, macs = costs(before)
    return Unit(
        kind="dense_layer",
        input=x,
        output=(x[0] + stage.growth_rate, *x[1:]),
        before=before,
        branch=behind,
        checkpointed=fresh,
        layers=before + behind,
        params=params + alike.params,
        macs=macs + alike.macs,
        reach=alike.reach,
        saved=joined(saved, alike.saved),
    )


def concatenated_layers(stage: DenseStage, x: Shape) -> tuple[Layer, ...]:
    """The part of a dense layer that sees all channels that entered, which a checkpoint recomputes."""
    if stage.bottleneck is None:
        return _conv("1", stage, x, stage.growth_rate, 3)
    return _conv("1", stage, x, stage.bottleneck * stage.growth_rate, 1)


def squeezed_layers(stage: DenseStage, x: Shape) -> tuple[Layer, ...]:
    drop = (dropout("drop", (stage.growth_rate, *x[1:]), stage.dropout),) if stage.dropout else ()
    if stage.bottleneck is None:
        return drop
    squeezed = (stage.bottleneck * stage.growth_rate, *x[1:])
    return (*_conv("2", stage, squeezed, stage.growth_rate, 3), *drop)


def _conv(number: str, stage: DenseStage, x: Shape, channels: int, kernel: int) -> tuple[Layer, ...]:
    """A convolution with its batch norm and activation before it, or behind it in the post-activation order."""
    name = f"{stage.activation}{number}"
    if stage.order == "post":
        layer = conv(f"conv{number}", x, channels, kernel, bias=stage.bias)
        return layer, batch_norm(f"norm{number}", layer.output), activation(stage.activation, name, layer.output)
    return (
        batch_norm(f"norm{number}", x),
        activation(stage.activation, name, x),
        conv(f"conv{number}", x, channels, kernel, bias=stage.bias),
    )
