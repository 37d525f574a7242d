"""The layers of a network as values: shapes, parameters, MACs and what autograd saves of each for the backward pass.

Shapes are (channels, height, width) without the batch, and (features,) behind the global average. Parameters count the
affine pair of batch norm; MACs are multiply-accumulates of convolutions and linear layers for one image, bias left
out. Byte counts are fp32.
"""

import math
from enum import StrEnum
from typing import NamedTuple, get_args

from models.config import ActivationName

Shape = tuple[int, ...]

FLOAT_BYTES = 4
INDEX_BYTES = 8  # max-pool saves the place of each maximum as int64


class LayerType(StrEnum):
    """What a layer is, under the name of the torch module that it becomes."""

    CONV = "Conv2d"
    BATCH_NORM = "BatchNorm2d"
    MAX_POOL = "MaxPool2d"
    AVG_POOL = "AvgPool2d"
    GLOBAL_POOL = "AdaptiveAvgPool2d"
    LINEAR = "Linear"
    ZERO_PAD = "ZeroPadShortcut"
    DROPOUT = "Dropout"
    STOCHASTIC_DEPTH = "StochasticDepth"
    SIGMOID = "Sigmoid"

    # The activations are called after torch's functions, as they are in a config.
    RELU = "ReLU"
    RELU6 = "ReLU6"
    LEAKY_RELU = "LeakyReLU"
    SILU = "SiLU"
    GELU = "GELU"
    MISH = "Mish"
    HARDSWISH = "Hardswish"

    @classmethod
    def of_activation(cls, name: ActivationName | None) -> "LayerType":
        """The activation of a config. Only a config's stage may name none: a spec's stage has the network's."""
        assert name is not None, "a spec names the activation of every stage"
        return cls[name.upper()]

    @property
    def is_activation(self) -> bool:
        """Whether a config can name it."""
        return self in ACTIVATIONS

    @property
    def function(self) -> str:
        """Of an activation: the name of torch's function, which is its name in a config."""
        return self.name.lower()

    @property
    def has_weights(self) -> bool:
        """A weight layer, as papers count the depth of a network; autocast computes these in half precision."""
        return self in (LayerType.CONV, LayerType.LINEAR)

    @property
    def has_kernel(self) -> bool:
        return self in (LayerType.CONV, LayerType.MAX_POOL, LayerType.AVG_POOL)

    @property
    def is_in_torch(self) -> bool:
        """Whether `torch.nn` has the module; this project brings the others."""
        return self not in (LayerType.ZERO_PAD, LayerType.STOCHASTIC_DEPTH)


ACTIVATIONS = tuple(LayerType.of_activation(name) for name in get_args(ActivationName))


class ShortcutKind(StrEnum):
    """What the shortcut of one block is. In most blocks of a stage it is the identity, since nothing changes shape."""

    NONE = "none"
    IDENTITY = "identity"
    ZERO_PAD = "zero_pad"
    PROJECTION = "projection"
    CONV = "conv"

    @property
    def is_projection(self) -> bool:
        """Whether it has a convolution, which a pre-activation block gives the activated map."""
        return self in (ShortcutKind.PROJECTION, ShortcutKind.CONV)

    @property
    def pads(self) -> bool:
        """Whether it fills missing channels with zeros, so that it cannot follow a block with fewer channels."""
        return self is ShortcutKind.ZERO_PAD


class Layer(NamedTuple):
    """One layer, made by the functions below."""

    type: LayerType
    name: str
    """Within its unit, as in the state dict: "conv1", "downsample.0"."""
    input: Shape
    output: Shape
    params: int = 0
    macs: int = 0
    kernel: int = 1
    stride: int = 1
    padding: int = 0
    groups: int = 1
    bias: bool = False
    partial: bool = False
    """A pool whose last window may hang over the edge."""
    rate: float = 0.0
    """Chance of dropping, for dropout and stochastic depth."""
    in_place: bool = False
    saves_input: bool = False
    """The backward pass needs the input."""
    saves_output: bool = False
    """The backward pass needs the output."""
    extra_bytes: int = 0
    """Saved besides input and output, for each image."""
    batch_bytes: int = 0
    """Saved besides, once for a batch of any size."""

    @property
    def arguments(self) -> tuple[tuple[float, ...], dict[str, float]]:
        """What the torch module of that type is made with: `getattr(nn, layer.type)(*args, **kwargs)`."""
        enters, leaves = self.input[0], self.output[0]
        match self.type:
            case LayerType.CONV:
                geometry = {"stride": self.stride, "padding": self.padding, "groups": self.groups, "bias": self.bias}
                return (enters, leaves, self.kernel), geometry
            case LayerType.LINEAR:
                return (enters, leaves), {"bias": self.bias}
            case LayerType.BATCH_NORM:
                return (enters,), {}
            case LayerType.MAX_POOL:
                return (self.kernel,), {"stride": self.stride, "padding": self.padding}
            case LayerType.AVG_POOL:
                return (self.kernel,), {"ceil_mode": self.partial, "count_include_pad": not self.partial}
            case LayerType.GLOBAL_POOL:
                return (1,), {}
            case LayerType.ZERO_PAD:
                return (self.stride, leaves - enters), {}
            case LayerType.DROPOUT | LayerType.STOCHASTIC_DEPTH:
                return (self.rate,), {}
            case _:
                return (), {"inplace": True} if self.in_place else {}


class Parts(NamedTuple):
    """The layers of a unit by what they do: y = after(shortcut(s) + branch(s)) with s = before(x).

    A unit without a shortcut (`shortcut` is None) is the chain before, branch, after.
    """

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
    shortcut_kind: ShortcutKind = ShortcutKind.NONE


def numel(shape: Shape) -> int:
    """Number of elements of a shape."""
    return math.prod(shape)


def conv(
    name: str, x: Shape, channels: int, kernel: int, stride: int = 1, *, groups: int = 1, bias: bool = False
) -> Layer:
    """A square convolution with "same" padding for odd kernels; (kernel - 1) // 2 on every side."""
    padding = (kernel - 1) // 2
    height = (x[1] + 2 * padding - kernel) // stride + 1
    width = (x[2] + 2 * padding - kernel) // stride + 1
    weights = channels * (x[0] // groups) * kernel * kernel
    params, macs = weights + channels if bias else weights, weights * height * width
    geometry = (kernel, stride, padding, groups, bias)
    return Layer(LayerType.CONV, name, x, (channels, height, width), params, macs, *geometry, saves_input=True)


def batch_norm(name: str, x: Shape) -> Layer:
    """Batch norm over the channels. It saves its input, and the batch's mean and deviation."""
    return Layer(LayerType.BATCH_NORM, name, x, x, 2 * x[0], saves_input=True, batch_bytes=2 * x[0] * FLOAT_BYTES)


def activation(name: ActivationName | None, module_name: str, x: Shape, *, in_place: bool = True) -> Layer:
    """A spec's activation, in place if it may be. ReLU saves its output, whose sign tells where the gradient goes, as
    does LeakyReLU in place; the others save their input."""
    each = LayerType.of_activation(name)
    in_place = in_place and each in (LayerType.RELU, LayerType.LEAKY_RELU)
    saves_output = in_place or each is LayerType.RELU
    return Layer(each, module_name, x, x, in_place=in_place, saves_input=not saves_output, saves_output=saves_output)


def max_pool(name: str, x: Shape) -> Layer:
    """The stems' 3x3 max-pool with stride 2. It saves its input and the place of every maximum."""
    output = (x[0], (x[1] - 1) // 2 + 1, (x[2] - 1) // 2 + 1)
    extra = numel(output) * INDEX_BYTES
    return Layer(
        LayerType.MAX_POOL, name, x, output, kernel=3, stride=2, padding=1, saves_input=True, extra_bytes=extra
    )


def avg_pool(name: str, x: Shape) -> Layer:
    """The transitions' 2x2 average-pool with stride 2; an odd last row or column is left out."""
    return Layer(LayerType.AVG_POOL, name, x, (x[0], x[1] // 2, x[2] // 2), kernel=2, stride=2, saves_input=True)


def shortcut_pool(name: str, x: Shape, stride: int) -> Layer:
    """The average-pool of ResNet-D's shortcut; a partial last window counts, so that the size is that of the branch."""
    output = (x[0], -(-x[1] // stride), -(-x[2] // stride))
    return Layer(LayerType.AVG_POOL, name, x, output, kernel=stride, stride=stride, partial=True, saves_input=True)


def zero_pad(name: str, x: Shape, channels: int, stride: int) -> Layer:
    """Shortcut A: every `stride`-th pixel, and zeros for the missing channels."""
    output = (channels, -(-x[1] // stride), -(-x[2] // stride))
    return Layer(LayerType.ZERO_PAD, name, x, output, stride=stride)


def global_pool(name: str, x: Shape) -> Layer:
    """The average over all pixels of every channel."""
    return Layer(LayerType.GLOBAL_POOL, name, x, (x[0], 1, 1))


def sigmoid(name: str, x: Shape) -> Layer:
    """The gate of squeeze-and-excitation. It saves its output."""
    return Layer(LayerType.SIGMOID, name, x, x, saves_output=True)


def dropout(name: str, x: Shape, rate: float) -> Layer:
    """Dropout. It saves its mask as floats, as a CPU does; a GPU saves one byte an element."""
    return Layer(LayerType.DROPOUT, name, x, x, rate=rate, extra_bytes=numel(x) * FLOAT_BYTES)


def stochastic_depth(name: str, x: Shape, rate: float) -> Layer:
    """Drops the whole map of an image at random. It saves one number an image."""
    return Layer(LayerType.STOCHASTIC_DEPTH, name, x, x, rate=rate, extra_bytes=FLOAT_BYTES)


def linear(name: str, x: Shape, features: int) -> Layer:
    """A linear layer with bias."""
    weights = x[0] * features
    return Layer(LayerType.LINEAR, name, x, (features,), weights + features, weights, bias=True, saves_input=True)
