"""The rows of the layer table: parts, blocks and layers of a network, each made when it is asked for."""

from bisect import bisect_right
from enum import IntEnum
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from explorer.experiment.comparison import Comparison
from explorer.figure.network_part import color_of, part_of, stage_part
from explorer.ui.network_parts import part_title
from explorer.ui.widgets.table_model import Key
from models.config import DenseStage
from models.summary import BlockRow, LayerRow, StageRow, Summary, layer_row
from models.units.layer import Shape

translate = QCoreApplication.translate

Outline = tuple[tuple[int, ...] | int, ...]
"""For every part the number of layers of each block, or of the part itself where it is not a stage."""


class Level(IntEnum):
    """The depth of a row."""

    PART, BLOCK, LAYER = range(3)


class TreeRow(NamedTuple):
    """A part, a block or a layer with its costs."""

    level: Level
    label: str
    """Its name among its siblings."""
    name: str
    """Full module name, as in the state dict."""
    type: str
    output_shape: Shape
    params: int
    macs: int
    saved_bytes: int
    receptive_field: int
    part: str
    """ "stem", "stages.0", ..., "head"."""
    block: int | None
    """Position of its block in its part; None for a part."""
    color: str
    """Name of the palette's colour of its kind."""
    was: StageRow | BlockRow | LayerRow | None = None
    """The same row of the baseline."""


class LayerTree:
    """All rows of a network, by their key: (part,), (part, block), (part, block, layer).

    Stem and head are one block each: their layers stand directly under them, as (part, layer).
    """

    def __init__(self, summary: Summary, comparison: Comparison | None = None) -> None:
        self.summary, self.comparison = summary, comparison
        sizes = [1, *(len(stage.units) for stage in summary.spec.stages), 1]
        self._starts = list(accumulate(sizes, initial=0))
        self.outline: Outline = (
            len(summary.spec.stem.layers),
            *(tuple(len(unit.layers) for unit in stage.units) for stage in summary.spec.stages),
            len(summary.spec.head.layers),
        )

    def num_rows(self, above: Key) -> int:
        """The number of rows directly under the one at a key; 0 where there is no such row."""
        under = self.outline
        for place in above:
            under = 0 if isinstance(under, int) or place >= len(under) else under[place]
        return under if isinstance(under, int) else len(under)

    def row(self, key: Key) -> TreeRow:
        if len(key) == 1:
            return self._part_row(key[0])
        if isinstance(self.outline[key[0]], int):
            return self._layer_row(self._starts[key[0]], key[1])
        block = self._starts[key[0]] + key[1]
        return self._block_row(block) if len(key) == 2 else self._layer_row(block, key[2])

    def layer(self, position: int) -> TreeRow:
        """The layer at a position among all layers, labelled with its full name."""
        block = bisect_right(self.summary.blocks, position, key=_first_layer) - 1
        row = self._layer_row(block, position - self.summary.blocks[block].first_layer)
        return row._replace(label=row.name)

    def key_of(self, part: str, block: int | None = None) -> Key | None:
        """The key of a part or of one of its blocks; None where there is none."""
        names = ["stem", *map(stage_part, range(len(self.outline) - 2)), "head"]
        if part not in names:
            return None
        i = names.index(part)
        blocks = self.outline[i]
        if block is None or isinstance(blocks, int):
            return (i,)
        return (i, block) if 0 <= block < len(blocks) else None

    def _part_row(self, i: int) -> TreeRow:
        row, part = self.summary.stages[i], self._part_name(i)
        was = self.comparison.stages[i] if self.comparison else None
        costs = row.output_shape, row.params, row.macs, row.saved_bytes, row.receptive_field
        return TreeRow(Level.PART, part_title(part), row.name, self._stage_type(i), *costs, part, None, row.kind, was)

    def _stage_type(self, i: int) -> str:
        if not 0 < i < len(self.outline) - 1:
            return ""
        stage = self.summary.spec.stages[i - 1].config
        if isinstance(stage, DenseStage):
            text = translate("LayerTable", "dense × {}")
        elif stage.shortcut == "none":
            text = translate("LayerTable", "plain × {}")
        else:
            text = translate("LayerTable", "residual × {}")
        return text.format(self.summary.stages[i].num_blocks)

    def _block_row(self, i: int) -> TreeRow:
        block = self.summary.blocks[i]
        costs = block.output_shape, block.params, block.macs, block.saved_bytes, block.receptive_field
        was = self.comparison.partners[i] if self.comparison else None
        label, place = _block_label(block.name), self._place(i)
        return TreeRow(
            Level.BLOCK, label, block.name, _block_type(block), *costs, part_of(block), place, color_of(block), was
        )

    def _layer_row(self, i: int, j: int) -> TreeRow:
        block = self.summary.blocks[i]
        row = layer_row(block, j)
        label = block.unit.layers[j].name
        was = _layer_named(label, self.comparison.partners[i]) if self.comparison else None
        return TreeRow(Level.LAYER, label, *row, part_of(block), self._place(i), color_of(block), was)

    def _place(self, i: int) -> int:
        """Position of block `i` in its part."""
        return i - self._starts[bisect_right(self._starts, i) - 1]

    def _part_name(self, i: int) -> str:
        if i == 0:
            return "stem"
        return "head" if i == len(self.outline) - 1 else stage_part(i - 1)


def _layer_named(name: str, block: BlockRow | None) -> LayerRow | None:
    """The layer of that name in a block of the baseline."""
    places = [] if block is None else [j for j, layer in enumerate(block.unit.layers) if layer.name == name]
    return layer_row(block, places[0]) if block is not None and places else None


def _first_layer(block: BlockRow) -> int:
    return block.first_layer


def _block_type(block: BlockRow) -> str:
    return {
        "entry": translate("LayerTable", "entry"),
        "basic": translate("LayerTable", "basic block"),
        "bottleneck": translate("LayerTable", "bottleneck"),
        "dense_layer": translate("LayerTable", "dense layer"),
        "transition": translate("LayerTable", "transition"),
        "norm": translate("LayerTable", "norm"),
    }.get(block.kind, "")


def _block_label(name: str) -> str:
    """ "features.denseblock1.denselayer2" -> "denselayer2", "layer1.0" -> "layer1.0": a number needs what it counts."""
    front, _, last = name.rpartition(".")
    return f"{front.rpartition('.')[2]}.{last}" if last.isdigit() and front else last
