"""The network config: what a person edits. Frozen values, no torch.

A config may be illegal (a width of zero, groups that do not divide): it must stay editable while a person types.
Types and names are checked here, by pydantic; the rules of the subject are checked by `models.spec.check`.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Value(BaseModel):
    """A frozen value: keyword-only, strict about types, unknown keys refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)


ActivationName = Literal["relu", "relu6", "leaky_relu", "silu", "gelu", "mish", "hardswish"]


class InputShape(Value):
    """The image that enters the network."""

    channels: int = 3
    """Colour channels: 1 for grey, 3 for RGB."""
    height: int = 224
    """Height of the image in pixels."""
    width: int = 224
    """Width of the image in pixels."""


class StemConfig(Value):
    """What stands before the first stage: convolution, batch norm, activation, max-pool."""

    channels: int = 64
    """Channels that leave the stem."""
    kernel: int = 7
    """Kernel size of the convolution: 7 for ImageNet, 3 for CIFAR."""
    stride: int = 2
    """Stride of the (first) convolution: 2 for ImageNet, 1 for CIFAR."""
    convs: int = 1
    """Number of convolutions. 3 is the deep stem of ResNet-C: all but the last have half the channels."""
    norm: bool = True
    """Batch norm and activation after the convolution. Pre-activation and CIFAR DenseNets leave them to the first
    block."""
    pool: Literal["max", "none"] = "max"
    """A 3x3 max-pool with stride 2, or none."""
    bias: bool = False
    """Bias in the convolution."""


Shortcut = Literal["identity", "zero_pad", "projection", "projection_all", "conv", "none"]
Order = Literal["original", "bn_after_add", "relu_before_add", "relu_only_preact", "full_preact"]


class ResidualStage(Value):
    """A run of residual blocks at one resolution (He et al. 2015, arXiv:1512.03385)."""

    kind: Literal["residual"] = "residual"
    blocks: int = 2
    """Number of residual blocks."""
    width: int = 64
    """Width of the 3x3 convolutions. A basic block gives this many channels, a bottleneck four times as many."""
    width_multiplier: float = 1.0
    """Widening factor k of Wide ResNets (Zagoruyko 2016): the width is multiplied by it, rounded down."""
    stride: int = 1
    """Stride of the stage's first block (or of its entry convolution): 2 halves the resolution."""
    block: Literal["basic", "bottleneck"] = "basic"
    """basic: two 3x3 convolutions. bottleneck: 1x1 reduce, 3x3, 1x1 restore to four times the width."""
    shortcut: Shortcut = "projection"
    """What is added to the branch where the shape changes. identity: nothing may change. zero_pad (A): subsample and
    pad with zero channels. projection (B): 1x1 convolution and batch norm. projection_all (C): that in every block.
    conv: one bare 1x1 convolution. none: no shortcut at all, a plain network."""
    downsample: Literal["conv", "avg_pool"] = "conv"
    """How a projection takes a stride. conv: a strided 1x1. avg_pool: average-pool, then a 1x1 (ResNet-D, He 2018)."""
    entry: Literal["block", "conv"] = "block"
    """block: the first block takes the stride. conv: one bare 3x3 convolution takes the stride and the change of
    width, before the first block."""
    order: Order = "original"
    """Order of batch norm, ReLU and addition (He et al. 2016, arXiv:1603.05027, figure 4)."""
    stride_on: Literal["1x1", "3x3"] = "3x3"
    """Which convolution of a bottleneck takes the stride: 1x1 (v1, the paper), 3x3 (v1.5, torchvision)."""
    groups: int = 1
    """Groups of the 3x3 convolutions (cardinality in ResNeXt). Must divide their channels."""
    width_per_group: int | None = None
    """ResNeXt's d, as torchvision counts it: the inner width is floor(width * d / 64) * groups. None: the width."""
    bias: bool = False
    """Bias in the convolutions."""
    dropout: float = 0.0
    """Dropout between the 3x3 convolutions of a block (Wide ResNets)."""
    squeeze_excitation: int | None = None
    """Reduction ratio of a squeeze-and-excitation unit at the end of each branch (Hu 2018); None for none."""
    activation: ActivationName | None = Field(None, exclude_if=lambda activation: activation is None)
    """Activation of the blocks; None: the network's. A squeeze-and-excitation unit keeps its ReLU."""


class DenseStage(Value):
    """A dense block of densely connected layers and the transition after it (Huang et al. 2017, arXiv:1608.06993)."""

    kind: Literal["dense"] = "dense"
    layers: int = 6
    """Number of dense layers."""
    growth_rate: int = 32
    """Growth rate k: the channels that every layer adds."""
    bottleneck: int | None = 4
    """Bottleneck size: a 1x1 convolution to this many times k before the 3x3 (DenseNet-B); None for none."""
    dropout: float = 0.0
    """Dropout after each layer's last convolution."""
    transition: float | None = 0.5
    """Compression of the transition after the block, 0 < theta <= 1: it keeps floor(theta * channels) and halves the
    resolution. None: no transition."""
    order: Literal["pre", "post"] = "pre"
    """pre: BN - activation - conv, as in the paper. post: conv - BN - activation, to compare with."""
    bias: bool = False
    """Bias in the convolutions."""
    checkpoint: bool = False
    """Recompute the concatenations in the backward pass instead of keeping them: less memory, more time."""
    activation: ActivationName | None = Field(None, exclude_if=lambda activation: activation is None)
    """Activation of the dense layers and the transition; None: the network's."""


StageConfig = Annotated[ResidualStage | DenseStage, Field(discriminator="kind")]


class HeadConfig(Value):
    """What stands after the last stage: global average pool, dropout, linear."""

    dropout: float = 0.0
    """Dropout before the linear layer."""


class InitConfig(Value):
    """How weights begin. Batch norm begins with ones and zeros in every scheme."""

    scheme: Literal["kaiming_fan_out", "kaiming_fan_in", "xavier", "pytorch"] = "kaiming_fan_out"
    """kaiming_fan_out: torchvision's ResNets. kaiming_fan_in: torchvision's DenseNets. xavier: uniform, convolutions
    and linear alike. pytorch: PyTorch's own default."""
    zero_init_residual: bool = False
    """The last batch norm of every residual branch begins with zero weight, so that each block begins as identity."""


class NetworkConfig(Value):
    """A convolutional network of residual and dense stages: stem, stages, head."""

    input: InputShape = InputShape()
    """The image that enters."""
    num_classes: int = 1000
    """Number of classes, the outputs of the linear layer."""
    stem: StemConfig = StemConfig()
    """What stands before the first stage."""
    stages: tuple[StageConfig, ...]
    """The stages in order, residual or dense."""
    head: HeadConfig = HeadConfig()
    """What stands after the last stage."""
    init: InitConfig = InitConfig()
    """How weights begin."""
    stochastic_depth: float = 0.0
    """Chance that the last residual block is skipped in training; earlier ones less, linearly (Huang 2016)."""
    activation: ActivationName = Field("relu", exclude_if=lambda activation: activation == "relu")
    """Activation of the stem and of every stage that names none. Kaiming's weights begin with the gain of ReLU or of
    LeakyReLU; PyTorch defines none for the others, which begin with ReLU's."""
