"""Which stages of the figure are unfolded: their equal blocks drawn side by side, not once."""

from PySide6.QtCore import QObject, Signal

from explorer.ui.canvas.items.network_scene import NetworkScene
from explorer.ui.network_parts import stage_index
from models.config import StageConfig


class StageFolds(QObject):
    """Folds and unfolds stages that have repeats."""

    changed = Signal(object)
    """The PartItem that a person looks at; None where nothing is drawn."""

    def __init__(self, scene: NetworkScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self.unfolded: frozenset[int] = frozenset()
        """Indices of stages."""

    @property
    def is_possible(self) -> bool:
        """Whether anything repeats."""
        return any(item.figure.folds for item in self._scene.parts.values())

    def toggle(self, part: str) -> None:
        """Draws the repeats of a stage side by side, or once; other parts have none."""
        item, stage = self._scene.parts.get(part), stage_index(part)
        if item is not None and item.figure.folds and stage is not None:
            self.unfolded ^= {stage}
            self.changed.emit(item)

    def toggle_selected(self) -> None:
        """Draws the repeats of the selected stage side by side, or once."""
        self.toggle(self._scene.selected)

    def toggle_all(self) -> None:
        """Folds everything where something is unfolded, else unfolds everything."""
        parts = self._scene.parts
        folding = (stage_index(name) for name, item in parts.items() if item.figure.folds)
        self.unfolded = frozenset() if self.unfolded else frozenset(index for index in folding if index is not None)
        self.changed.emit(parts.get(self._scene.selected) or parts.get("input"))

    def track(self, old: tuple[StageConfig, ...], new: tuple[StageConfig, ...]) -> None:
        """Stays with stages that an edit has moved: those are seen by their configs, which it leaves alone."""
        if len(old) == len(new) and sum(a is not b for a, b in zip(old, new, strict=True)) <= 1:
            return
        places = {id(stage): place for place, stage in reversed(list(enumerate(new)))}
        self.unfolded = frozenset(
            places[id(stage)] for at, stage in enumerate(old) if at in self.unfolded and id(stage) in places
        )
