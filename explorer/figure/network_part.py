"""The parts of a network, as a person selects them: "input", "stem", "stages.0", ..., "head"."""

from models.summary import BlockRow, Summary

_KIND_COLORS = {
    "stem": "stem",
    "entry": "residual",
    "basic": "residual",
    "bottleneck": "residual",
    "dense_layer": "dense",
    "transition": "transition",
    "norm": "stem",
    "head": "head",
}

COLORS = tuple(dict.fromkeys(_KIND_COLORS.values()))
"""Names of the palette's colours that blocks are drawn in."""


def stage_part(index: int) -> str:
    """The part that is stage `index`."""
    return f"stages.{index}"


def part_of(block: BlockRow) -> str:
    """The part to which a block belongs."""
    return block.kind if block.stage is None else stage_part(block.stage)


def blocks_of(summary: Summary, part: str) -> tuple[BlockRow, ...]:
    """The blocks of a part; none for the input."""
    return tuple(block for block in summary.blocks if part_of(block) == part)


def color_of(block: BlockRow) -> str:
    """Name of the palette's colour in which a block is drawn."""
    return _KIND_COLORS[block.kind]
