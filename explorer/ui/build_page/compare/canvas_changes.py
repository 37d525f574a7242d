"""Turns a comparison into what the canvas shows of it."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from explorer.experiment.comparison import BlockPair, Change, Comparison, PartPair
from explorer.ui.build_page.compare.compare_model import field_text
from explorer.ui.canvas.items.change_items import CanvasChanges, Ghost, PartChange
from explorer.ui.network_parts import part_title, stage_index

translate = QCoreApplication.translate

COLORS: dict[Change, str] = {"changed": "text_muted", "added": "more", "removed": "less"}
MAX_FIELDS = 1
"""More fields than this are only counted."""


def canvas_changes(comparison: Comparison | None) -> CanvasChanges:
    """The parts and blocks that came, changed and went; none where there is no baseline."""
    if comparison is None:
        return CanvasChanges()
    known: dict[tuple[int, int], Change] = {}
    parts = {now.name: _part_change(pair, now.name, known) for pair in comparison.parts if (now := pair.now)}
    shown = {name: change for name, change in parts.items() if change.tag or change.blocks or change.num_removed}
    return CanvasChanges(comparison.now, shown, tuple(_ghosts(comparison)))


def _part_change(pair: PartPair, part: str, known: dict[tuple[int, int], Change]) -> PartChange:
    if pair.was is None:
        return PartChange(translate("NetworkDiagram", "new"), COLORS["added"])
    marks, num_removed = [], 0
    for at, block in enumerate(pair.blocks):
        change = _change_of(block, known)
        num_removed += change == "removed"
        if change in ("added", "changed"):
            marks.append((at, COLORS[change]))
    is_stage = stage_index(part) is not None
    return PartChange(_tag(pair), COLORS["changed"], tuple(marks) if is_stage else (), num_removed)


def _change_of(block: BlockPair, known: dict[tuple[int, int], Change]) -> Change:
    """Equal blocks are one and the same object: each two of them are compared once."""
    if block.now is None or block.was is None:
        return block.change
    key = id(block.now.unit), id(block.was.unit)
    if key not in known:
        known[key] = block.change
    return known[key]


def _tag(pair: PartPair) -> str:
    fields = pair.fields
    if not fields:
        return ""
    if len(fields) <= MAX_FIELDS:
        return field_text(fields[0])
    return translate("NetworkDiagram", "{} changes").format(len(fields))


def _ghosts(comparison: Comparison) -> Iterator[Ghost]:
    before = 0
    for pair in comparison.parts:
        if pair.now is not None:
            before += stage_index(pair.now.name) is not None
        elif pair.was is not None:
            row = pair.was.row
            yield Ghost(before, part_title(pair.was.name), f"× {row.num_blocks}", row.kind)
