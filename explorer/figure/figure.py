"""The geometry of a figure as plain values, in pixels at zoom 1, without Qt.

The x axis begins at the part's left edge; y = 0 is the wire on which everything is threaded, and grows downwards.
Colours are names of the palette; `fill` and `line` are opacities.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Literal, NamedTuple

from models.units.layer import ShortcutKind

Point = tuple[float, float]

TextStyle = Literal["title", "number", "caption", "count", "small", "mark"]
TEXT_STYLES: dict[TextStyle, tuple[int, int]] = {
    "title": (13, 600),
    "number": (11, 600),
    "caption": (12, 400),
    "count": (13, 600),
    "small": (11, 400),
    "mark": (10, 600),
}
"""Size in pixels, and weight."""
DASHES = (3.2, 2.6)
"""Of a dashed stroke, in widths of the line."""


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
    thickness: float = 1.0
    """Of the line."""


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


class Label(NamedTuple):
    """One line of text; `y` is its baseline, `x` its left end, middle or right end (`align` -1, 0, 1)."""

    text: str
    x: float
    y: float
    align: int = 0
    style: TextStyle = "caption"
    color: str = "text"


Mark = Box | Area | Stroke | Label


def bends(points: tuple[Point, ...], radius: float) -> Iterator[tuple[Point, Point, Point]]:
    """Of every corner of a line: where its rounding begins, the corner, and where the rounding ends."""
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        yield _towards(corner, before, radius), corner, _towards(corner, after, radius)


def _towards(start: Point, end: Point, distance: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = min(0.5, distance / (hypot(dx, dy) or 1.0))
    return start[0] + dx * share, start[1] + dy * share


class Spot(NamedTuple):
    """A place that can be clicked."""

    name: str
    """FOLD, or the path of the number that is written here: "stages.0.width"."""
    row: Literal["header", "captions"]
    """What `y` is counted from."""
    x: float
    y: float
    width: float
    height: float


FOLD = "fold"
"""The spot that folds a stage or unfolds it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Equal blocks side by side, each drawn for itself."""

    left: float
    pitch: float
    """From one block to the next."""
    first: int
    """Position of the first block in the part."""
    count: int
    marks: tuple[Mark, ...]
    """Of one block, its left end at 0."""
    top: float
    bottom: float
    """Smallest and largest y of the marks."""


@dataclass(frozen=True, slots=True)
class BlockFigure:
    """The area of a block, for the mouse, and the units that it stands for."""

    left: float
    right: float
    kind: str
    first: int
    """Position of its first unit among the part's units."""
    count: int
    """How many units it stands for."""
    shortcut: ShortcutKind | None = None
    """None where the unit is not a residual block."""
    start: float = 0.0
    """Left end of the first unit, where every unit is drawn for itself."""
    pitch: float = 0.0
    """From one unit to the next; 0 where all units share one drawing."""
    tops: tuple[float, ...] = ()
    """Of a dense block: the y of the stack's top before the first layer and after each."""

    def unit_at(self, x: float) -> int | None:
        """Position of the unit that is drawn at `x`; None where all units share one drawing."""
        if not self.pitch:
            return None
        step = int((x - self.start) / self.pitch)
        return self.first + min(self.count - 1, max(0, step))

    def span(self, unit: int) -> tuple[float, float]:
        """Left and right end of the place of one of its units."""
        if not self.pitch or self.count == 1:
            return self.left, self.right
        left = self.start + (unit - self.first) * self.pitch
        return left, left + self.pitch

    def holds(self, unit: int) -> bool:
        return self.first <= unit < self.first + self.count


@dataclass(frozen=True, slots=True)
class PartFigure:
    """One part of a network. Header, captions and shapes have their own y = 0: all parts share their lines."""

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
    header: tuple[Mark, ...]
    folding: tuple[Mark, ...]
    """What is clicked to fold and unfold, on the lines of the header: on the screen, not in a figure file."""
    body: tuple[Mark, ...]
    runs: tuple[Run, ...]
    captions: tuple[Mark, ...]
    captions_height: float
    shapes: tuple[Mark, ...]
    shapes_height: float
    blocks: tuple[BlockFigure, ...]
    spots: tuple[Spot, ...]
    is_unfolded: bool = False

    def block_at(self, x: float) -> BlockFigure | None:
        """The block that is drawn at `x`."""
        return next((block for block in self.blocks if block.left <= x < block.right), None)

    def block_of(self, unit: int) -> BlockFigure | None:
        """The block that stands for a unit."""
        return next((block for block in self.blocks if block.holds(unit)), None)

    def place_of(self, unit: int) -> tuple[float, float]:
        """Left and right end of a unit; units that share a drawing share its width."""
        block = self.block_of(unit)
        if block is None:
            return 0.0, 0.0
        if block.pitch:
            return block.span(unit)
        each = (block.right - block.left) / block.count
        left = block.left + (unit - block.first) * each
        return left, left + each

    @property
    def folds(self) -> bool:
        """Whether it has repeats that can be folded and unfolded."""
        return any(spot.name == FOLD for spot in self.spots)
