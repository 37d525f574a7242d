"""Columns of plain chains of layers: image, stem, entry convolution, transition, exit, head."""

from math import cos, pi, sin

from explorer.figure.captions import chain_lines, owed_line, transition_lines
from explorer.figure.column import Column, Fold, Scale, bar, slab, slab_width
from explorer.figure.dense_column import Stack, squeezed
from explorer.figure.figure import Area, Box, Mark, Point, Stroke
from explorer.words.catalogue import Words
from models.units.layer import Layer, LayerType, Shape
from models.units.unit import Unit

ENDS = 8.0
GAP = 5.0
BAR = 5.0
WEDGE = 26.0
SQUEEZER = 7.0
IMAGE, MAX_IMAGE = 0.26, 88.0
"""Width of a square image as a share of its height, and of the widest in pixels."""
SLANT = 0.5
PLANE = 5.0
DOTS = 5
DOT = 6.0

_FRAME = ((0, 0), (1, 0), (1, 1), (0, 1))
_HILLS = ((0.12, 0.08), (0.12, 0.28), (0.35, 0.5), (0.55, 0.3), (0.7, 0.42), (0.88, 0.22), (0.88, 0.08))
_SUN = tuple((0.68 + 0.1 * cos(i * pi / 12), 0.76 + 0.045 * sin(i * pi / 12)) for i in range(24))
"""In shares of the image's width and height, from its lower left corner."""


class ChainColumn(Column):
    """Convolutions and pools as slabs, activations as bars: a stem, an entry convolution or an owed activation."""

    def __init__(self, fold: Fold, scale: Scale, color: str, tr: Words) -> None:
        unit = fold.unit
        lines = owed_line(unit.layers, tr) + chain_lines(unit.layers, tr)
        super().__init__(fold.kind, fold.first, 1, lines, unit.output)
        self._layers = [layer for layer in unit.layers if layer.type is not LayerType.BATCH_NORM]
        self._scale = scale
        self._color = color

    @property
    def width(self) -> float:
        return sum(self._layer_width(layer) for layer in self._layers) + 2 * ENDS

    @property
    def extent(self) -> tuple[float, float]:
        tallest = max(self._height(layer) for layer in self._layers)
        return -tallest / 2, tallest / 2

    def draw(self, left: float) -> list[Mark]:
        marks, x = [], left + ENDS
        for layer in self._layers:
            height = self._height(layer)
            if layer.type.is_activation:
                marks.append(bar(x, height, self._color))
            else:
                width = slab_width(layer.output[0])
                marks.append(slab(x, width, height, self._color, 0.5 if layer.type is LayerType.CONV else 0.12))
            x += self._layer_width(layer)
        return marks

    def _layer_width(self, layer: Layer) -> float:
        return BAR if layer.type.is_activation else slab_width(layer.output[0]) + GAP

    def _height(self, layer: Layer) -> float:
        return self._scale.height(layer.output[1])


class TransitionColumn(Column):
    """The stack of the dense block before it, squeezed to the channels that leave, at half the size."""

    carries_wire = False

    def __init__(self, fold: Fold, scale: Scale, stack: Stack, tr: Words) -> None:
        super().__init__(fold.kind, fold.first, 1, transition_lines(fold.unit, tr), fold.unit.output)
        unit = fold.unit
        self._stack = stack
        self._low = scale.height(unit.output[1]) * min(1.0, unit.output[0] / unit.input[0])

    @property
    def width(self) -> float:
        return WEDGE + SQUEEZER + ENDS

    @property
    def extent(self) -> tuple[float, float]:
        return -self._stack.height / 2, self._stack.height / 2

    def draw(self, left: float) -> list[Mark]:
        return [Box(left + WEDGE, -self._low / 2, SQUEEZER, self._low, "transition", 0.85, 1.0, 1.5)]

    def draw_between(self, left: float, right: float) -> list[Mark]:
        return squeezed(self._stack, left, right, right + WEDGE, self._low)


class HeadColumn(Column):
    """The owed activation, the average over all pixels as a wedge, and the classes as a column of dots."""

    def __init__(self, unit: Unit, scale: Scale, tr: Words) -> None:
        owed = owed_line(unit.layers, tr)
        super().__init__("head", 0, 1, owed + chain_lines(unit.layers, tr), unit.output)
        self._unit = unit
        self._owes = bool(owed)
        self._high = scale.height(unit.input[1])

    @property
    def width(self) -> float:
        return ENDS * 2 + WEDGE + 16 + DOT + (BAR + 4 if self._owes else 0)

    @property
    def extent(self) -> tuple[float, float]:
        half = max(self._high, (DOTS * 2 - 1) * DOT) / 2
        return -half, half

    def draw(self, left: float) -> list[Mark]:
        marks, x = [], left + ENDS
        if self._owes:
            marks.append(bar(x + 1, self._high, "head"))
            x += BAR + 4
        marks.append(_wedge(x, WEDGE, self._high, DOT * 2, "head"))
        return marks + _classes(x + WEDGE, self._unit.output[0])


class ImageColumn(Column):
    """The image that enters, seen at an angle: as many planes as there are channels, up to three."""

    def __init__(self, shape: Shape, scale: Scale) -> None:
        super().__init__("input", 0, 1, (), shape)
        self._planes = min(shape[0], 3)
        self._size = min(MAX_IMAGE, scale.tallest * IMAGE * shape[2] / shape[1]), scale.tallest

    @property
    def width(self) -> float:
        return self._size[0] + PLANE * (self._planes - 1) + 2 * ENDS

    @property
    def extent(self) -> tuple[float, float]:
        return -self._size[1] / 2, self._size[1] / 2

    def draw(self, left: float) -> list[Mark]:
        planes = [self._area(left + ENDS + PLANE * i, _FRAME, 0.14, 0.8) for i in range(self._planes - 1, -1, -1)]
        hills, sun = (self._area(left + ENDS, points, 0.55, 0.0) for points in (_HILLS, _SUN))
        return [*planes, hills, sun]

    def _area(self, left: float, points: tuple[Point, ...], fill: float, line: float) -> Area:
        width, height = self._size
        slant = width * SLANT
        placed = tuple((left + u * width, height / 2 - u * slant - v * (height - slant)) for u, v in points)
        return Area(placed, "stem", fill, line)


def _wedge(x: float, width: float, high: float, low: float, color: str) -> Area:
    points = ((x, -high / 2), (x + width, -low / 2), (x + width, low / 2), (x, high / 2))
    return Area(points, color, 0.35, 0.9)


def _classes(x: float, num_classes: int) -> list[Mark]:
    """Lines that fan out to a few of the classes."""
    shown = min(DOTS, num_classes)
    right = x + 16
    marks: list[Mark] = []
    for i in range(shown):
        y = (i - (shown - 1) / 2) * DOT * 2
        marks.append(Stroke(((x, y / 4), (right, y)), "head", 0.5, 1.0))
        marks.append(Box(right, y - DOT / 2, DOT, DOT, "head", 0.85 if i == shown // 2 else 0.3, 0.9, DOT / 2))
    return marks
