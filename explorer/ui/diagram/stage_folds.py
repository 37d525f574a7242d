"""Which stages are drawn out, their repeats side by side: remembered by place, and followed where stages move."""

from models.config import StageConfig


class StageFolds:
    """Everything is folded until a person unfolds it."""

    def __init__(self) -> None:
        self._unfolded: frozenset[int] = frozenset()

    @property
    def unfolded(self) -> frozenset[int]:
        """Indices of stages."""
        return self._unfolded

    def toggle(self, index: int) -> None:
        self._unfolded ^= {index}

    def unfold(self, indices: frozenset[int]) -> None:
        """Unfolds just these."""
        self._unfolded = indices

    def fold_all(self) -> None:
        self._unfolded = frozenset()

    def follow(self, old: tuple[StageConfig, ...], new: tuple[StageConfig, ...]) -> None:
        """Moves with the stages: where one has gone is seen by its config, which an edit of others leaves alone."""
        if len(old) == len(new) and sum(a is not b for a, b in zip(old, new, strict=True)) <= 1:
            return
        places = {id(stage): place for place, stage in reversed(list(enumerate(new)))}
        moved = (places.get(id(stage)) for place, stage in enumerate(old) if place in self._unfolded)
        self._unfolded = frozenset(place for place in moved if place is not None)
