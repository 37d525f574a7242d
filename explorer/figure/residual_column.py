"""The drawing of a residual block: its convolutions as slabs on the wire, the shortcut as an arch over them."""

from explorer.figure.captions import block_lines
from explorer.figure.column import Column, Fold, Scale, bar, slab, slab_width
from explorer.figure.figure import Box, Label, Mark, Stroke
from explorer.words.catalogue import Words
from models.units.layer import Layer, LayerType, ShortcutKind
from models.units.unit import Unit

COLOR = "residual"

LEAD = 11.0
GAP = 5.0
BAR = 5.0
PLUS = 6.0
GATE = 22.0
RISE = 15.0
"""From the top of a slab to the top of the arch."""
ARCH_RADIUS = 12.0
GHOST = 3.0
"""Offset of the copies behind a folded block."""

PILL_HEIGHT = 14.0
PILL_PADDING = 9.0
PILL_LETTER = 6.6


class ResidualColumn(Column):
    """A run of equal residual blocks."""

    def __init__(self, fold: Fold, scale: Scale, tr: Words, *, is_unfolded: bool = False) -> None:
        super().__init__(fold.kind, fold.first, fold.count, block_lines(fold.unit), fold.unit.output)
        self.can_fold = fold.count > 1
        self.is_folded = self.can_fold and not is_unfolded
        self.repeats = fold.count if is_unfolded else 1
        self.shortcut = fold.unit.shortcut_kind
        self.bracketed = fold.count > 1
        self._pill = _pill_text(fold.unit, tr)
        self._unit = fold.unit
        self._scale = scale
        self._tallest = max(self._height(layer) for layer in _convs(fold.unit))
        self._branch_width = _branch_width(fold.unit)
        self._slack = self._missing_room()

    @property
    def width(self) -> float:
        unit = self._unit
        width = 2 * LEAD + self._branch_width
        width += BAR + 3 if unit.before else 0
        width += GATE if unit.gate else 0
        width += 2 * PLUS + 4 if unit.shortcut is not None else 0
        width += BAR if unit.after else 0
        return width + self._slack

    @property
    def extent(self) -> tuple[float, float]:
        half = self._tallest / 2
        return (-half - RISE - 8 if self._unit.shortcut is not None else -half - 2 * GHOST), half

    def draw(self, left: float) -> list[Mark]:
        unit, marks, x = self._unit, [], left + LEAD
        if unit.before:
            marks.append(bar(x - 3, self._tallest, COLOR))
            x += BAR + 3
        fork = x - 5
        x = self._draw_branch(x + self._slack / 2, marks) + self._slack / 2
        if unit.gate:
            marks += _pill("SE", x + 8, 0, 20, hollow=True)
            x += GATE
        if unit.shortcut is not None:
            x += PLUS + 4
            marks = self._arch(fork, x) + marks + _plus(x)
            x += PLUS
        if unit.after:
            marks.append(bar(x + BAR, self._tallest, COLOR))
        return marks

    def _arch(self, start: float, end: float) -> list[Mark]:
        top = -self._tallest / 2 - RISE
        points = ((start, 0.0), (start, top), (end, top), (end, -PLUS))
        arch = Stroke(points, COLOR, 1.0, 1.6, ARCH_RADIUS, dashed=self._unit.shortcut_kind.pads)
        if not self._pill:
            return [arch]
        hollow = self.shortcut is ShortcutKind.CONV
        return [arch, *_pill(self._pill, (start + end) / 2, top, _pill_width(self._pill), hollow=hollow)]

    def _missing_room(self) -> float:
        """What an arch needs beyond the width of its branch to carry its pill."""
        room = 5 + self._branch_width + (GATE if self._unit.gate else 0) + PLUS + 4
        return max(0.0, _pill_width(self._pill) + 2 * ARCH_RADIUS - 6 - room) if self._pill else 0.0

    def _draw_branch(self, x: float, marks: list[Mark]) -> float:
        """The slabs and, before or behind each, its activation; returns where they end."""
        ghosts, slabs, bars = [], [], []
        for layer in self._unit.branch:
            if layer.type.is_activation:
                bars.append(bar(x + BAR / 2 - GAP / 2, self._tallest, COLOR))
                x += BAR
            if layer.type is not LayerType.CONV:
                continue
            width, height = slab_width(layer.output[0]), self._height(layer)
            slabs.append(slab(x, width, height, COLOR, 0.55 if layer.kernel > 1 else 0.22))
            ghosts += self._ghosts(x, width, height)
            x += width + GAP
        marks += ghosts + slabs + bars
        return x - GAP

    def _ghosts(self, x: float, width: float, height: float) -> list[Mark]:
        if not self.is_folded:
            return []
        return [
            slab(x + step, width, height, COLOR, 0.12)._replace(y=-height / 2 - step, line=0.4)
            for step in (2 * GHOST, GHOST)
        ]

    def _height(self, layer: Layer) -> float:
        return self._scale.height(layer.output[1])


def _convs(unit: Unit) -> list[Layer]:
    return [layer for layer in unit.branch if layer.type is LayerType.CONV]


def _branch_width(unit: Unit) -> float:
    """Of the slabs, the gaps between them and the activations."""
    convs = _convs(unit)
    bars = sum(layer.type.is_activation for layer in unit.before + unit.branch)
    return sum(slab_width(layer.output[0]) for layer in convs) + GAP * (len(convs) - 1) + BAR * bars


def _pill_text(unit: Unit, tr: Words) -> str:
    """What stands on the arch of a shortcut that has a convolution."""
    if unit.shortcut_kind is ShortcutKind.CONV:
        return tr("bare 1×1")
    if not unit.shortcut_kind.is_projection:
        return ""
    return tr("pool, 1×1") if any(layer.type is LayerType.AVG_POOL for layer in unit.shortcut or ()) else "1×1"


def _pill_width(text: str) -> float:
    return len(text) * PILL_LETTER + PILL_PADDING if text else 0.0


def _pill(text: str, x: float, y: float, width: float, *, hollow: bool) -> list[Mark]:
    """A short text in a rounded frame around a point, filled with the colour or hollow."""
    half = PILL_HEIGHT / 2
    frame = Box(x - width / 2, y - half, width, PILL_HEIGHT, COLOR, 0.0 if hollow else 1.0, 1.0, half, 1.2)
    label = Label(text, x, y + 3.5, 0, "mark", COLOR if hollow else "text_on_accent")
    return [*(_hollow(frame) if hollow else [frame]), label]


def _hollow(frame: Box) -> list[Mark]:
    """A frame and, within it, the surface: the wire does not shine through."""
    return [frame._replace(color="surface", fill=1.0, line=0.0), frame]


def _plus(x: float) -> list[Mark]:
    arm = PLUS - 2.5
    return [
        *_hollow(Box(x - PLUS, -PLUS, 2 * PLUS, 2 * PLUS, COLOR, 0.0, 1.0, PLUS, 1.4)),
        Stroke(((x - arm, 0), (x + arm, 0)), COLOR, 1.0, 1.4),
        Stroke(((x, -arm), (x, arm)), COLOR, 1.0, 1.4),
    ]
