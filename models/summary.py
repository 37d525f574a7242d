"""The summary: what a spec costs, in closed form, without torch.

Parameters are trainable ones; MACs are those of convolutions and linear layers, one image, bias left out; the
receptive field is the largest over all paths, in pixels of the image; bytes are what autograd saves for the backward
pass of one fp32 image, parameters apart.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple, overload

from models.spec import NetworkSpec
from models.units.layer import Shape
from models.units.unit import Unit

COUNTED = ("basic", "bottleneck", "dense_layer")
"""Units that count as the blocks of a stage."""


class LayerRow(NamedTuple):
    """One layer of the network."""

    name: str
    """Full module name, as in the state dict."""
    type: str
    output_shape: Shape
    params: int
    macs: int
    saved_bytes: int
    receptive_field: int


class BlockRow(NamedTuple):
    """One unit: stem, residual block, dense layer, transition or head."""

    name: str
    stage: int | None
    """Position of its stage; None for stem and head."""
    unit: Unit
    saved_bytes: int
    receptive_field: int
    smallest_receptive_field: int
    """Along the path that takes every shortcut."""
    jump: int
    """Pixels of the image between two neighbours of the unit's input."""
    input_field: int
    """Receptive field of the unit's input."""
    input_saved: int
    """Bytes of the unit's input that the unit before saves already."""
    first_layer: int
    """Index of the unit's first layer among all layers."""

    @property
    def kind(self) -> str:
        return self.unit.kind

    @property
    def output_shape(self) -> Shape:
        return self.unit.output

    @property
    def params(self) -> int:
        return self.unit.params

    @property
    def macs(self) -> int:
        return self.unit.macs


class StageRow(NamedTuple):
    """Totals of the stem, of one stage or of the head."""

    name: str
    kind: str
    """stem, residual, dense or head."""
    output_shape: Shape
    num_blocks: int
    params: int
    macs: int
    saved_bytes: int
    receptive_field: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All costs of one network."""

    spec: NetworkSpec
    params: int
    macs: int
    saved_bytes: int
    """Saved for backward by a batch of one."""
    saved_bytes_per_batch: int
    """The part of `saved_bytes` that does not grow with the batch."""
    receptive_field: int
    """At the last stage; never more than the largest path sees, though it may be larger than the image."""
    blocks: tuple[BlockRow, ...]
    stages: tuple[StageRow, ...]

    @property
    def layers(self) -> "LayerRows":
        return LayerRows(self.blocks)

    def saved_bytes_of(self, batch_size: int) -> int:
        """Bytes saved for backward by a batch of `batch_size` images."""
        return (self.saved_bytes - self.saved_bytes_per_batch) * batch_size + self.saved_bytes_per_batch


def summarize(spec: NetworkSpec) -> Summary:
    """Costs of every unit and stage; rows of single layers are made on demand."""
    blocks = tuple(_block_rows(spec))
    stages = tuple(_stage_rows(spec, blocks))
    return Summary(
        spec=spec,
        params=sum(row.params for row in stages),
        macs=sum(row.macs for row in stages),
        saved_bytes=sum(row.saved_bytes for row in stages),
        saved_bytes_per_batch=sum([row.unit.saved.per_batch for row in blocks]),
        receptive_field=blocks[-1].input_field,
        blocks=blocks,
        stages=stages,
    )


def _placed_units(spec: NetworkSpec) -> Iterator[tuple[str, int | None, Unit]]:
    yield "stem", None, spec.stem
    for stage in spec.stages:
        for name, unit in zip(stage.unit_names, stage.units, strict=True):
            yield name, stage.index, unit
    yield "head", None, spec.head


def _block_rows(spec: NetworkSpec) -> Iterator[BlockRow]:
    largest = smallest = jump = 1
    first_layer = 0
    output_saved = False
    for name, stage, unit in _placed_units(spec):
        saved, reach = unit.saved, unit.reach
        input_saved = saved.input_bytes if output_saved else 0
        saved_bytes = saved.per_image + saved.per_batch - input_saved
        field = largest + reach.largest * jump
        smallest += reach.smallest * jump
        yield BlockRow(name, stage, unit, saved_bytes, field, smallest, jump, largest, input_saved, first_layer)
        largest = field
        jump *= reach.stride
        first_layer += len(unit.layers)
        output_saved = saved.output


def _stage_rows(spec: NetworkSpec, blocks: tuple[BlockRow, ...]) -> Iterator[StageRow]:
    yield _totals("stem", "stem", blocks[:1])
    start = 1
    for stage in spec.stages:
        end = start + len(stage.units)
        yield _totals(stage.name, stage.config.kind, blocks[start:end])
        start = end
    yield _totals("head", "head", blocks[-1:])


def _totals(name: str, kind: str, blocks: tuple[BlockRow, ...]) -> StageRow:
    num_blocks = sum(row.kind in COUNTED for row in blocks)
    params, macs, saved = (sum(map(attrgetter(cost), blocks)) for cost in ("params", "macs", "saved_bytes"))
    last = blocks[-1]
    return StageRow(name, kind, last.output_shape, num_blocks, params, macs, saved, last.receptive_field)


class LayerRows(Sequence[LayerRow]):
    """The rows of all layers in the order in which they run, each made on demand."""

    def __init__(self, blocks: tuple[BlockRow, ...]) -> None:
        self._blocks = blocks
        self._length = blocks[-1].first_layer + len(blocks[-1].unit.layers)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> LayerRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[LayerRow]: ...
    def __getitem__(self, index: int | slice) -> LayerRow | list[LayerRow]:
        place = range(self._length)[index]
        if isinstance(place, range):
            return [self[each] for each in place]
        block = self._blocks[bisect_right(self._blocks, place, key=attrgetter("first_layer")) - 1]
        return layer_row(block, place - block.first_layer)

    def __iter__(self) -> Iterator[LayerRow]:
        for block in self._blocks:
            yield from (layer_row(block, i) for i in range(len(block.unit.layers)))


def layer_row(block: BlockRow, i: int) -> LayerRow:
    """The row of a unit's layer `i`."""
    layer, saved = block.unit.layers[i], block.unit.saved
    saved_bytes = saved.layers[i] - (block.input_saved if i == saved.input_layer else 0)
    field = block.input_field + block.unit.reach.layers[i] * block.jump
    prefix = "" if block.stage is None else block.name + "."
    return LayerRow(prefix + layer.name, str(layer.type), layer.output, layer.params, layer.macs, saved_bytes, field)
