"""The drawing of a dense block: channels as bands that run on through all later layers, so that the block widens."""

from itertools import pairwise

from explorer.ui.diagram.captions import block_lines, tr
from explorer.ui.diagram.column import Column
from explorer.ui.diagram.figure import Area, Curve, Mark, Point, Stroke
from explorer.ui.diagram.fold import Fold
from explorer.ui.diagram.scale import Scale

COLOR = "dense"

MAX_SINGLE_LAYERS = 6
"""Longer blocks are drawn folded."""
LAYER_WIDTH = 9.0
FLOW_WIDTH = 15.0
FOLDED_WIDTH = 124.0
ENDS = 10.0
MAX_BANDS = 16
"""Bands drawn in a folded block: each stands for several layers where there are more."""
SAMPLED_ARCS = 5
HIGHEST_ARC = 30.0


class DenseColumn(Column):
    """All dense layers of a stage. `source` is the colour of what the channels that enter come from."""

    def __init__(self, fold: Fold, scale: Scale, source: str) -> None:
        first, last = fold.unit, fold.units[-1]
        growth = tr("+{} each").format(first.output[0] - first.input[0])
        super().__init__(fold.kind, fold.first, fold.count, (*block_lines(first), growth), last.output)
        self.bracketed = True
        self._source = source
        self._height = scale.height(last.output[1])
        self._channels = [first.input[0]] + [unit.output[0] for unit in fold.units]

    @property
    def folded(self) -> bool:
        return self.count > MAX_SINGLE_LAYERS

    @property
    def width(self) -> float:
        inner = FOLDED_WIDTH if self.folded else self.count * (LAYER_WIDTH + FLOW_WIDTH) + FLOW_WIDTH
        return inner + 2 * ENDS

    @property
    def extent(self) -> tuple[float, float]:
        return -self._height / 2 - HIGHEST_ARC, self._height / 2

    def draw(self, left: float) -> list[Mark]:
        fan = _Fan(self._channels, self._height, self._steps(left + ENDS))
        marks = fan.bands(self._source, MAX_BANDS if self.folded else self.count)
        if self.folded:
            return marks + fan.ribs(SAMPLED_ARCS) + fan.arcs(fan.sample(SAMPLED_ARCS))
        return marks + fan.layers() + fan.arcs(list(range(self.count)))

    def _steps(self, left: float) -> list[tuple[float, float]]:
        """Left and right end of every layer."""
        if not self.folded:
            pitch = LAYER_WIDTH + FLOW_WIDTH
            return [(left + FLOW_WIDTH + i * pitch, left + (i + 1) * pitch) for i in range(self.count)]
        pitch = (FOLDED_WIDTH - FLOW_WIDTH) / self.count
        return [(left + FLOW_WIDTH + i * pitch, left + FLOW_WIDTH + (i + 1) * pitch) for i in range(self.count)]


class _Fan:
    """Where every band begins and how it runs on, centred on the wire."""

    def __init__(self, channels: list[int], height: float, steps: list[tuple[float, float]]) -> None:
        self._channels = channels
        self._unit = height / channels[-1]
        self._steps = steps
        self._start = steps[0][0] - FLOW_WIDTH
        self._end = steps[-1][1] + (FLOW_WIDTH if len(steps) <= MAX_SINGLE_LAYERS else 0)

    def bands(self, source: str, num_bands: int) -> list[Mark]:
        """The band of the channels that enter, then one for every layer or for every few layers."""
        edges = _spread(len(self._steps), num_bands)
        marks: list[Mark] = [Area(self._band(0, self._channels[0], -1, 0), source, 0.4)]
        for i, (layer, following) in enumerate(pairwise(edges)):
            points = self._band(self._channels[layer], self._channels[following], layer, following)
            marks.append(Area(points, COLOR, 0.25 + 0.5 * i / max(1, len(edges) - 2)))
        return [*marks, *self._seams(edges), Area(self._outline(), COLOR, 0.0, 0.9)]

    def _seams(self, edges: list[int]) -> list[Mark]:
        """Between any two bands a line of the paper's colour."""
        seams = []
        for layer in edges[:-1]:
            points = tuple((x, self._y(self._channels[layer], i)) for x, i in self._corners(layer))
            seams.append(Stroke(points, "surface", 1.0, 0.8))
        return seams

    def layers(self) -> list[Mark]:
        """Every layer as a slab that reads all channels there are."""
        return [Area(self._layer(i), COLOR, 0.85, 1.0) for i in range(len(self._steps))]

    def ribs(self, count: int) -> list[Mark]:
        return [self._rib(i) for i in self.sample(count)]

    def sample(self, count: int) -> list[int]:
        return _spread(len(self._steps) - 1, count - 1)

    def arcs(self, layers: list[int]) -> list[Mark]:
        """A curve from every layer, and from what enters, to every later layer."""
        sources = [(self._start, self._top(0))] + [(self._steps[i][1], self._top(i + 1)) for i in layers]
        marks = []
        for i, start in enumerate(sources):
            for j in range(i, len(layers)):
                target = layers[j]
                end = (self._steps[target][0], self._top(target))
                marks.append(_arc(start, end, j - i, len(layers)))
        return marks

    def _band(self, low: int, high: int, layer: int, following: int) -> tuple[Point, ...]:
        """Channels `low` to `high` from the layers that make them (-1: from the start) to the end."""
        corners = self._corners(layer, following)
        upper = [(x, self._y(low, i)) for x, i in corners]
        lower = [(x, min(self._y(high, i), self._bottom(i))) for x, i in corners]
        return (*upper, *reversed(lower))

    def _corners(self, layer: int, following: int = 0) -> list[tuple[float, int]]:
        """x and number of finished layers at every bend of a band that layers `layer` to `following` make."""
        bends = [] if layer >= 0 else [(self._start, 0)]
        first, last = max(layer, 0), len(self._steps)
        if last > MAX_SINGLE_LAYERS:
            # All layers grow alike and stand wall to wall: edges are straight once a band has all its channels.
            full = max(first + 1, following)
            return [*bends, (self._steps[first][0], first), (self._steps[full - 1][1], full), (self._end, last)]
        for i in range(first, last):
            left, right = self._steps[i]
            bends += [(left, i), (right, i + 1)]
        return [*bends, (self._end, last)]

    def _outline(self) -> tuple[Point, ...]:
        corners = self._corners(-1)
        upper = [(x, self._top(i)) for x, i in corners]
        lower = [(x, self._bottom(i)) for x, i in corners]
        return (*upper, *reversed(lower))

    def _layer(self, i: int) -> tuple[Point, ...]:
        left, right = self._steps[i]
        top, bottom = self._top(i), self._bottom(i)
        return (left, top), (right, self._top(i + 1)), (right, self._bottom(i + 1)), (left, bottom)

    def _rib(self, i: int) -> Stroke:
        x = self._steps[i][0]
        return Stroke(((x, self._top(i)), (x, self._bottom(i))), COLOR, 1.0, 2.2)

    def _y(self, channel: int, finished: int) -> float:
        return self._top(finished) + channel * self._unit

    def _top(self, finished: int) -> float:
        return -self._channels[finished] * self._unit / 2

    def _bottom(self, finished: int) -> float:
        return self._channels[finished] * self._unit / 2


def _spread(last: int, count: int) -> list[int]:
    """0 to `last` in at most `count` nearly equal steps."""
    count = min(count, last)
    return [round(i * last / count) for i in range(count + 1)] if count else [0]


def _arc(start: Point, end: Point, distance: int, longest: int) -> Curve:
    rise = 5 + (HIGHEST_ARC - 5) * distance / max(longest, 1) * 1.1
    y = min(start[1], end[1]) - rise
    reach = (end[0] - start[0]) * 0.2
    return Curve((start, (start[0] + reach, y), (end[0] - reach, y), end), COLOR, 0.65, 1.0)
