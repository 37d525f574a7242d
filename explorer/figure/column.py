"""Columns: what stands side by side in a part, each a body on the wire with its caption and its map's shape.

A column draws a fold, a run of units that are drawn once; a scale turns its resolution and channels into lengths.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from explorer.figure.figure import Box, Mark, Stroke
from models.units.layer import Shape, ShortcutKind
from models.units.unit import Unit

BAR_SHARE = 0.36
TALLEST = (236.0, 200.0, 168.0, 132.0, 104.0, 80.0, 60.0)
"""Heights of the network's input, for views from high to low."""
LOWEST_SHARE = 0.31
WIDEST = 64.0


@dataclass(frozen=True, slots=True)
class Fold:
    """Equal units in a row, or all dense layers of a stage."""

    first: int
    """Position of its first unit in the part."""
    units: tuple[Unit, ...]

    @property
    def unit(self) -> Unit:
        return self.units[0]

    @property
    def count(self) -> int:
        return len(self.units)

    @property
    def kind(self) -> str:
        return self.units[0].kind


def fold_units(units: tuple[Unit, ...]) -> tuple[Fold, ...]:
    """The units of one stage, folded; units that differ in nothing but their chance of being dropped are equal."""
    starts = [0]
    for i, (before, unit) in enumerate(pairwise(units), start=1):
        if unit is not before and _signature(unit) != _signature(before):
            starts.append(i)
    return tuple(Fold(start, units[start:end]) for start, end in pairwise([*starts, len(units)]))


def _signature(unit: Unit) -> tuple:
    """What tells units of one stage apart: they come from one config, so input and chain lengths say everything."""
    if unit.kind == "dense_layer":
        return (unit.kind,)
    shortcut = -1 if unit.shortcut is None else len(unit.shortcut)
    return unit.kind, unit.input, unit.output, len(unit.before), shortcut


class Scale(NamedTuple):
    """Heights of maps in one figure, compressed so that 7 and 224 pixels fit it."""

    input_pixels: int
    """Height of the network's input in pixels."""
    tallest: float
    """How tall the input is drawn."""

    def height(self, pixels: int) -> float:
        """How tall a map of this many pixels is drawn."""
        share = min(1.0, pixels / self.input_pixels)
        return self.tallest * (LOWEST_SHARE + (1 - LOWEST_SHARE) * share**0.5)


def slab_width(channels: int) -> float:
    """Thickness of a map: 16 channels 5, 64 channels 8, 2048 channels 32."""
    return min(WIDEST, 1.5 * channels**0.4)


class Column(ABC):
    """One block, or one run of equal blocks."""

    shortcut: ShortcutKind | None = None
    """The kind of a residual block's shortcut."""
    bracketed = False
    """Whether the caption stands in brackets with the number of repeats behind."""
    repeats = 1
    """How often the body is drawn, side by side."""
    carries_wire = True
    """Whether the wire runs through it."""
    can_fold = False
    """Whether it has another drawing, folded or unfolded."""
    is_folded = False
    pitch = 0.0
    """From one unit to the next, where one body holds several."""
    start = 0.0
    """From the left end of the body to its first unit."""

    def __init__(self, kind: str, first: int, count: int, lines: tuple[str, ...], output: Shape) -> None:
        self.kind = kind
        self.first = first
        """Position of its first unit in the part."""
        self.count = count
        self.lines = lines
        """The caption."""
        self.output = output
        """The map that leaves it."""

    @property
    def tops(self) -> tuple[float, ...]:
        """See BlockFigure."""
        return ()

    @property
    @abstractmethod
    def width(self) -> float:
        """Width of the body."""

    @property
    @abstractmethod
    def extent(self) -> tuple[float, float]:
        """Smallest and largest y of the body."""

    @abstractmethod
    def draw(self, left: float) -> list[Mark]:
        """The marks of the body, its left end at `left`."""

    def draw_between(self, left: float, right: float) -> list[Mark]:
        """What runs from the column before, which ends at `left`, to this one, which begins at `right`."""
        return []


def slab(left: float, width: float, height: float, color: str, fill: float) -> Box:
    """An upright slab on the wire."""
    return Box(left, -height / 2, width, height, color, fill, 0.9)


def bar(x: float, slab_height: float, color: str) -> Stroke:
    """An activation, with or without batch norm: a strong upright line beside a slab."""
    height = slab_height * BAR_SHARE
    return Stroke(((x, -height / 2), (x, height / 2)), color, 1.0, 2.2)


def wire(left: float, right: float) -> Stroke:
    """The line on which everything is threaded."""
    return Stroke(((left, 0.0), (right, 0.0)), "text_muted", 0.75, 1.3)
