"""One layer of a spec as the torch code that makes it, and layers one behind the other as the code that runs them."""

from collections.abc import Sequence

from models.source.layout import Call, broken, named
from models.source.named import Named
from models.units.layer import Layer, LayerType

DEFAULTS = {"stride": 1, "padding": 0, "groups": 1, "bias": True, "ceil_mode": False, "count_include_pad": True}


def layer_code(layer: Layer) -> Call:
    """The code that makes a layer; numbers that have names are written by them."""
    positional, keywords = layer.arguments
    said = list(map(str, positional))
    for name, value in keywords.items():
        if name == "stride" and isinstance(value, Named):
            said.append(str(value))
        elif name in DEFAULTS and value != DEFAULTS[name]:
            said.append(f"{name}={value}")
    return Call(f"nn.{layer.type}" if layer.type.is_in_torch else layer.type, tuple(said))


def assignment(layer: Layer) -> list[str]:
    """The lines of a constructor that make the layer an attribute."""
    return broken(named(f"self.{layer.name} = ", layer_code(layer)), 2)


def applied(layers: Sequence[Layer], x: str) -> str:
    """The expression that sends `x` through layers that are attributes of `self`."""
    for layer in layers:
        x = f"F.{layer.type.function}({x})" if layer.type.is_activation else f"self.{layer.name}({x})"
    return x


def steps(layers: Sequence[Layer], x: str, y: str) -> list[str]:
    """Assignments to `y` that send `x` through the layers, one line for every convolution and what belongs to it."""
    lines = []
    for group in _by_convolution(layers):
        lines.append(f"{y} = {applied(group, x)}")
        x = y
    return lines


def _by_convolution(layers: Sequence[Layer]) -> list[list[Layer]]:
    groups: list[list[Layer]] = []
    comes_first = bool(layers) and layers[0].type is LayerType.CONV
    starts_new = True
    for layer in layers:
        is_conv = layer.type is LayerType.CONV
        if starts_new or (comes_first and is_conv):
            groups.append([])
        groups[-1].append(layer)
        # Where the convolution comes last, what stands behind the last one belongs to it.
        starts_new = is_conv and not comes_first
    return groups
