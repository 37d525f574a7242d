"""Lines of Python, broken as the common formatters break them."""

from collections.abc import Iterable
from typing import NamedTuple

WIDTH = 88
INDENT = "    "
LISTS = ("= nn.Sequential", "= Stage")
"""Stages stand below each other: each has a line for every part of it, even where one line has room for all."""


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
