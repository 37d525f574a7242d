"""The drawing of a dense block: a stack of channels that every layer makes taller by a band of its own.

A band begins at the layer that makes its k channels and runs on to the block's end, since every later layer reads it:
what stands below a layer's upper edge is what it reads. Channels lie in the order in which they are concatenated, what
enters at the bottom, and the stack ends as tall as the map.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from explorer.figure.captions import block_lines
from explorer.figure.column import Column, Fold, Scale
from explorer.figure.figure import Area, Label, Mark, Point, Stroke
from explorer.words.catalogue import Words

COLOR = "dense"

MAX_SINGLE_LAYERS = 6
"""Longer blocks can be folded."""
PITCH = 26.0
UNFOLDED_PITCH = 34.0
FOLDED_WIDTH = 112.0
MAX_BANDS, FEW_BANDS = 24, 16
"""In a folded block of more layers than the first, so many bands at most, each for several layers."""
INFLOW = 22.0
"""Where what enters comes down from the wire to the bottom of the stack."""
ENDS = 4.0
READER, READER_SHARE = 9.0, 0.32
"""Width of a layer: at most, and as a share of the pitch."""
MIN_READER = 1.2
"""Narrower ones are left out."""
SHADES = 14
"""Strengths of colour between nothing and all."""
OVERLAP = 1.0
"""How far shapes that adjoin reach under each other: between edges that only touch, the paper would shine through."""
LEAST_BAND = 4.0
"""In an unfolded block every band is at least this tall, and the stack grows beyond the map where it must."""
MIN_SEAMED_BAND = 2.2
SEAM = 0.8
LABEL_ROOM = 15.0


class Band(NamedTuple):
    """Channels that one layer, or a few, or the layers before the block have made."""

    low: int
    high: int
    """From and to this channel of the concatenated map."""
    first: int
    """The layer with which it begins; -1 for what enters."""
    last: int
    """The layer with which it has all its channels."""
    color: str
    fill: float


class Stack:
    """The channels of a dense block in the order in which they are concatenated, centred on the wire at the end."""

    def __init__(self, channels: list[int], height: float, source: str, num_bands: int) -> None:
        self.channels = channels
        """That enter, and after every layer."""
        self.height = height
        self.unit = height / channels[-1]
        self.bands = (Band(0, channels[0], -1, -1, source, 0.42), *_bands(channels, num_bands))

    @property
    def is_seamed(self) -> bool:
        """Whether its bands are tall enough for lines between them."""
        made = (self.channels[-1] - self.channels[0]) / max(1, len(self.bands) - 1)
        return made * self.unit >= MIN_SEAMED_BAND

    @property
    def newest_first(self) -> Iterator[tuple[Band, float]]:
        """The bands, each with the y down to which it is painted: under the older one below it."""
        for older, band in reversed(list(pairwise(self.bands))):
            yield band, self.y(older.low)
        yield self.bands[0], self.y(0)

    def top(self, finished: int) -> float:
        """y of the upper edge when so many layers are finished."""
        return self.y(self.channels[finished])

    def y(self, channel: int) -> float:
        return self.height / 2 - channel * self.unit


class DenseColumn(Column):
    """All dense layers of a stage. `source` is the colour of what the channels that enter come from."""

    carries_wire = False

    def __init__(self, fold: Fold, scale: Scale, source: str, tr: Words, *, is_unfolded: bool = False) -> None:
        first, last = fold.unit, fold.units[-1]
        self.growth = first.output[0] - first.input[0]
        lines = (*block_lines(first), tr("+{} each").format(self.growth))
        super().__init__(fold.kind, fold.first, fold.count, lines, last.output)
        self.bracketed = True
        self.can_fold = fold.count > MAX_SINGLE_LAYERS
        self._is_unfolded = self.can_fold and is_unfolded
        channels = [first.input[0]] + [unit.output[0] for unit in fold.units]
        height = scale.height(last.output[1])
        if self._is_unfolded:
            height = max(height, LEAST_BAND * channels[-1] / self.growth)
        self.is_folded = self.can_fold and not is_unfolded
        self.stack = Stack(
            channels, height, source, FEW_BANDS if self.is_folded and fold.count > MAX_BANDS else fold.count
        )

    @property
    def pitch(self) -> float:
        if self.is_folded:
            return FOLDED_WIDTH / self.count
        return UNFOLDED_PITCH if self._is_unfolded else PITCH

    @property
    def start(self) -> float:
        return ENDS + INFLOW

    @property
    def tops(self) -> tuple[float, ...]:
        return tuple(self.stack.top(i) for i in range(self.count + 1))

    @property
    def width(self) -> float:
        return self.start + self.pitch * self.count

    @property
    def extent(self) -> tuple[float, float]:
        half = self.stack.height / 2
        return (-half - LABEL_ROOM, half + LABEL_ROOM) if self._is_unfolded else (-half, half)

    def draw(self, left: float) -> list[Mark]:
        start = left + self.start
        end = start + self.pitch * self.count
        marks = [self._inflow(left, start), *self._bands(start, end), *self._seams(start, end)]
        if self._reader >= MIN_READER:
            marks += [self._layer(i, start) for i in range(self.count)]
        return marks + self._numbers(start) if self._is_unfolded else marks

    @property
    def _reader(self) -> float:
        return min(READER, self.pitch * READER_SHARE)

    def _inflow(self, left: float, start: float) -> Area:
        """What enters, bending from the wire down to the bottom of the stack."""
        half = self.stack.channels[0] * self.stack.unit / 2
        drop = self.stack.height / 2 - half
        upper = [(left + share * (start - left), _bend(share) * drop - half) for share in _SHARES]
        upper.append((start + OVERLAP, upper[-1][1]))
        lower = [(x, y + 2 * half) for x, y in reversed(upper)]
        entering = self.stack.bands[0]
        return Area((*upper, *lower), entering.color, entering.fill)

    def _bands(self, start: float, end: float) -> list[Mark]:
        marks: list[Mark] = []
        for band, bottom in self.stack.newest_first:
            low, high = self.stack.y(band.low), self.stack.y(band.high)
            begin = start + max(0, band.first) * self.pitch
            full = begin if band.first < 0 else start + band.last * self.pitch + self._reader
            points = ((begin, bottom), (begin, low), (full, high), (end, high), (end, bottom))
            marks.append(Area(points, band.color, band.fill))
        return marks

    def _seams(self, start: float, end: float) -> list[Mark]:
        """Between any two bands a line of the paper's colour, where it leaves enough of them."""
        if not self.stack.is_seamed:
            return []
        levels = [(start + max(0, band.first) * self.pitch, self.stack.y(band.low)) for band in self.stack.bands[1:]]
        return [Stroke(((x, y), (end, y)), "surface", 1.0, SEAM) for x, y in levels]

    def _layer(self, i: int, start: float) -> Area:
        """A layer stands on everything that it reads, and lifts the edge by what it adds."""
        left = start + i * self.pitch
        right, bottom = left + self._reader, self.stack.y(0)
        top, lifted = self.stack.top(i), self.stack.top(i + 1)
        return Area(((left, top), (right, lifted), (right, bottom), (left, bottom)), "transition", 0.75)

    def _numbers(self, start: float) -> list[Mark]:
        """The number of every layer below it, and above it how many channels there are now."""
        marks: list[Mark] = []
        for i in range(self.count):
            x = start + i * self.pitch
            marks.append(Label(str(i + 1), x + self._reader / 2, self.stack.y(0) + 12, 0, "small", "text_muted"))
            total = str(self.stack.channels[i + 1])
            middle = x + (self.pitch + self._reader) / 2
            marks.append(Label(total, middle, self.stack.top(i + 1) - 4, 0, "small", "text"))
        return marks


_SHARES = tuple(i / 8 for i in range(9))


def _bend(share: float) -> float:
    """From 0 to 1 without a corner at either end."""
    return share * share * (3 - 2 * share)


def _bands(channels: list[int], count: int) -> list[Band]:
    """The bands that the layers make, the newest strongest, every other one a little lighter."""
    num_layers = len(channels) - 1
    edges = _spread(num_layers, count)
    bands = []
    for i, (layer, following) in enumerate(pairwise(edges)):
        age = i / max(1, len(edges) - 2)
        fill = (round((0.3 + 0.6 * age) * SHADES) + i % 2) / SHADES
        bands.append(Band(channels[layer], channels[following], layer, following - 1, COLOR, fill))
    return bands


def _spread(last: int, count: int) -> list[int]:
    """0 to `last` in at most `count` nearly equal steps."""
    count = min(count, last)
    return [round(i * last / count) for i in range(count + 1)] if count else [0]


def squeezed(stack: Stack, left: float, bend: float, right: float, low: float) -> list[Mark]:
    """The bands of a stack that run on from `left` to `bend`, then draw together to a height of `low` at `right`."""
    share = low / stack.height
    left -= OVERLAP
    marks: list[Mark] = []
    for band, below in stack.newest_first:
        above = stack.y(band.high)
        upper: tuple[Point, ...] = ((left, above), (bend, above), (right, above * share))
        lower: tuple[Point, ...] = ((right, below * share), (bend, below), (left, below))
        marks.append(Area((*upper, *lower), band.color, band.fill))
    levels = [stack.y(band.low) for band in stack.bands[1:]] if stack.is_seamed else []
    return marks + [Stroke(((left, y), (bend, y), (right, y * share)), "surface", 1.0, SEAM) for y in levels]
