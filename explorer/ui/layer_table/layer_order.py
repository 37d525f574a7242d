"""Which layers are shown, and in which order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from models.summary import LayerRow


@dataclass(frozen=True, slots=True)
class LayerOrder:
    """Layers that hold all words, sorted. Qt's own sorting asks the model in every comparison: 200 times slower."""

    words: tuple[str, ...] = ()
    key: Callable[[LayerRow], Any] | None = None
    """None: the order in which the layers run."""
    descending: bool = False

    def positions(self, rows: Sequence[LayerRow]) -> Sequence[int]:
        """Positions of the shown rows; equal ones stay in the order in which they run."""
        if not self.words and self.key is None:
            return range(len(rows))
        listed = list(rows)
        shown = [i for i, row in enumerate(listed) if self._holds(row)]
        if self.key is not None:
            keys = [self.key(row) for row in listed]
            shown.sort(key=keys.__getitem__, reverse=self.descending)
        return shown

    def _holds(self, row: LayerRow) -> bool:
        if not self.words:
            return True
        text = f"{row.name} {row.type} {'x'.join(map(str, row.output_shape))}".lower()
        return all(word in text for word in self.words)


def words_of(text: str) -> tuple[str, ...]:
    """The words that a person filters by; shapes may be written with x or ×."""
    return tuple(text.lower().replace(" × ", "x").replace("×", "x").split())
