"""The network config: what a person edits. Frozen values, no torch.

A config may be illegal (a width of zero, groups that do not divide): it must stay editable while a person types.
Types and names are checked here, by pydantic; the rules of the subject are checked by `models.spec.check`.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from models.field import FieldSpec, Range
from models.sentence import Sentence, say

# The upper ends of ranges are far beyond any published net; they keep a slip of the keyboard from filling the memory.
MAX_CHANNELS = 65_536
CHANNELS, PIXELS, STRIDE = Range(1, MAX_CHANNELS), Range(1, 8192), Range(1, 16)
CHANCE = Range(0, 1, open_end=True)


class Value(BaseModel, frozen=True):
    """A frozen value: keyword-only, strict about types, unknown keys refused."""

    model_config = ConfigDict(strict=True, extra="forbid")

    def irrelevance(self, name: str, tree: "Value | None" = None) -> Sentence | None:
        """Why the field `name` changes nothing now; None where it does. `tree` is the network or experiment around."""
        return None


ActivationName = Literal["relu", "relu6", "leaky_relu", "silu", "gelu", "mish", "hardswish"]
ACTIVATIONS: dict[str | None, str] = {
    "relu": "ReLU",
    "relu6": "ReLU6",
    "leaky_relu": "LeakyReLU",
    "silu": "SiLU",
    "gelu": "GELU",
    "mish": "Mish",
    "hardswish": "Hardswish",
}
STAGE_ACTIVATION = FieldSpec("Activation", choices={None: "The network's", **ACTIVATIONS})


class InputShape(Value, frozen=True):
    """The image that enters the network."""

    channels: Annotated[int, FieldSpec("Colour channels", Range(1, 1024))] = 3
    """Colour channels: 1 for grey, 3 for RGB."""
    height: Annotated[int, FieldSpec("Height", PIXELS)] = 224
    """Height of the image in pixels."""
    width: Annotated[int, FieldSpec("Width", PIXELS)] = 224
    """Width of the image in pixels."""


Pool = Annotated[
    Literal["max", "none"], FieldSpec("Pooling", choices={"max": "Max-pool 3×3, stride 2", "none": "None"})
]


class StemConfig(Value, frozen=True):
    """What stands before the first stage: convolution, batch norm, activation, max-pool."""

    channels: Annotated[int, FieldSpec("Channels", CHANNELS)] = 64
    """Output channels of the stem."""
    kernel: Annotated[int, FieldSpec("Kernel", Range(1, 31))] = 7
    """Kernel size of the convolution: 7 for ImageNet, 3 for CIFAR."""
    stride: Annotated[int, FieldSpec("Stride", STRIDE)] = 2
    """Stride of the (first) convolution: 2 for ImageNet, 1 for CIFAR."""
    convs: Annotated[int, FieldSpec("Convolutions", Range(1, 8))] = 1
    """Number of convolutions. 3 is the deep stem of ResNet-C: all but the last have half the channels."""
    norm: Annotated[bool, FieldSpec("Batch norm and activation")] = True
    """Batch norm and activation after the convolution. Pre-activation and CIFAR DenseNets leave them to the first
    block."""
    pool: Pool = "max"
    """A 3x3 max-pool with stride 2, or none."""
    bias: Annotated[bool, FieldSpec("Bias")] = False
    """Bias in the convolution."""


Shortcut = Annotated[
    Literal["identity", "zero_pad", "projection", "projection_all", "conv", "none"],
    FieldSpec(
        "Shortcut",
        choices={
            "identity": "Identity",
            "zero_pad": "Zero padding (A)",
            "projection": "Projection (B)",
            "projection_all": "Projection everywhere (C)",
            "conv": "Bare 1×1 convolution",
            "none": "None: plain network",
        },
    ),
]
Block = Annotated[
    Literal["basic", "bottleneck"],
    FieldSpec("Block", choices={"basic": "Basic, two 3×3", "bottleneck": "Bottleneck, 1-3-1"}),
]
Downsample = Annotated[
    Literal["conv", "avg_pool"],
    FieldSpec("Projection's stride", choices={"conv": "Strided 1×1", "avg_pool": "Average-pool (ResNet-D)"}),
]
Entry = Annotated[
    Literal["block", "conv"],
    FieldSpec("Entered by", choices={"block": "The first block", "conv": "A bare 3×3 convolution"}),
]
Order = Annotated[
    Literal["original", "bn_after_add", "relu_before_add", "relu_only_preact", "full_preact"],
    FieldSpec(
        "Order",
        choices={
            "original": "Original (2015)",
            "bn_after_add": "Batch norm after addition",
            "relu_before_add": "ReLU before addition",
            "relu_only_preact": "ReLU-only pre-activation",
            "full_preact": "Full pre-activation (v2)",
        },
    ),
]
StrideOn = Annotated[
    Literal["1x1", "3x3"],
    FieldSpec("Stride on", choices={"1x1": "First 1×1 (v1, the paper)", "3x3": "3×3 (v1.5, torchvision)"}),
]


class ResidualStage(Value, frozen=True):
    """A run of residual blocks at one resolution (He et al. 2015, arXiv:1512.03385)."""

    kind: Literal["residual"] = "residual"
    blocks: Annotated[int, FieldSpec(Sentence("Blocks", "field blocks"), Range(1, 2000))] = 2
    """Number of residual blocks."""
    width: Annotated[int, FieldSpec("Width", CHANNELS)] = 64
    """Width of the 3x3 convolutions. A basic block gives this many channels, a bottleneck four times as many."""
    width_multiplier: Annotated[float, FieldSpec("Width multiplier", Range(0, 64, open_start=True))] = 1.0
    """Widening factor k of Wide ResNets (Zagoruyko 2016): the width is multiplied by it, rounded down."""
    stride: Annotated[int, FieldSpec("Stride", STRIDE)] = 1
    """Stride of the stage's first block (or of its entry convolution): 2 halves the resolution."""
    block: Block = "basic"
    """basic: two 3x3 convolutions. bottleneck: 1x1 reduce, 3x3, 1x1 restore to four times the width."""
    shortcut: Shortcut = "projection"
    """What is added to the branch where the shape changes. identity: nothing may change. zero_pad (A): subsample and
    pad with zero channels. projection (B): 1x1 convolution and batch norm. projection_all (C): that in every block.
    conv: one bare 1x1 convolution. none: no shortcut at all, a plain network."""
    downsample: Downsample = "conv"
    """How a projection takes a stride. conv: a strided 1x1. avg_pool: average-pool, then a 1x1 (ResNet-D, He 2018)."""
    entry: Entry = "block"
    """block: the first block takes the stride. conv: one bare 3x3 convolution takes the stride and the change of
    width, before the first block."""
    order: Order = "original"
    """Order of batch norm, ReLU and addition (He et al. 2016, arXiv:1603.05027, figure 4)."""
    stride_on: StrideOn = "3x3"
    """Which convolution of a bottleneck takes the stride: 1x1 (v1, the paper), 3x3 (v1.5, torchvision)."""
    groups: Annotated[int, FieldSpec("Groups", CHANNELS)] = 1
    """Groups of the 3x3 convolutions (cardinality in ResNeXt). Must divide their channels."""
    width_per_group: Annotated[int | None, FieldSpec("Width per group", CHANNELS, switched_on=64)] = None
    """ResNeXt's d, as torchvision counts it: the inner width is floor(width * d / 64) * groups. None: the width."""
    bias: Annotated[bool, FieldSpec("Bias")] = False
    """Bias in the convolutions."""
    dropout: Annotated[float, FieldSpec("Dropout", CHANCE, step=0.05)] = 0.0
    """Dropout between the 3x3 convolutions of a block (Wide ResNets)."""
    squeeze_excitation: Annotated[int | None, FieldSpec("Squeeze-excitation", CHANNELS, switched_on=16)] = None
    """Reduction ratio of a squeeze-and-excitation unit at the end of each branch (Hu 2018); None for none."""
    activation: Annotated[ActivationName | None, STAGE_ACTIVATION] = Field(
        default=None, exclude_if=lambda activation: activation is None
    )
    """Activation of the blocks; None: the network's. A squeeze-and-excitation unit keeps its ReLU."""

    def irrelevance(self, name: str, tree: Value | None = None) -> Sentence | None:
        if name not in ("stride_on", "downsample"):
            return None
        if name == "stride_on" and self.block == "basic":
            return say("A basic block has no 1×1 convolution: its first 3×3 takes the stride.")
        if name == "downsample" and self.shortcut in ("identity", "zero_pad", "none"):
            return say("This shortcut has no projection.")
        if self.entry == "conv":
            return say("The bare convolution at the stage's entry takes the stride.")
        return say("The stride is 1: there is none to take.") if self.stride == 1 else None


DenseOrder = Annotated[
    Literal["pre", "post"],
    FieldSpec("Order", choices={"pre": "BN, activation, convolution", "post": "Convolution, BN, activation"}),
]


class DenseStage(Value, frozen=True):
    """A dense block of densely connected layers and the transition after it (Huang et al. 2017, arXiv:1608.06993)."""

    kind: Literal["dense"] = "dense"
    layers: Annotated[int, FieldSpec("Layers", Range(1, 2000))] = 6
    """Number of dense layers."""
    growth_rate: Annotated[int, FieldSpec("Growth rate k", Range(1, 4096))] = 32
    """Growth rate k: the channels that every layer adds."""
    bottleneck: Annotated[int | None, FieldSpec("Bottleneck, × k", Range(1, 64), switched_on=4)] = 4
    """Bottleneck size: a 1x1 convolution to this many times k before the 3x3 (DenseNet-B); None for none."""
    dropout: Annotated[float, FieldSpec("Dropout", CHANCE, step=0.05)] = 0.0
    """Dropout after each layer's last convolution."""
    transition: Annotated[
        float | None, FieldSpec("Compression", Range(0, 1, open_start=True), step=0.1, switched_on=0.5)
    ] = 0.5
    """Compression of the transition after the block, 0 < theta <= 1: it keeps floor(theta * channels) and halves the
    resolution. None: no transition."""
    order: DenseOrder = "pre"
    """pre: BN - activation - conv, as in the paper. post: conv - BN - activation, to compare with."""
    bias: Annotated[bool, FieldSpec("Bias")] = False
    """Bias in the convolutions."""
    checkpoint: Annotated[bool, FieldSpec("Recompute to save memory")] = False
    """Recompute the concatenations in the backward pass instead of saving them: less memory, more time."""
    activation: Annotated[ActivationName | None, STAGE_ACTIVATION] = Field(
        default=None, exclude_if=lambda activation: activation is None
    )
    """Activation of the dense layers and the transition; None: the network's."""


StageConfig = Annotated[ResidualStage | DenseStage, Field(discriminator="kind")]


class HeadConfig(Value, frozen=True):
    """What stands after the last stage: global average pool, dropout, linear."""

    dropout: Annotated[float, FieldSpec("Dropout", CHANCE, step=0.05)] = 0.0
    """Dropout before the linear layer."""


InitScheme = Annotated[
    Literal["kaiming_fan_out", "kaiming_fan_in", "xavier", "pytorch"],
    FieldSpec(
        "Scheme",
        choices={
            "kaiming_fan_out": "Kaiming normal, fan out",
            "kaiming_fan_in": "Kaiming normal, fan in",
            "xavier": "Xavier uniform",
            "pytorch": "PyTorch's default",
        },
    ),
]


class InitConfig(Value, frozen=True):
    """How weights begin. Batch norm begins with ones and zeros in every scheme."""

    scheme: InitScheme = "kaiming_fan_out"
    """kaiming_fan_out: torchvision's ResNets. kaiming_fan_in: torchvision's DenseNets. xavier: uniform, convolutions
    and linear alike. pytorch: PyTorch's own default."""
    zero_init_residual: Annotated[bool, FieldSpec("Blocks begin as identity")] = False
    """Start the last batch norm of every residual branch with zero weight, so that each block starts as the
    identity."""

    def irrelevance(self, name: str, tree: Value | None = None) -> Sentence | None:
        if name != "zero_init_residual" or not isinstance(tree, NetworkConfig):
            return None
        if not tree.residual_stages:
            return say("There is no residual block.")
        if all(stage.shortcut == "none" for stage in tree.residual_stages):
            return say("A plain network has no shortcut that would carry the signal past a zero branch.")
        return None


class NetworkConfig(Value, frozen=True):
    """A convolutional network of residual and dense stages: stem, stages, head."""

    input: InputShape = InputShape()
    """The input image."""
    num_classes: Annotated[int, FieldSpec("Classes", Range(1, 1_000_000))] = 1000
    """Number of classes, the outputs of the linear layer."""
    stem: StemConfig = StemConfig()
    """The layers before the first stage."""
    stages: tuple[StageConfig, ...]
    """The stages in order, residual or dense."""
    head: HeadConfig = HeadConfig()
    """The layers after the last stage."""
    init: InitConfig = InitConfig()
    """Initialisation of the weights."""
    stochastic_depth: Annotated[float, FieldSpec("Stochastic depth", CHANCE, step=0.05)] = 0.0
    """Probability of skipping the last residual block in training; it decreases linearly towards the first (Huang
    2016)."""
    activation: Annotated[ActivationName, FieldSpec("Activation", choices=ACTIVATIONS)] = Field(
        default="relu", exclude_if=lambda activation: activation == "relu"
    )
    """Activation of the stem and of every stage that names none. Kaiming's weights begin with the gain of ReLU or of
    LeakyReLU; PyTorch defines none for the others, which begin with ReLU's."""

    @property
    def residual_stages(self) -> tuple[ResidualStage, ...]:
        return tuple(stage for stage in self.stages if isinstance(stage, ResidualStage))

    def irrelevance(self, name: str, tree: Value | None = None) -> Sentence | None:
        if name == "stochastic_depth" and not self.residual_stages:
            return say("There is no residual block that could be skipped.")
        return None
