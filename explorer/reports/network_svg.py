"""The network as a row of blocks: as tall as their maps, shortcuts as arcs, long stages folded.

The window's diagram needs Qt, which a server need not have; this one is drawn from the summary alone, so that terminal
and window write the same page.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from explorer.number_format import shape_text, short_count
from explorer.reports.phrases import ENGLISH, Phrases
from explorer.reports.svg import Picture, line, number, path, rect, text
from models.summary import COUNTED, BlockRow, StageRow, Summary

BAR, STEP = 16.0, 24.0
"""Width of a block, and from one to the next."""
PART_GAP = 46.0
SIDE = 24.0
MOST_BARS = 10
"""Blocks of a stage that are drawn; of more, some at its begin and its end."""
SHOWN_FIRST, SHOWN_LAST = 5, 3
FOLD_WIDTH = 40.0
RESIDUAL_ARC, DENSE_ARC = 16.0, 9.0
"""Height of a shortcut's handles; a dense one's grows with every layer that it passes."""
SMALLEST_WIDTH = 84.0
"""Of a part, for its caption."""
TOP = 12.0
CAPTION_HEIGHT = 84.0


class _Part(NamedTuple):
    row: StageRow
    blocks: tuple[BlockRow, ...]

    @property
    def bars(self) -> Sequence[BlockRow | None]:
        """What is drawn; None is where blocks are left out."""
        if len(self.blocks) <= MOST_BARS:
            return self.blocks
        return (*self.blocks[:SHOWN_FIRST], None, *self.blocks[-SHOWN_LAST:])

    @property
    def width(self) -> float:
        bars = self.bars
        return sum(FOLD_WIDTH if bar is None else STEP for bar in bars) - (STEP - BAR if bars else 0)

    @property
    def room(self) -> float:
        return max(self.width, SMALLEST_WIDTH)


def draw_network(summary: Summary, title: str, words: Phrases = ENGLISH) -> Picture:
    """Stem, stages and head from left to right."""
    parts = _parts(summary)
    half = max(_height(bar) for part in parts for bar in part.bars if bar is not None) / 2
    middle = TOP + half + max(_arc_room(part) for part in parts)
    drawn, x = [], SIDE
    for index, part in enumerate(parts):
        if index:
            drawn.append(_arrow(x - PART_GAP + 6, x - 6, middle))
        drawn += [_draw_part(part, x, middle), *_caption(part, x + part.room / 2, middle + half + 28, words)]
        x += part.room + PART_GAP
    return Picture("network", title, x - PART_GAP + SIDE, middle + half + CAPTION_HEIGHT, "".join(drawn))


def _parts(summary: Summary) -> list[_Part]:
    blocks = {None: [], **{stage.index: [] for stage in summary.spec.stages}}
    for block in summary.blocks:
        blocks[block.stage].append(block)
    stem, *stages, head = summary.stages
    middle = [_Part(row, tuple(blocks[index])) for index, row in enumerate(stages)]
    return [_Part(stem, (blocks[None][0],)), *middle, _Part(head, (blocks[None][-1],))]


def _draw_part(part: _Part, left: float, middle: float) -> str:
    x = left + (part.room - part.width) / 2
    drawn: list[str] = []
    places: list[tuple[float, float]] = []
    for bar in part.bars:
        if bar is None:
            drawn.append(text(x + FOLD_WIDTH / 2 - 4, middle + 4, "···", "words strong"))
            x += FOLD_WIDTH
            continue
        height = _height(bar)
        drawn.append(rect(x, middle - height / 2, BAR, height, f"bar {_kind(bar, part)}", radius=3))
        if bar.kind in COUNTED:
            places.append((x, middle - height / 2 - 3))
        x += STEP
    return "".join([*drawn, *_shortcuts(part.row.kind, places)])


def _shortcuts(kind: str, places: Sequence[tuple[float, float]]) -> list[str]:
    """Of a residual block an arc around it, of a dense layer one to each layer behind it."""
    if kind == "residual":
        return [_arc(x - 5, x + BAR + 5, top, RESIDUAL_ARC) for x, top in places]
    return [
        _arc(x + BAR / 2, later + BAR / 2, top, DENSE_ARC * (distance + 1))
        for index, (x, top) in enumerate(places)
        for distance, (later, _) in enumerate(places[index + 1 :])
    ]


def _arc_room(part: _Part) -> float:
    """How far its shortcuts rise above its blocks. A Bézier curve rises by three quarters of its handles."""
    num_blocks = sum(bar is not None and bar.kind in COUNTED for bar in part.bars)
    highest = {"residual": RESIDUAL_ARC, "dense": DENSE_ARC * (num_blocks - 1)}.get(part.row.kind, 0.0)
    return 3 + 0.75 * highest


def _arc(x1: float, x2: float, y: float, height: float) -> str:
    n = number
    return path(f"M{n(x1)} {n(y)}C{n(x1)} {n(y - height)} {n(x2)} {n(y - height)} {n(x2)} {n(y)}", "shortcut")


def _height(bar: BlockRow) -> float:
    side = 1 if bar.kind == "head" else bar.output_shape[1]
    return min(22 + 16 * math.log2(side), 150)


def _kind(bar: BlockRow, part: _Part) -> str:
    if bar.kind in ("transition", "entry", "norm"):
        return "transition"
    return part.row.kind


def _arrow(x1: float, x2: float, middle: float) -> str:
    head = f"M{number(x2 - 5)} {number(middle - 4)}L{number(x2)} {number(middle)}L{number(x2 - 5)} {number(middle + 4)}"
    return line(x1, middle, x2, middle, "arrow") + path(head, "arrow")


def _caption(part: _Part, middle: float, top: float, words: Phrases) -> list[str]:
    row = part.row
    lines = [("words strong", row.name.removeprefix("features."))]
    if row.kind == "dense":
        lines.append(("words", words.counted(row.num_blocks, "{} layer", "{} layers")))
    if row.kind == "residual":
        lines.append(("words", words.counted(row.num_blocks, "{} block", "{} blocks")))
    params = words("{} params").format(short_count(row.params))
    lines += [("words muted", shape_text(row.output_shape)), ("words muted", params)]
    return [text(middle, top + 17 * index, said, kind) for index, (kind, said) in enumerate(lines)]
