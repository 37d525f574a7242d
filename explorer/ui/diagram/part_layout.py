"""Puts the columns of one part side by side, with captions and shapes under them."""

from collections.abc import Callable
from itertools import groupby
from typing import NamedTuple

from explorer.number_format import shape_text
from explorer.ui.diagram.column import Column, wire
from explorer.ui.diagram.figure import BlockFigure, Label, Mark, PartFigure, Stroke, TextStyle

TextWidth = Callable[[str, TextStyle], float]
"""Width in pixels of a text in a style."""

PADDING = 9.0
GUTTER = 7.0
LINE = 15.5
NOTE_LINE = 14.0
BRACKET = 3.5
BRACKET_GAP = 4.0
BRACKET_MARGIN = 3.0


class PartText(NamedTuple):
    """What is written about a part as a whole."""

    name: str
    color: str
    title: str
    short_title: str
    subtitle: str
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


class _PartLayout:
    def __init__(self, text: PartText, columns: list[Column], text_width: TextWidth) -> None:
        self._text = text
        self._columns = columns
        self._text_width = text_width
        self._groups = [list(group) for _, group in groupby(range(len(columns)), key=lambda i: columns[i].output)]
        self._placed, self._width = self._place()

    def figure(self) -> PartFigure:
        captions, shapes = self._captions(), self._shapes()
        lines = max(len(column.lines) for column in self._columns)
        return PartFigure(
            name=self._text.name,
            color=self._text.color,
            title=self._text.title,
            short_title=self._text.short_title,
            subtitle=self._text.subtitle,
            width=self._width,
            top=min(column.extent[0] for column in self._columns),
            bottom=max(column.extent[1] for column in self._columns),
            body=tuple(self._body()),
            captions=tuple(captions),
            captions_height=lines * LINE,
            shapes=tuple(shapes),
            shapes_height=18 + NOTE_LINE * len(self._text.notes),
            blocks=tuple(self._block(i) for i in range(len(self._placed))),
        )

    def _place(self) -> tuple[list[_Placed], float]:
        widths = [max(column.width, self._caption_width(column)) for column in self._columns]
        self._widen_for_shapes(widths)
        wanted = max(self._text_width(self._text.title, "title"), self._text_width(self._text.subtitle, "small"))
        wanted = max([wanted, *(self._text_width(note, "small") for note in self._text.notes)])
        spare = wanted - sum(widths) - GUTTER * (len(widths) - 1)
        if spare > 0:
            widths = [width + spare / len(widths) for width in widths]
        placed, x = [], PADDING
        for column, width in zip(self._columns, widths, strict=True):
            placed.append(_Placed(column, x, width))
            x += width + GUTTER
        return placed, x - GUTTER + PADDING

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

    def _body(self) -> list[Mark]:
        marks: list[Mark] = []
        for placed in self._placed:
            marks += placed.column.draw(placed.center - placed.column.width / 2)
        return [self._wire(), *marks]

    def _wire(self) -> Stroke:
        """From edge to edge of the part; the picture begins it and the classes end it."""
        start = self._placed[0].center if self._placed[0].column.kind == "input" else 0.0
        end = self._placed[-1].center if self._placed[-1].column.kind == "head" else self._width
        return wire(start, end)

    def _captions(self) -> list[Mark]:
        marks: list[Mark] = []
        for placed in self._placed:
            marks += self._bracketed(placed) if placed.column.bracketed else _lines(placed.column, placed.center)
        return marks

    def _bracketed(self, placed: _Placed) -> list[Mark]:
        column = placed.column
        width = self._caption_width(column) - 2 * BRACKET_MARGIN
        left = placed.center - width / 2
        right = left + width - self._count_width(column)
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

    def _block(self, i: int) -> BlockFigure:
        placed = self._placed[i]
        column, half = placed.column, placed.column.width / 2
        return BlockFigure(
            left=placed.left - GUTTER / 2,
            right=placed.left + placed.width + GUTTER / 2,
            kind=column.kind,
            first=column.first,
            count=column.count,
            shortcut=column.shortcut,
            body=(placed.center - half, placed.center + half),
        )


def _count_text(column: Column) -> str:
    return f"× {column.count}"


def _lines(column: Column, center: float) -> list[Mark]:
    return [Label(line, center, LINE * i + 12, 0, "caption") for i, line in enumerate(column.lines)]


def _bracket(x: float, foot: float, bottom: float) -> Stroke:
    return Stroke(((x + foot, 0), (x, 0), (x, bottom), (x + foot, bottom)), "text_muted", 1.0, 1.1)
