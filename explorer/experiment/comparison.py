"""Two networks side by side, aligned by stage and block: what was added, removed and changed, and what it costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial, reduce
from typing import Any, Literal, NamedTuple, TypeVar

from models.config import NetworkConfig, StageConfig, Value
from models.sentence import Sentence, say, say_field
from models.summary import COUNTED, BlockRow, StageRow, Summary

Row = TypeVar("Row")
Change = Literal["same", "changed", "added", "removed"]

ABSENT = 1.0
"""What it costs an alignment to leave a stage without a partner."""
OTHER_KIND = 1.5
"""What it costs to pair a residual with a dense stage: less than to leave both alone."""

NETWORK_FIELDS = ("input", "num_classes", "stochastic_depth", "activation", "init")
"""Fields of a network that belong to none of its parts."""


class Side(NamedTuple):
    """A legal network with a name, to compare with."""

    name: str
    summary: Summary


class FieldChange(NamedTuple):
    """A field that differs."""

    field: str
    """Path within its part: "width", "input.height"."""
    was: Any
    now: Any


class Part(NamedTuple):
    """The stem, one stage or the head of a network."""

    name: str
    """ "stem", "stages.0", ..., "head"."""
    config: Value
    row: StageRow
    blocks: tuple[BlockRow, ...]


class BlockPair(NamedTuple):
    """A block and the one it is compared with; one of the two may be missing."""

    now: BlockRow | None
    was: BlockRow | None

    @property
    def latest(self) -> BlockRow:
        """The newer one where there is one."""
        return _latest(self.now, self.was)

    @property
    def change(self) -> Change:
        if self.now is None or self.was is None:
            return "added" if self.was is None else "removed"
        return "same" if self.now.unit is self.was.unit or self.now.unit == self.was.unit else "changed"


class PartPair(NamedTuple):
    """A part and the one it is compared with; one of the two may be missing."""

    now: Part | None
    was: Part | None

    @property
    def latest(self) -> Part:
        """The newer one where there is one."""
        return _latest(self.now, self.was)

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """Those that differ; of stages of different kinds only the kind, since they share no other."""
        if self.now is None or self.was is None:
            return ()
        now, was = self.now.config, self.was.config
        kinds = getattr(was, "kind", None), getattr(now, "kind", None)
        return tuple(differing_fields(was, now)) if kinds[0] == kinds[1] else (FieldChange("kind", *kinds),)

    @property
    def change(self) -> Change:
        if self.now is None or self.was is None:
            return "added" if self.was is None else "removed"
        is_same = self.now.config == self.was.config and _costs(self.now.row) == _costs(self.was.row)
        return "same" if is_same else "changed"

    @property
    def blocks(self) -> tuple[BlockPair, ...]:
        """In their order, paired by their number; entries, transitions and norms with their like."""
        now = self.now.blocks if self.now else ()
        was = {_place(block, i): block for i, block in _numbered(self.was.blocks if self.was else ())}
        pairs = [BlockPair(block, was.pop(_place(block, i), None)) for i, block in _numbered(now)]
        return (*pairs, *(BlockPair(None, block) for block in was.values()))


@dataclass(frozen=True)
class Comparison:
    """One network (`now`) against another (`was`)."""

    now: Summary
    was: Summary
    parts: tuple[PartPair, ...]
    """In the order of `now`; removed parts are listed at their former place."""

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """Fields of the whole network that differ."""
        now, was = self.now.spec.config, self.was.spec.config
        pairs = ((name, getattr(was, name), getattr(now, name)) for name in NETWORK_FIELDS)
        return tuple(change for name, a, b in pairs for change in _field_changes(name, a, b))

    @cached_property
    def partners(self) -> tuple[BlockRow | None, ...]:
        """For every block of `now` the one it is compared with."""
        return tuple(pair.was for part in self.parts for pair in part.blocks if pair.now is not None)

    @cached_property
    def stages(self) -> tuple[StageRow | None, ...]:
        """For every part of `now` the costs of the one it is compared with."""
        return tuple(pair.was.row if pair.was else None for pair in self.parts if pair.now is not None)


def compare(now: Summary, was: Summary) -> Comparison:
    """Aligns two networks. Stages are paired so that as few fields as possible differ, blocks by their number."""
    new, old = _parts(now), _parts(was)
    middle = [
        PartPair(None if i is None else new[1 + i], None if j is None else old[1 + j])
        for i, j in _aligned(now.spec.config.stages, was.spec.config.stages)
    ]
    return Comparison(now, was, (PartPair(new[0], old[0]), *middle, PartPair(new[-1], old[-1])))


def _latest(now: Row | None, was: Row | None) -> Row:
    row = now or was
    assert row is not None, "one side of a pair is always there"
    return row


def differing_fields(was: Value, now: Value) -> Iterator[FieldChange]:
    """The fields in which two values of one kind differ."""
    for name in type(now).model_fields:
        yield from _field_changes(name, getattr(was, name), getattr(now, name))


def _field_changes(name: str, was: Any, now: Any) -> Iterator[FieldChange]:
    if was == now:
        return
    if isinstance(now, Value) and type(was) is type(now):
        for change in differing_fields(was, now):
            yield change._replace(field=f"{name}.{change.field}")
    else:
        yield FieldChange(name, was, now)


def _costs(row: StageRow) -> tuple:
    """All but its receptive field, which depends on what is before it."""
    return row.output_shape, row.num_blocks, row.params, row.macs, row.saved_bytes


def _parts(summary: Summary) -> list[Part]:
    config: NetworkConfig = summary.spec.config
    names = ["stem", *(f"stages.{i}" for i in range(len(config.stages))), "head"]
    configs = [config.stem, *config.stages, config.head]
    sizes = [1, *(len(stage.units) for stage in summary.spec.stages), 1]
    parts, start = [], 0
    for name, values, row, size in zip(names, configs, summary.stages, sizes, strict=True):
        parts.append(Part(name, values, row, summary.blocks[start : start + size]))
        start += size
    return parts


def _numbered(blocks: Sequence[BlockRow]) -> Iterator[tuple[int, BlockRow]]:
    """Every block with its number among those that count, which others share with the block before them."""
    number = 0
    for block in blocks:
        number += block.kind in COUNTED
        yield number, block


def _place(block: BlockRow, number: int) -> object:
    """What two blocks of paired stages have in common if they are compared."""
    return number if block.kind in COUNTED else block.kind


def _aligned(now: Sequence[StageConfig], was: Sequence[StageConfig]) -> list[tuple[int | None, int | None]]:
    """Pairs of positions with the least total distance; the table holds that of every two tails."""
    best = [[ABSENT * (len(now) - i + len(was) - j) for j in range(len(was) + 1)] for i in range(len(now) + 1)]
    for i in reversed(range(len(now))):
        for j in reversed(range(len(was))):
            paired = best[i + 1][j + 1] + _distance(now[i], was[j])
            best[i][j] = min(paired, best[i + 1][j] + ABSENT, best[i][j + 1] + ABSENT)
    return list(_cheapest_path(best, now, was))


def _cheapest_path(
    best: list[list[float]], now: Sequence[StageConfig], was: Sequence[StageConfig]
) -> Iterator[tuple[int | None, int | None]]:
    i = j = 0
    while i < len(now) and j < len(was):
        if best[i][j] == best[i + 1][j + 1] + _distance(now[i], was[j]):
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1] + ABSENT:
            yield None, j
            j += 1
        else:
            yield i, None
            i += 1
    yield from ((i, None) for i in range(i, len(now)))
    yield from ((None, j) for j in range(j, len(was)))


def _distance(now: StageConfig, was: StageConfig) -> float:
    """From 0 for equal stages to 1 for stages of one kind that share no value."""
    if now.kind != was.kind:
        return OTHER_KIND
    fields = type(now).model_fields
    return sum(getattr(now, name) != getattr(was, name) for name in fields) / len(fields)


COSTS = ("params", "macs", "saved_bytes", "receptive_field")
WORDS = ("level", "name", "change", "fields")
HEADER = *WORDS, *(f"{cost}{end}" for cost in COSTS for end in ("_baseline", "", "_change"))
"""Of a file; all but the words are numbers."""


class ComparedRow(NamedTuple):
    """The network, a part or a block beside the one it is compared with; one of the two may be missing."""

    level: str
    """ "network", "part" or "block"."""
    name: str
    """Full name, as in the state dict, of the newer one where there is one."""
    change: Change
    fields: tuple[FieldChange, ...]
    now: Summary | StageRow | BlockRow | None
    was: Summary | StageRow | BlockRow | None
    part: str = ""
    """ "stem", "stages.0", ..., "head": of the network that is edited, or where that has none of the baseline."""

    def cost(self, name: str) -> tuple[int, int]:
        """(was, now) of one of COSTS; 0 for what is missing."""
        was, now = (0 if side is None else getattr(side, name) for side in (self.was, self.now))
        return was, now


def network_row(comparison: Comparison) -> ComparedRow:
    """The whole networks and their fields that belong to no part."""
    fields = comparison.fields
    is_same = not fields and all(pair.change == "same" for pair in comparison.parts)
    return ComparedRow("network", "", "same" if is_same else "changed", fields, comparison.now, comparison.was)


def part_row(pair: PartPair) -> ComparedRow:
    """A part beside the one it is compared with."""
    now, was = (side and side.row for side in pair)
    return ComparedRow("part", pair.latest.row.name, pair.change, pair.fields, now, was, pair.latest.name)


def block_row(pair: BlockPair, part: str) -> ComparedRow:
    """A block of `part` beside the one it is compared with."""
    return ComparedRow("block", pair.latest.name, pair.change, (), pair.now, pair.was, part)


def comparison_rows(comparison: Comparison) -> Iterator[ComparedRow]:
    """The network, and every part with its blocks after it."""
    yield network_row(comparison)
    for pair in comparison.parts:
        row = part_row(pair)
        yield row
        # Stem and head are one block each.
        if row.part.startswith("stages"):
            yield from (block_row(block, row.part) for block in pair.blocks)


def field_text(change: FieldChange) -> str:
    """ "width 64 → 96"."""
    return f"{field_name(change)} {value_text(change.was)} → {value_text(change.now)}"


def field_name(change: FieldChange) -> Sentence:
    """The field in words: "growth rate", "input height"."""
    return reduce(partial(say, "{} {}"), map(say_field, change.field.split(".")))


def comparison_fields(comparison: Comparison) -> Iterator[list]:
    """One line a row, in the order of HEADER, numbers exact; what is missing is empty."""
    return map(_fields, comparison_rows(comparison))


def _fields(row: ComparedRow) -> list:
    fields = [row.level, row.name, row.change, "; ".join(map(field_text, row.fields))]
    for cost in COSTS:
        was, now = row.cost(cost)
        fields += ["" if row.was is None else was, "" if row.now is None else now, now - was]
    return fields


def value_text(value: object) -> str:
    """A field's value in words."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")
