"""Residual blocks: channels, strides and layers of basic and bottleneck blocks in all five orders.

Source: He et al. 2015 (arXiv:1512.03385), He et al. 2016 (arXiv:1603.05027, figure 4) for the orders, Xie et al. 2017
for groups, Hu et al. 2018 for squeeze-and-excitation, He et al. 2018 (ResNet-D) for the pooled shortcut.
"""

from functools import lru_cache
from typing import NamedTuple

from models.config import ResidualStage
from models.units.layer import (
    Layer,
    Parts,
    Shape,
    ShortcutKind,
    activation,
    batch_norm,
    conv,
    dropout,
    global_pool,
    shortcut_pool,
    sigmoid,
    stochastic_depth,
    zero_pad,
)
from models.units.unit import Unit, make_unit

EXPANSION = {"basic": 1, "bottleneck": 4}

PRE_ACTIVATION = ("relu_only_preact", "full_preact")


class Widths(NamedTuple):
    """Channels of one stage's blocks."""

    inner: int
    """Of the 3x3 convolutions inside."""
    output: int


def stage_widths(stage: ResidualStage) -> Widths:
    """Inner and output channels; ResNeXt's width per group counts as torchvision counts it, for a base width of 64."""
    width = int(stage.width * stage.width_multiplier)
    inner = width if stage.width_per_group is None else int(width * (stage.width_per_group / 64.0)) * stage.groups
    return Widths(inner, width * EXPANSION[stage.block])


def kind_at_change(stage: ResidualStage) -> ShortcutKind:
    """The shortcut of those of a stage's blocks whose output has another shape than their input."""
    # In a full pre-activation block neither has a batch norm of its own.
    if stage.shortcut == "projection_all" or (stage.shortcut == "conv" and stage.order == "full_preact"):
        return ShortcutKind.PROJECTION
    return ShortcutKind(stage.shortcut)


def shortcut_kind(stage: ResidualStage, x: Shape, channels: int, stride: int) -> ShortcutKind:
    """The shortcut of the block that takes `x` to so many channels."""
    kind = kind_at_change(stage)
    is_same = x[0] == channels and stride == 1 and stage.shortcut != "projection_all"
    return ShortcutKind.IDENTITY if is_same and kind is not ShortcutKind.NONE else kind


@lru_cache(maxsize=4096)
def residual_block(stage: ResidualStage, x: Shape, stride: int, drop_rate: float, *, first_of_network: bool) -> Unit:
    """The block of `stage` for input `x`.

    In a pre-activation net the first block after a bare stem shares its activation with the shortcut, as does every
    block with a projection (arXiv:1603.05027, section 4.1).
    """
    widths = stage_widths(stage)
    branch = branch_layers(stage, x, widths, stride)
    kind = shortcut_kind(stage, x, widths.output, stride)
    shares = kind.is_projection or (first_of_network and kind is not ShortcutKind.NONE)
    shared = stage.order in PRE_ACTIVATION and shares
    num_before = num_shared(stage) if shared else 0
    output = branch[-1].output
    parts = Parts(
        before=branch[:num_before],
        branch=branch[num_before:],
        gate=gate_layers(stage, output),
        drop=(stochastic_depth("drop_path", output, drop_rate),) if drop_rate else (),
        shortcut=None if kind is ShortcutKind.NONE else shortcut_layers(stage, kind, x, widths.output, stride),
        after=after_layers(stage, output),
        shortcut_kind=kind,
    )
    return make_unit(stage.block, x, output, parts)


def num_shared(stage: ResidualStage) -> int:
    """Layers before the first convolution of a pre-activation block, which a projection shares."""
    return 1 if stage.order == "relu_only_preact" else 2


def entry_conv(stage: ResidualStage, x: Shape) -> Unit:
    """The bare 3x3 convolution that takes a stage's stride and change of width before its first block."""
    layer = conv("conv", x, stage_widths(stage).output, 3, stage.stride, bias=stage.bias)
    return make_unit("entry", x, layer.output, Parts(branch=(layer,)))


def _convs(stage: ResidualStage, widths: Widths, stride: int) -> tuple[tuple[int, int, int, int], ...]:
    """Channels, kernel, stride and groups of each convolution of a branch."""
    if stage.block == "basic":
        return (widths.inner, 3, stride, stage.groups), (widths.output, 3, 1, stage.groups)
    on_1x1, on_3x3 = (stride, 1) if stage.stride_on == "1x1" else (1, stride)
    return (widths.inner, 1, on_1x1, 1), (widths.inner, 3, on_3x3, stage.groups), (widths.output, 1, 1, 1)


def branch_layers(stage: ResidualStage, x: Shape, widths: Widths, stride: int) -> tuple[Layer, ...]:
    """The layers of the branch; batch norms and activations are numbered like the convolutions they belong to."""
    layers: list[Layer] = []
    convs = _convs(stage, widths, stride)
    for i, (channels, kernel, each_stride, groups) in enumerate(convs, start=1):
        is_last, name = i == len(convs), f"{stage.activation}{i}"
        if stage.order == "full_preact":
            layers.append(batch_norm(f"bn{i}", x))
        if stage.order in PRE_ACTIVATION:
            # A lone first activation must leave the block's input, which the shortcut needs, as it is.
            layers.append(activation(stage.activation, name, x, in_place=bool(layers)))
        if stage.dropout and i == len(convs) - (stage.block == "bottleneck"):
            layers.append(dropout("dropout", x, stage.dropout))
        layers.append(conv(f"conv{i}", x, channels, kernel, each_stride, groups=groups, bias=stage.bias))
        x = layers[-1].output
        if stage.order != "full_preact" and not (stage.order == "bn_after_add" and is_last):
            layers.append(batch_norm(f"bn{i}", x))
        if stage.order not in PRE_ACTIVATION and (stage.order == "relu_before_add" or not is_last):
            layers.append(activation(stage.activation, name, x))
    return tuple(layers)


def gate_layers(stage: ResidualStage, x: Shape) -> tuple[Layer, ...]:
    if stage.squeeze_excitation is None:
        return ()
    pooled = (x[0], 1, 1)
    squeezed = (x[0] // stage.squeeze_excitation, 1, 1)
    return (
        global_pool("se.pool", x),
        conv("se.fc1", pooled, squeezed[0], 1, bias=True),
        activation("relu", "se.relu", squeezed),
        conv("se.fc2", squeezed, x[0], 1, bias=True),
        sigmoid("se.sigmoid", pooled),
    )


def shortcut_layers(
    stage: ResidualStage, kind: ShortcutKind, x: Shape, channels: int, stride: int
) -> tuple[Layer, ...]:
    """The layers of a shortcut; none for an identity."""
    if kind is ShortcutKind.ZERO_PAD:
        return (zero_pad("downsample", x, channels, stride),)
    return _projection(stage, x, channels, stride) if kind.is_projection else ()


def _projection(stage: ResidualStage, x: Shape, channels: int, stride: int) -> tuple[Layer, ...]:
    layers: list[Layer] = []
    if stage.downsample == "avg_pool" and stride > 1:
        layers.append(shortcut_pool("downsample.0", x, stride))
        x, stride = layers[-1].output, 1
    layers.append(conv(f"downsample.{len(layers)}", x, channels, 1, stride, bias=stage.bias))
    if stage.shortcut != "conv" and stage.order != "full_preact":
        layers.append(batch_norm(f"downsample.{len(layers)}", layers[-1].output))
    return tuple(layers)


def after_layers(stage: ResidualStage, x: Shape) -> tuple[Layer, ...]:
    last = 2 if stage.block == "basic" else 3
    if stage.order == "original":
        return (activation(stage.activation, f"{stage.activation}{last}", x),)
    if stage.order == "bn_after_add":
        return (batch_norm(f"bn{last}", x), activation(stage.activation, f"{stage.activation}{last}", x))
    return ()
