"""Dense layers and transitions (Huang et al. 2017, arXiv:1608.06993): plain, -B, -C, -BC; pre- or post-activation."""

from functools import lru_cache

from models.config import DenseStage
from models.units.layer import Layer, Shape, avg_pool, batch_norm, conv, dropout, relu
from models.units.unit import Unit


@lru_cache(maxsize=4096)
def dense_layer(stage: DenseStage, x: Shape, *, is_first: bool) -> Unit:
    """One dense layer: `growth_rate` new channels, computed from all earlier ones and put behind them."""
    recomputed, kept = _branch(stage, x)
    new = kept[-1].output if kept else recomputed[-1].output
    return Unit(
        kind="dense_layer",
        input=x,
        output=(x[0] + new[0], *x[1:]),
        before=recomputed,
        branch=kept,
        checkpointed=_fresh_channels(stage, x, is_first) if stage.checkpoint else None,
    )


def transition(stage: DenseStage, x: Shape) -> Unit:
    """The layers between two dense blocks: a 1x1 convolution to floor(compression * channels), then a 2x2 pool."""
    convolved = _conv("", stage, x, compressed(x[0], stage.transition), 1)
    pooled = avg_pool("pool", convolved[-1].output)
    return Unit(kind="transition", input=x, output=pooled.output, branch=(*convolved, pooled))


def compressed(channels: int, compression: float) -> int:
    """floor(compression * channels), the channels that a transition keeps."""
    return int(compression * channels)


def _branch(stage: DenseStage, x: Shape) -> tuple[tuple[Layer, ...], tuple[Layer, ...]]:
    """The part that a checkpointed layer recomputes, and the part behind it."""
    drop = (dropout("drop", (stage.growth_rate, *x[1:]), stage.dropout),) if stage.dropout else ()
    if stage.bottleneck is None:
        return _conv("1", stage, x, stage.growth_rate, 3), drop
    squeezed = _conv("1", stage, x, stage.bottleneck * stage.growth_rate, 1)
    return squeezed, (*_conv("2", stage, squeezed[-1].output, stage.growth_rate, 3), *drop)


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
