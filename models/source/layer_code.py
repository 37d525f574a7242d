"""One layer of a spec as the torch code that makes it, and layers one behind the other as the code that runs them."""

from collections.abc import Sequence

from models.source.expression import Names
from models.source.layout import Call, broken, named
from models.units.layer import Layer

LITERAL = Names({})
PARTIAL = ("ceil_mode=True", "count_include_pad=False")


def layer_code(layers: Sequence[Layer], names: Names = LITERAL) -> Call:
    """The code that makes a layer which stands at one place of several units, with the numbers of each."""
    layer = layers[0]
    enters = names.channels([each.input[0] for each in layers])
    leaves = names.channels([each.output[0] for each in layers])
    match layer.type:
        case "Conv2d":
            return Call("nn.Conv2d", (enters, leaves, *_geometry(layers, names)))
        case "BatchNorm2d":
            return Call("nn.BatchNorm2d", (enters,))
        case "ReLU":
            return Call("nn.ReLU", ())
        case "MaxPool2d":
            return Call("nn.MaxPool2d", (str(layer.kernel), f"stride={layer.stride}", f"padding={layer.padding}"))
        case "AvgPool2d":
            size = names.number("stride", [each.kernel for each in layers])
            return Call("nn.AvgPool2d", (size, *(PARTIAL if layer.partial else ())))
        case "AdaptiveAvgPool2d":
            return Call("nn.AdaptiveAvgPool2d", ("1",))
        case "ZeroPadShortcut":
            stride = names.number("stride", [each.stride for each in layers])
            return Call("ZeroPad", (stride, f"{leaves} - {enters}"))
        case "Dropout":
            return Call("nn.Dropout", (_rate(layers, names),))
        case "StochasticDepth":
            return Call("StochasticDepth", (_rate(layers, names),))
        case "Linear":
            return Call("nn.Linear", (enters, leaves))
    raise AssertionError(f"no code for {layer.type}")


def assignment(layers: Sequence[Layer], names: Names) -> list[str]:
    """The lines of a constructor that make such a layer an attribute."""
    return broken(named(f"self.{layers[0].name} = ", layer_code(layers, names)), 2)


def _rate(layers: Sequence[Layer], names: Names) -> str:
    return names.number("rate", [each.rate for each in layers])


def _geometry(layers: Sequence[Layer], names: Names) -> list[str]:
    layer = layers[0]
    stride = names.number("stride", [each.stride for each in layers])
    groups = names.number("groups", [each.groups for each in layers])
    parts = [str(layer.kernel)]
    if stride == "stride":
        parts.append(stride)
    elif stride != "1":
        parts.append(f"stride={stride}")
    if layer.padding:
        # With groups the line would be too long by a letter or two.
        is_plain = stride == "stride" and groups != "1"
        parts.append(str(layer.padding) if is_plain else f"padding={layer.padding}")
    if groups != "1":
        parts.append(f"groups={groups}")
    if not layer.bias:
        parts.append("bias=False")
    return parts


def applied(layers: Sequence[Layer], x: str) -> str:
    """The expression that sends `x` through layers that are attributes of `self`."""
    for layer in layers:
        x = f"F.relu({x})" if layer.type == "ReLU" else f"self.{layer.name}({x})"
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
    comes_first = bool(layers) and layers[0].type == "Conv2d"
    starts_new = True
    for layer in layers:
        is_conv = layer.type == "Conv2d"
        if starts_new or (comes_first and is_conv):
            groups.append([])
        groups[-1].append(layer)
        # Where the convolution comes last, what stands behind the last one belongs to it.
        starts_new = is_conv and not comes_first
    return groups
