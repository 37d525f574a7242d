"""Dense layers and transitions (Huang et al. 2017, arXiv:1608.06993): plain, -B, -C, -BC; pre- or post-activation."""

from functools import lru_cache

from models.config import DenseStage
from models.units.layer import Layer, Shape, avg_pool, batch_norm, conv, dropout, relu
from models.units.unit import Unit, make_unit


@lru_cache(maxsize=256)
def dense_block(stage: DenseStage, x: Shape) -> tuple[Unit, ...]:
    """The dense layers of a stage, one behind the other."""
    units = []
    behind = _behind_bottleneck(stage, x)
    for i in range(stage.layers):
        units.append(_dense_layer(stage, x, behind, is_first=i == 0))
        x = units[-1].output
    return tuple(units)


def transition(stage: DenseStage, x: Shape) -> Unit:
    """The layers between two dense blocks: a 1x1 convolution to floor(compression * channels), then a 2x2 pool."""
    convolved = _conv("", stage, x, compressed(x[0], stage.transition), 1)
    pooled = avg_pool("pool", convolved[-1].output)
    return make_unit("transition", x, pooled.output, branch=(*convolved, pooled))


def compressed(channels: int, compression: float) -> int:
    """floor(compression * channels), the channels that a transition keeps."""
    return int(compression * channels)


def _dense_layer(stage: DenseStage, x: Shape, behind: tuple[Layer, ...], *, is_first: bool) -> Unit:
    """One dense layer: `growth_rate` new channels, computed from all earlier ones and put behind them."""
    if stage.bottleneck is None:
        recomputed = _conv("1", stage, x, stage.growth_rate, 3)
    else:
        recomputed = _conv("1", stage, x, stage.bottleneck * stage.growth_rate, 1)
    fresh = _fresh_channels(stage, x, is_first) if stage.checkpoint else None
    output = (x[0] + stage.growth_rate, *x[1:])
    return make_unit("dense_layer", x, output, before=recomputed, branch=behind, checkpointed=fresh)


def _behind_bottleneck(stage: DenseStage, x: Shape) -> tuple[Layer, ...]:
    """The part of a dense layer that does not see how many channels entered; the same in every layer of a block."""
    drop = (dropout("drop", (stage.growth_rate, *x[1:]), stage.dropout),) if stage.dropout else ()
    if stage.bottleneck is None:
        return drop
    squeezed = (stage.bottleneck * stage.growth_rate, *x[1:])
    return (*_conv("2", stage, squeezed, stage.growth_rate, 3), *drop)


def _conv(number: str, stage: DenseStage, x: Shape, channels: int, kernel: int) -> tuple[Layer, ...]:
    """A convolution with its batch norm and ReLU before it, or behind it in the post-activation order."""
    if stage.order == "post":
        layer = conv(f"conv{number}", x, channels, kernel, bias=stage.bias)
        return layer, batch_norm(f"norm{number}", layer.output), relu(f"relu{number}", layer.output)
    return (
        batch_norm(f"norm{number}", x),
        relu(f"relu{number}", x),
        conv(f"conv{number}", x, channels, kernel, bias=stage.bias),
    )


def _fresh_channels(stage: DenseStage, x: Shape, is_first: bool) -> int:
    if is_first:
        return x[0]
    kept_anyway = stage.order == "post" and stage.bottleneck is not None and not stage.dropout
    return 0 if kept_anyway else stage.growth_rate
