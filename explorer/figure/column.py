"""Columns: what stands side by side in a part, each a body on the wire with its caption and its map's shape."""

from abc import ABC, abstractmethod

from explorer.figure.figure import Box, Mark, Stroke
from models.units.layer import Shape, ShortcutKind

BAR_SHARE = 0.36


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
