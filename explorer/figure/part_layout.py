"""Puts the columns of one part side by side, with header, captions and shapes."""

from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from explorer.figure.captions import Segment
from explorer.figure.column import Column, wire
from explorer.figure.figure import (
    FOLD,
    BlockFigure,
    Box,
    Label,
    Mark,
    PartFigure,
    Run,
    Spot,
    Stroke,
    TextStyle,
)
from explorer.number_format import shape_text

TextWidth = Callable[[str, TextStyle], float]
"""Width in pixels of a text in a style."""

PADDING = 9.0
GUTTER = 7.0
LINE = 15.5
NOTE_LINE = 14.0
BRACKET = 3.5
BRACKET_GAP = 4.0
BRACKET_MARGIN = 3.0
TITLE_BASELINE, FIRST_BASELINE, SECOND_BASELINE = 20.0, 36.0, 51.0
"""Of the header's lines, from the band's upper edge."""
FOLD_SIZE, FOLD_GAP = 13.0, 10.0
SPOT_MARGIN = 2.0
STRIDE = 620.0
"""In a long part, header and captions stand again so often that one of them is in view."""
NUMBER_ROOM, NUMBER_BASELINE = 15.0, 12.0
"""Below the blocks of a run, for their numbers."""
NUMBERED = ("entry", "basic", "bottleneck")


class PartText(NamedTuple):
    """What is written about a part as a whole."""

    name: str
    color: str
    title: str
    short_title: str
    subtitle: str
    numbers: tuple[Segment, ...] = ()
    """A line between title and subtitle."""
    notes: tuple[str, ...] = ()
    shape: str | None = None
    """Instead of the shapes of the columns' maps."""


def lay_out(text: PartText, columns: list[Column], text_width: TextWidth) -> PartFigure:
    """The figure of one part."""
    return _PartLayout(text, columns, text_width).figure()


class _Placed(NamedTuple):
    column: Column
    left: float
    width: float

    @property
    def center(self) -> float:
        return self.left + self.width / 2

    @property
    def body(self) -> float:
        """Left end of what is drawn once."""
        return self.center - self.column.width / 2

    @property
    def pitch(self) -> float:
        """From one body to the next."""
        return self.width / self.column.repeats

    @property
    def caption_centers(self) -> list[float]:
        """Where its caption stands: again and again under a long column."""
        count = max(1, round(self.width / STRIDE))
        return [self.left + self.width * (i + 0.5) / count for i in range(count)]


class _PartLayout:
    def __init__(self, text: PartText, columns: list[Column], text_width: TextWidth) -> None:
        self._text = text
        self._columns = columns
        self._text_width = text_width
        self._folds = any(column.can_fold for column in columns)
        self._groups = [list(group) for _, group in groupby(range(len(columns)), key=lambda i: columns[i].output)]
        self._placed, self._width = self._place()

    def figure(self) -> PartFigure:
        captions, shapes = self._captions(), self._shapes()
        lines = max(len(column.lines) for column in self._columns)
        extents = [_extent(column) for column in self._columns]
        return PartFigure(
            name=self._text.name,
            color=self._text.color,
            title=self._text.title,
            short_title=self._text.short_title,
            subtitle=self._text.subtitle,
            width=self._width,
            top=min(top for top, _ in extents),
            bottom=max(bottom for _, bottom in extents),
            header=tuple(self._header()),
            folding=tuple(mark for left in self._header_lefts() for mark in self._fold_mark(left)),
            body=tuple(self._body()),
            runs=tuple(self._run(placed) for placed in self._placed if placed.column.repeats > 1),
            captions=tuple(captions),
            captions_height=lines * LINE,
            shapes=tuple(shapes),
            shapes_height=18 + NOTE_LINE * len(self._text.notes),
            blocks=tuple(self._block(placed) for placed in self._placed),
            spots=tuple(self._spots()),
            is_unfolded=self._folds and not any(column.is_folded for column in self._columns),
        )

    def _place(self) -> tuple[list[_Placed], float]:
        widths = [max(self._body_width(column), self._caption_width(column)) for column in self._columns]
        self._widen_for_shapes(widths)
        spare = self._header_width() - sum(widths) - GUTTER * (len(widths) - 1)
        if spare > 0:
            widths = [width + spare / len(widths) for width in widths]
        placed, x = [], PADDING
        for column, width in zip(self._columns, widths, strict=True):
            placed.append(_Placed(column, x, width))
            x += width + GUTTER
        return placed, x - GUTTER + PADDING

    @staticmethod
    def _body_width(column: Column) -> float:
        return column.width if column.repeats == 1 else (column.width + GUTTER) * column.repeats

    def _header_width(self) -> float:
        """Of the widest line in the header and of the widest note."""
        title = self._text_width(self._text.title, "title") + (FOLD_SIZE + FOLD_GAP if self._folds else 0)
        numbers = sum(self._segment_width(segment) for segment in self._text.numbers)
        small = [self._text_width(line, "small") for line in (self._text.subtitle, *self._text.notes)]
        return max(title, numbers, *small)

    def _segment_width(self, segment: Segment) -> float:
        return self._text_width(segment.text, "number" if segment.field else "small")

    def _widen_for_shapes(self, widths: list[float]) -> None:
        """Every shape needs the room of its own text under the columns that share it."""
        for group in self._groups:
            room = sum(widths[i] for i in group) + GUTTER * (len(group) - 1)
            missing = self._text_width(self._shape(group), "small") - room
            if missing > 0:
                for i in group:
                    widths[i] += missing / len(group)

    def _shape(self, group: list[int]) -> str:
        return self._text.shape or shape_text(self._columns[group[0]].output)

    def _caption_width(self, column: Column) -> float:
        width = max((self._text_width(line, "caption") for line in column.lines), default=0.0)
        return width + self._count_width(column) + 2 * (BRACKET_GAP + BRACKET_MARGIN) if column.bracketed else width

    def _count_width(self, column: Column) -> float:
        return self._text_width(_count_text(column), "count") + BRACKET_GAP

    def _header(self) -> list[Mark]:
        """Title, numbers and subtitle, and again and again in a long part."""
        marks: list[Mark] = []
        for left in self._header_lefts():
            marks.append(Label(self._text.title, left, TITLE_BASELINE, -1, "title", self._text.color))
            for segment, x in self._number_places(left):
                style, color = ("number", "text") if segment.field else ("small", "text_muted")
                marks.append(Label(segment.text, x, FIRST_BASELINE, -1, style, color))
            baseline = SECOND_BASELINE if self._text.numbers else FIRST_BASELINE
            marks.append(Label(self._text.subtitle, left, baseline, -1, "small", "text_muted"))
        return marks

    def _header_lefts(self) -> list[float]:
        return [PADDING + i * STRIDE for i in range(max(1, int(self._width / STRIDE)))]

    def _number_places(self, left: float) -> Iterator[tuple[Segment, float]]:
        for segment in self._text.numbers:
            yield segment, left
            left += self._segment_width(segment)

    def _fold_mark(self, left: float) -> list[Mark]:
        """A plus where repeats can be unfolded, a minus where they are."""
        if not self._folds:
            return []
        spot = self._fold_spot(left)
        x, y, arm = spot.x + spot.width / 2, spot.y + spot.height / 2, FOLD_SIZE / 2 - 3.5
        marks: list[Mark] = [Box(spot.x, spot.y, spot.width, spot.height, self._text.color, 0.12, 0.7, 3.5)]
        marks.append(Stroke(((x - arm, y), (x + arm, y)), self._text.color, 1.0, 1.5))
        if any(column.is_folded for column in self._columns):
            marks.append(Stroke(((x, y - arm), (x, y + arm)), self._text.color, 1.0, 1.5))
        return marks

    def _fold_spot(self, left: float) -> Spot:
        x = left + self._text_width(self._text.title, "title") + FOLD_GAP
        if self._width < STRIDE:
            x = self._width - PADDING - FOLD_SIZE
        return Spot(FOLD, "header", x, TITLE_BASELINE - FOLD_SIZE + 2, FOLD_SIZE, FOLD_SIZE)

    def _spots(self) -> Iterator[Spot]:
        for left in self._header_lefts():
            if self._folds:
                yield self._fold_spot(left)
            for segment, x in self._number_places(left):
                if segment.field:
                    width = self._segment_width(segment) + 2 * SPOT_MARGIN
                    yield Spot(segment.field, "header", x - SPOT_MARGIN, FIRST_BASELINE - 12, width, 16)
        for placed in self._placed:
            if placed.column.can_fold:
                yield from (self._count_spot(placed, center) for center in placed.caption_centers)

    def _count_spot(self, placed: _Placed, center: float) -> Spot:
        column = placed.column
        right = self._brackets(column, center)[1]
        height = len(column.lines) * LINE
        return Spot(FOLD, "captions", right, 0, self._count_width(column) + SPOT_MARGIN, height)

    def _body(self) -> list[Mark]:
        marks = self._wires()
        for before, placed in pairwise(self._placed):
            marks += placed.column.draw_between(before.body + before.column.width, placed.body)
        for placed in self._placed:
            if placed.column.repeats == 1:
                marks += placed.column.draw(placed.body)
                marks += self._number(placed)
        return marks

    def _number(self, placed: _Placed) -> list[Mark]:
        """The number of a block that stands alone before or behind a run."""
        column = placed.column
        if column.kind not in NUMBERED or not any(other.column.repeats > 1 for other in self._placed):
            return []
        baseline = column.extent[1] + NUMBER_BASELINE
        return [Label(str(column.first + 1), placed.center, baseline, 0, "small", "text_muted")]

    def _run(self, placed: _Placed) -> Run:
        column = placed.column
        marks = tuple(column.draw((placed.pitch - column.width) / 2))
        return Run(placed.left, placed.pitch, column.first, column.repeats, marks, *column.extent)

    def _wires(self) -> list[Mark]:
        """From edge to edge of the part; the image begins the wire, the classes end it, a stack takes its place."""
        first, last = self._placed[0], self._placed[-1]
        x = first.center if first.column.kind == "input" else 0.0
        end = last.center if last.column.kind == "head" else self._width
        wires = []
        for placed in self._placed:
            if not placed.column.carries_wire:
                if x < placed.body:
                    wires.append(wire(x, placed.body))
                x = placed.body + placed.column.width
        return [*wires, wire(x, end)]

    def _captions(self) -> list[Mark]:
        marks: list[Mark] = []
        for placed in self._placed:
            for center in placed.caption_centers:
                marks += (
                    self._bracketed(placed.column, center) if placed.column.bracketed else _lines(placed.column, center)
                )
        return marks

    def _brackets(self, column: Column, center: float) -> tuple[float, float]:
        """Left and right bracket of a caption that has its count behind."""
        width = self._caption_width(column) - 2 * BRACKET_MARGIN
        left = center - width / 2
        return left, left + width - self._count_width(column)

    def _bracketed(self, column: Column, center: float) -> list[Mark]:
        left, right = self._brackets(column, center)
        bottom = len(column.lines) * LINE
        marks = _lines(column, (left + right) / 2)
        marks += [_bracket(left, BRACKET, bottom), _bracket(right, -BRACKET, bottom)]
        middle = bottom / 2 + 4
        return [*marks, Label(_count_text(column), right + BRACKET_GAP, middle, -1, "count", self._text.color)]

    def _shapes(self) -> list[Mark]:
        marks: list[Mark] = []
        for group in self._groups:
            left = self._placed[group[0]].left
            right = self._placed[group[-1]].left + self._placed[group[-1]].width
            marks.append(Stroke(((left, 0), (left, 3), (right, 3), (right, 0)), "border_strong", 1.0, 1.0, 2.0))
            marks.append(Label(self._shape(group), (left + right) / 2, 16, 0, "small", "text_muted"))
        for i, note in enumerate(self._text.notes):
            marks.append(Label(note, self._width / 2, 18 + NOTE_LINE * (i + 1) - 2, 0, "small", self._text.color))
        return marks

    @staticmethod
    def _block(placed: _Placed) -> BlockFigure:
        column = placed.column
        is_run = column.repeats > 1
        return BlockFigure(
            left=placed.left - GUTTER / 2,
            right=placed.left + placed.width + GUTTER / 2,
            kind=column.kind,
            first=column.first,
            count=column.count,
            shortcut=column.shortcut,
            start=placed.left if is_run else placed.body + column.start,
            pitch=placed.pitch if is_run else column.pitch,
            tops=column.tops,
        )


def _extent(column: Column) -> tuple[float, float]:
    top, bottom = column.extent
    return (top, bottom + NUMBER_ROOM) if column.repeats > 1 else (top, bottom)


def _count_text(column: Column) -> str:
    return f"× {column.count}"


def _lines(column: Column, center: float) -> list[Mark]:
    return [Label(line, center, LINE * i + 12, 0, "caption") for i, line in enumerate(column.lines)]


def _bracket(x: float, foot: float, bottom: float) -> Stroke:
    return Stroke(((x + foot, 0), (x, 0), (x, bottom), (x + foot, bottom)), "text_muted", 1.0, 1.1)
