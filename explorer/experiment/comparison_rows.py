"""A comparison as rows, and as fields for files."""

from collections.abc import Iterator
from functools import partial, reduce
from typing import NamedTuple

from explorer.experiment.comparison import BlockPair, Change, Comparison, FieldChange, PartPair
from models.sentence import Sentence, say, say_field
from models.summary import BlockRow, StageRow, Summary

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
        return tuple(0 if side is None else getattr(side, name) for side in (self.was, self.now))


def network_row(comparison: Comparison) -> ComparedRow:
    """The whole networks and their fields that belong to no part."""
    fields = comparison.fields
    is_same = not fields and all(pair.change == "same" for pair in comparison.parts)
    return ComparedRow("network", "", "same" if is_same else "changed", fields, comparison.now, comparison.was)


def part_row(pair: PartPair) -> ComparedRow:
    part = pair.now or pair.was
    sides = (side and side.row for side in (pair.now, pair.was))
    return ComparedRow("part", part.row.name, pair.change, pair.fields, *sides, part.name)


def block_row(pair: BlockPair, part: str) -> ComparedRow:
    return ComparedRow("block", (pair.now or pair.was).name, pair.change, (), pair.now, pair.was, part)


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
