"""Layers of a spec as torch modules."""

from collections.abc import Iterable, Sequence

from torch import Tensor, nn
from torch.nn import functional as F
from torchvision.ops import StochasticDepth

from models.units.layer import Layer


class ZeroPadShortcut(nn.Module):
    """Shortcut A of He et al. 2015: every `stride`-th pixel, and zeros for the channels that are missing."""

    def __init__(self, stride: int, missing_channels: int) -> None:
        super().__init__()
        self.stride = stride
        self.missing_channels = missing_channels

    def forward(self, x: Tensor) -> Tensor:
        x = x[:, :, :: self.stride, :: self.stride]
        return F.pad(x, (0, 0, 0, 0, 0, self.missing_channels))

    def extra_repr(self) -> str:
        return f"stride={self.stride}, missing_channels={self.missing_channels}"


def make_layer(layer: Layer) -> nn.Module:
    """The torch module of one layer."""
    match layer.type:
        case "Conv2d":
            return nn.Conv2d(
                layer.input[0],
                layer.output[0],
                layer.kernel,
                layer.stride,
                layer.padding,
                groups=layer.groups,
                bias=layer.bias,
            )
        case "BatchNorm2d":
            return nn.BatchNorm2d(layer.input[0])
        case "ReLU":
            return nn.ReLU(inplace=layer.in_place)
        case "MaxPool2d":
            return nn.MaxPool2d(layer.kernel, layer.stride, layer.padding)
        case "AvgPool2d":
            return nn.AvgPool2d(layer.kernel, layer.stride, ceil_mode=layer.partial, count_include_pad=False)
        case "AdaptiveAvgPool2d":
            return nn.AdaptiveAvgPool2d(1)
        case "ZeroPadShortcut":
            return ZeroPadShortcut(layer.stride, layer.output[0] - layer.input[0])
        case "Dropout":
            return nn.Dropout(layer.rate)
        case "StochasticDepth":
            return StochasticDepth(layer.rate, mode="row")
        case "Sigmoid":
            return nn.Sigmoid()
        case "Linear":
            return nn.Linear(layer.input[0], layer.output[0], bias=layer.bias)
    raise AssertionError(f"no torch module for {layer.type}")


def add_layers(module: nn.Module, layers: Iterable[Layer]) -> None:
    """Make each layer a child of `module` under its own name; a dot in a name makes a container."""
    for layer in layers:
        *containers, name = layer.name.split(".")
        parent = module
        for container in containers:
            if not hasattr(parent, container):
                parent.add_module(container, nn.Sequential())
            parent = getattr(parent, container)
        parent.add_module(name, make_layer(layer))


def names_of(layers: Iterable[Layer]) -> tuple[str, ...]:
    """The names under which `run` finds the layers."""
    return tuple(layer.name for layer in layers)


def run(module: nn.Module, names: Sequence[str], x: Tensor) -> Tensor:
    """Send `x` through the children of `module` called `names`, one after the other."""
    for name in names:
        x = module.get_submodule(name)(x)
    return x
