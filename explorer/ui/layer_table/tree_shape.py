"""How many rows the layer tree has where, and the steps from one tree to another."""

from collections.abc import Iterator, Sequence

Key = tuple[int, ...]
"""Where a row stands: its position among the rows beside it, after those of the rows above it."""
Outline = tuple["tuple[int, ...] | int", ...]
"""Of every part: the number of layers of each block, or of the part itself where it is no stage."""


class TreeShape:
    """Changes at the ends of its lists only: what stays at its place keeps selection and expansion."""

    def __init__(self) -> None:
        self._parts: list[list[int] | int] = []

    def num_children(self, key: Key) -> int:
        if not key:
            return len(self._parts)
        part = self._parts[key[0]]
        if isinstance(part, int):
            return part if len(key) == 1 else 0
        if len(key) == 1:
            return len(part)
        return part[key[1]] if len(key) == 2 else 0

    def cuts(self, wanted: Outline) -> Iterator[tuple[Key, int]]:
        """Rows that keep fewer children, each with their number; each is to be `cut` before the next is asked for."""
        if len(self._parts) > len(wanted):
            yield (), len(wanted)
        for i, (part, goal) in enumerate(zip(self._parts, wanted, strict=False)):
            for key, (before, after) in _differences(i, part, goal):
                if after < before:
                    yield key, after

    def cut(self, key: Key, count: int) -> None:
        """Leaves the first `count` children."""
        if not key:
            del self._parts[count:]
        elif len(key) == 2:
            self._parts[key[0]][key[1]] = count
        elif isinstance(self._parts[key[0]], int):
            self._parts[key[0]] = count
        else:
            del self._parts[key[0]][count:]

    def additions(self, wanted: Outline) -> Iterator[tuple[Key, int]]:
        """Rows that get more children, each with their number; each is to be `add`ed before the next is asked for."""
        for i, (part, goal) in enumerate(zip(self._parts, wanted, strict=False)):
            if isinstance(part, int) != isinstance(goal, int):
                # Childless by now: it becomes the other kind unseen.
                self._parts[i] = part = 0 if isinstance(goal, int) else []
            for key, (before, after) in _differences(i, part, goal):
                if after > before:
                    yield key, after
        if len(self._parts) < len(wanted):
            yield (), len(wanted)

    def add(self, key: Key, wanted: Outline) -> None:
        """Gives a row the children that `wanted` has there."""
        if not key:
            missing = wanted[len(self._parts) :]
            self._parts += [part if isinstance(part, int) else list(part) for part in missing]
        elif len(key) == 2:
            self._parts[key[0]][key[1]] = wanted[key[0]][key[1]]
        elif isinstance(self._parts[key[0]], int):
            self._parts[key[0]] = wanted[key[0]]
        else:
            self._parts[key[0]] += wanted[key[0]][len(self._parts[key[0]]) :]


def _differences(i: int, part: list[int] | int, goal: Sequence[int] | int) -> Iterator[tuple[Key, tuple[int, int]]]:
    """(key, (children before, after)) of a part and of the blocks that it keeps."""
    if isinstance(part, int) or isinstance(goal, int):
        is_alike = isinstance(part, int) and isinstance(goal, int)
        before = part if isinstance(part, int) else len(part)
        yield (i,), (before, goal if is_alike else 0)
    elif tuple(part) != goal:
        yield (i,), (len(part), len(goal))
        for j, counts in enumerate(zip(part, goal, strict=False)):
            yield (i, j), counts
