"""From a summary to the figures of all its parts, side by side; parts that did not change are reused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.figure.captions import (
    head_numbers,
    input_subtitle,
    params_text,
    stage_notes,
    stage_numbers,
    stage_title,
    stem_numbers,
)
from explorer.figure.chain_column import ChainColumn, HeadColumn, ImageColumn, TransitionColumn
from explorer.figure.column import TALLEST, Column, Fold, Scale, fold_units
from explorer.figure.dense_column import DenseColumn
from explorer.figure.figure import Area, Box, PartFigure, Stroke
from explorer.figure.network_part import stage_part
from explorer.figure.part_layout import PADDING, PartText, TextWidth, lay_out
from explorer.figure.residual_column import ResidualColumn
from explorer.words.catalogue import Words
from models.spec import StageSpec
from models.summary import StageRow, Summary

GAP = 17.0
"""Between two parts."""
GHOST_WIDTH = 72.0
"""Of the outline of a stage that is not there any more."""
FIRST_STAGE = 2
"""Parts before the first stage."""
TITLE_HEIGHT = 58.0
CAPTION_GAP = 12.0
SHAPE_GAP = 5.0
MARGIN = 12.0
"""Around a figure of the whole."""
ARROW: tuple[Stroke, Area] = (
    Stroke(((-GAP + 1, 0.0), (-5.0, 0.0)), "text_muted", 1.0, 1.3),
    Area(((-1.0, 0.0), (-7.0, -3.6), (-7.0, 3.6)), "text_muted", 1.0),
)
"""From one part to the next, which begins at 0."""
BAND_CORNER, BAND_FILL, BAND_LINE = 9.0, 0.05, 0.35


@dataclass(frozen=True, slots=True)
class Frame:
    """Lines that all parts share, as y from the wire."""

    top: float
    captions: float
    shapes: float
    bottom: float


@dataclass(frozen=True, slots=True)
class NetworkFigure:
    """All parts of a network with their left ends."""

    parts: tuple[PartFigure, ...]
    lefts: tuple[float, ...]
    frame: Frame
    ghosts: tuple[float, ...] = ()
    """Left ends of the outlines of stages that are not there any more."""

    @property
    def width(self) -> float:
        return self.lefts[-1] + self.parts[-1].width

    @property
    def height(self) -> float:
        return self.frame.bottom - self.frame.top

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a figure of it, with a margin."""
        return self.width + 2 * MARGIN, self.height + 2 * MARGIN


@dataclass(frozen=True, slots=True)
class _Plan:
    """All that the figure of one part depends on."""

    text: PartText
    folds: tuple[Fold, ...]
    scale: Scale
    source: str
    """Colour of what enters."""
    is_unfolded: bool = False

    def columns(self, tr: Words) -> list[Column]:
        if self.text.name == "input":
            return [ImageColumn(self.folds[0].unit.input, self.scale)]
        columns: list[Column] = []
        for fold in self.folds:
            columns.append(self._column(fold, columns[-1] if columns else None, tr))
        return columns

    def _column(self, fold: Fold, before: Column | None, tr: Words) -> Column:
        match fold.kind:
            case "dense_layer":
                return DenseColumn(fold, self.scale, self.source, tr, is_unfolded=self.is_unfolded)
            case "transition":
                assert isinstance(before, DenseColumn), "a transition follows the layers of its stage"
                return TransitionColumn(fold, self.scale, before.stack, tr)
            case "head":
                return HeadColumn(fold.unit, self.scale, tr)
            case "basic" | "bottleneck":
                return ResidualColumn(fold, self.scale, tr, is_unfolded=self.is_unfolded)
            case _:
                return ChainColumn(fold, self.scale, self.text.color, tr)


class NetworkLayout:
    """Lays out networks, and reuses parts that are equal to the last network's."""

    def __init__(self, text_width: TextWidth, tr: Words) -> None:
        self._text_width, self._tr = text_width, tr
        self._known: dict[str, tuple[_Plan, PartFigure]] = {}

    def figure(
        self,
        summary: Summary,
        tallest: float = TALLEST[0],
        unfolded: frozenset[int] = frozenset(),
        ghosts: Sequence[int] = (),
    ) -> NetworkFigure:
        """The figure of a network, its input `tallest` high and the repeats of the stages in `unfolded` drawn out.

        There is room for an outline before every stage in `ghosts`. Parts equal to the last figure's are the same
        objects.
        """
        scale = Scale(summary.spec.input[1], tallest)
        made = {plan.text.name: (plan, self._part(plan)) for plan in _plans(summary, scale, unfolded, self._tr)}
        self._known = made
        parts = tuple(figure for _, figure in made.values())
        lefts, places, x = [], [], 0.0
        for number, part in enumerate(parts):
            for _ in range(ghosts.count(number - FIRST_STAGE)):
                places.append(x)
                x += GHOST_WIDTH + GAP
            lefts.append(x)
            x += part.width + GAP
        return NetworkFigure(parts, tuple(lefts), _frame(parts), tuple(places))

    def _part(self, plan: _Plan) -> PartFigure:
        known = self._known.get(plan.text.name)
        if known and known[0] == plan:
            return known[1]
        return lay_out(plan.text, plan.columns(self._tr), self._text_width)


def band(part: PartFigure, frame: Frame) -> Box:
    """What a part stands on."""
    height = frame.bottom - frame.top
    return Box(0.0, frame.top, part.width, height, part.color, BAND_FILL, BAND_LINE, BAND_CORNER)


def _frame(parts: tuple[PartFigure, ...]) -> Frame:
    captions = max(part.bottom for part in parts) + CAPTION_GAP
    shapes = captions + max(part.captions_height for part in parts) + SHAPE_GAP
    bottom = shapes + max(part.shapes_height for part in parts) + PADDING
    return Frame(min(part.top for part in parts) - TITLE_HEIGHT, captions, shapes, bottom)


def _plans(summary: Summary, scale: Scale, unfolded: frozenset[int], tr: Words) -> Iterator[_Plan]:
    spec, rows = summary.spec, summary.stages
    stem = (Fold(0, (spec.stem,)),)
    yield _Plan(PartText("input", "stem", tr("Input"), "", input_subtitle(spec.input, tr)), stem, scale, "stem")
    numbers = stem_numbers(spec.config, tr)
    text = PartText("stem", "stem", tr("Stem"), "", params_text(rows[0].params, tr), numbers=numbers)
    yield _Plan(text, stem, scale, "stem")
    source = "stem"
    for stage, row in zip(spec.stages, rows[1:-1], strict=True):
        yield _Plan(_stage_text(stage, row, tr), fold_units(stage.units), scale, source, stage.index in unfolded)
        source = "transition" if stage.units[-1].kind == "transition" else stage.config.kind
    classes = tr("{} classes").format(spec.head.output[0])
    numbers = head_numbers(spec.config, tr)
    text = PartText("head", "head", tr("Head"), "", params_text(rows[-1].params, tr), numbers=numbers, shape=classes)
    yield _Plan(text, (Fold(0, (spec.head,)),), scale, source)


def _stage_text(stage: StageSpec, row: StageRow, tr: Words) -> PartText:
    dropped = max((layer.rate for unit in stage.units for layer in unit.drop), default=0.0)
    return PartText(
        name=stage_part(stage.index),
        color=stage.config.kind,
        title=stage_title(stage.index, stage.config, tr),
        short_title=str(stage.index + 1),
        subtitle=params_text(row.params, tr),
        numbers=stage_numbers(stage.index, stage.config, tr),
        notes=stage_notes(stage.config, dropped, tr),
    )
