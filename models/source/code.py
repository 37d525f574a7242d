"""Pieces of Python code: calls, broken into lines as the common formatters break them, and layers as the code that
makes and runs them.

A number that has a name (`Named`) is written by it: what is computed of it is written as a computation.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.units.layer import Layer, LayerType

WIDTH = 88
INDENT = "    "
LISTS = ("= nn.Sequential", "= Stage")
"""Stages stand below each other: each has a line for every part of it, even where one line has room for all."""
DEFAULTS = {"stride": 1, "padding": 0, "groups": 1, "bias": True, "ceil_mode": False, "count_include_pad": True}


class Named(int):
    """A number of channels or a stride under a name; what is computed of it is written as a computation."""

    text: str

    def __new__(cls, value: int, text: str) -> "Named":
        number = super().__new__(cls, value)
        number.text = text
        return number

    def __str__(self) -> str:
        return self.text

    def __mul__(self, factor: int) -> "Named":
        return self if factor == 1 else Named(int(self) * int(factor), f"{factor} * {self}")

    __rmul__ = __mul__

    def __floordiv__(self, divisor: int) -> "Named":
        return self if divisor == 1 else Named(int(self) // int(divisor), f"{self} // {divisor}")

    def __sub__(self, other: int) -> "Named":
        return Named(int(self) - int(other), f"{self} - {other}")


class NamedRate(float):
    """A chance under a name."""

    text: str

    def __new__(cls, value: float, text: str) -> "NamedRate":
        number = super().__new__(cls, value)
        number.text = text
        return number

    def __str__(self) -> str:
        return self.text


class Call(NamedTuple):
    """A call, its arguments code themselves; what stands before it ("x = ", "name=") belongs to its name."""

    name: str
    arguments: tuple["Code", ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.arguments))})"


Code = str | Call


def named(name: str, code: Code) -> Code:
    """The code as a keyword argument, or behind an assignment's "x = "."""
    return code._replace(name=f"{name}{code.name}") if isinstance(code, Call) else f"{name}{code}"


def broken(code: Code, depth: int, after: str = "") -> list[str]:
    """The lines of code that stands `depth` levels in, without that indent: one where it fits, else its arguments'.

    The comma behind the last argument keeps formatters of any longer line from joining them.
    """
    fits = len(f"{code}{after}") <= WIDTH - len(INDENT) * depth
    if isinstance(code, str) or (fits and not (code.name.endswith(LISTS) and len(code.arguments) > 1)):
        return [f"{code}{after}"]
    members = [line for argument in code.arguments for line in broken(argument, depth + 1, ",")]
    return [f"{code.name}(", *shifted(members), f"){after}"]


def shifted(lines: Iterable[str], depth: int = 1) -> list[str]:
    """The lines, `depth` levels further in."""
    return [f"{INDENT * depth}{line}" if line else "" for line in lines]


def layer_code(layer: Layer) -> Call:
    """The code that makes a layer; numbers that have names are written by them."""
    positional, keywords = layer.arguments
    arguments = list(map(str, positional))
    for name, value in keywords.items():
        if name == "stride" and isinstance(value, Named):
            arguments.append(str(value))
        elif name in DEFAULTS and value != DEFAULTS[name]:
            arguments.append(f"{name}={value}")
    return Call(f"nn.{layer.type}" if layer.type.is_in_torch else layer.type, tuple(arguments))


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
