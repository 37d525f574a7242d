"""Figures: the geometry of a picture as plain values, in pixels at zoom 1, without Qt.

The x axis begins at the part's left edge; y = 0 is the wire on which everything is threaded, and grows downwards.
Colours are names of the palette; `fill` and `line` are opacities.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Point = tuple[float, float]

TextStyle = Literal["title", "caption", "count", "small", "mark"]


class Box(NamedTuple):
    """A rounded rectangle."""

    x: float
    y: float
    width: float
    height: float
    color: str
    fill: float
    line: float = 0.0
    radius: float = 2.5


class Area(NamedTuple):
    """A polygon."""

    points: tuple[Point, ...]
    color: str
    fill: float
    line: float = 0.0


class Stroke(NamedTuple):
    """A line through points, its corners rounded."""

    points: tuple[Point, ...]
    color: str
    alpha: float = 1.0
    width: float = 1.2
    radius: float = 0.0
    dashed: bool = False


class Curve(NamedTuple):
    """A cubic Bezier curve: start, two handles, end."""

    points: tuple[Point, Point, Point, Point]
    color: str
    alpha: float
    width: float = 1.0


class Disc(NamedTuple):
    """A circle filled with the surface's colour."""

    x: float
    y: float
    radius: float
    color: str


class Pill(NamedTuple):
    """A short text in a rounded frame around a point, filled with its colour or hollow."""

    text: str
    x: float
    y: float
    width: float
    color: str
    hollow: bool = False


class Label(NamedTuple):
    """One line of text; `y` is its baseline, `x` its left end, middle or right end (`align` -1, 0, 1)."""

    text: str
    x: float
    y: float
    align: int = 0
    style: TextStyle = "caption"
    color: str = "text"


Mark = Box | Area | Stroke | Curve | Disc | Pill | Label

Shortcut = Literal["identity", "zero_pad", "projection", "conv", "none"]


class BlockFigure(NamedTuple):
    """Where a block stands, for the mouse, and what it stands for."""

    left: float
    right: float
    kind: str
    first: int
    """Position of its first unit among the part's units."""
    count: int
    """How many units it stands for."""
    shortcut: Shortcut | None = None
    """None where the unit is not a residual block."""
    body: tuple[float, float] = (0.0, 0.0)
    """Left and right end of what is drawn."""

    def unit_at(self, x: float) -> int | None:
        """Position of the dense layer that is drawn at `x`; None where all units look alike."""
        if self.kind != "dense_layer":
            return None
        left, right = self.body
        step = int((x - left) / (right - left) * self.count)
        return self.first + min(self.count - 1, max(0, step))


@dataclass(frozen=True, slots=True)
class PartFigure:
    """One part of a network. Captions and shapes have their own y = 0, so that all parts can share their lines."""

    name: str
    """The part: "stem", "stages.0"."""
    color: str
    title: str
    short_title: str
    """Where there is no room for the title."""
    subtitle: str
    width: float
    top: float
    """Smallest y of the body."""
    bottom: float
    """Largest y of the body."""
    body: tuple[Mark, ...]
    captions: tuple[Mark, ...]
    captions_height: float
    shapes: tuple[Mark, ...]
    shapes_height: float
    blocks: tuple[BlockFigure, ...]

    def block_at(self, x: float) -> BlockFigure | None:
        """The block that is drawn at `x`."""
        return next((block for block in self.blocks if block.left <= x < block.right), None)
