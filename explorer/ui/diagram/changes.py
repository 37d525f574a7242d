"""What the canvas shows of a comparison with a baseline: plain values in words and colours."""

from dataclasses import dataclass, field
from typing import NamedTuple

from models.summary import Summary


class PartChange(NamedTuple):
    """How a part differs from the one it is compared with."""

    tag: str
    """In a few words; empty where its own fields are the same."""
    color: str
    """Of the tag."""
    blocks: tuple[tuple[int, str], ...] = ()
    """Positions of blocks that came or changed, each with its colour."""
    num_removed: int = 0
    """Blocks at its end that went."""


class Ghost(NamedTuple):
    """A stage that only the baseline has."""

    before: int
    """Number of the stage in front of which it stood."""
    title: str
    detail: str
    kind: str


@dataclass(frozen=True)
class CanvasChanges:
    """All differences of one network from a baseline."""

    summary: Summary | None = None
    """The network they are those of."""
    parts: dict[str, PartChange] = field(default_factory=dict)
    ghosts: tuple[Ghost, ...] = ()
