"""The selection in the figure, by mouse or step by step with keys: a part, and perhaps a block in it."""

from PySide6.QtCore import QCoreApplication, QObject, QPointF, Signal

from explorer.ui.actions import keys_text
from explorer.ui.canvas.gestures.diagram_view import DiagramView
from explorer.ui.canvas.items.network_scene import NetworkScene


class DiagramSelection(QObject):
    """Shows the selection in the scene; emits only what a person chose here."""

    partSelected = Signal(str)
    blockSelected = Signal(str, int)
    """A part, and the position of one of its blocks; `partSelected` comes first."""

    def __init__(self, view: DiagramView, scene: NetworkScene) -> None:
        super().__init__(view)
        self._view = view
        self._scene = scene

    def show(self, part: str, block: int | None) -> None:
        """Highlights a part, and perhaps a block in it."""
        if (part, block) == (self._scene.selected, self._scene.selected_block):
            return
        self._scene.select(part, block)
        item = self._scene.parts.get(part)
        if item is not None:
            area = item.band if block is None else item.area_of_block(block)
            self._view.show_area(item.mapRectToScene(area))
        self.describe()

    def describe(self) -> None:
        """What a screen reader says: what is selected, then what the keys do."""
        item, block = self._scene.parts.get(self._scene.selected), self._scene.selected_block
        words = [] if item is None else [f"{item.figure.title}, {item.figure.subtitle}."]
        if item is not None and item.change is not None and item.change.tag:
            words.append(f"{item.change.tag}.")
        if block is not None:
            words.append(QCoreApplication.translate("NetworkDiagram", "Block {}.").format(block + 1))
        self._view.setAccessibleDescription(" ".join([*words, keys_text(self._view.actions())]))

    def choose(self, part: str) -> None:
        self.show(part, None)
        self.partSelected.emit(part)

    def choose_block(self, part: str, block: int) -> None:
        """Emits the part first: its slots reset the block."""
        self.show(part, block)
        self.partSelected.emit(part)
        self.show(part, block)
        self.blockSelected.emit(part, block)

    def choose_at(self, position: QPointF) -> None:
        """The block at a place of the scene, or the part where there is none."""
        item, block, unit = self._scene.block_at(position)
        if item is None or not self._scene.is_current(item.figure.name):
            return
        in_header = item.is_in_header(item.mapFromScene(position))
        if block is None or item.figure.name == "input" or in_header or self._scene.spot_at(position)[1]:
            self.choose(item.figure.name)
        else:
            self.choose_block(item.figure.name, block.first if unit is None else unit)

    def step(self, by: int) -> None:
        """To the part so many places further on."""
        names = self._scene.current_parts
        selected = self._scene.selected
        at = names.index(selected) + by if selected in names else 0
        if 0 <= at < len(names):
            self.choose(names[at])

    def choose_end(self, place: int) -> None:
        """The first part (0) or the last one (-1)."""
        names = self._scene.current_parts
        if names:
            self.choose(names[place])

    def step_block(self, by: int) -> None:
        """To the next block; before the first one stands the part as a whole."""
        part, block = self._scene.selected, self._scene.selected_block
        if part not in self._scene.current_parts or part == "input":
            return
        last = self._scene.parts[part].figure.blocks[-1]
        wanted = (-1 if block is None else block) + by
        if wanted == -1 and block is not None:
            self.choose(part)
        elif 0 <= wanted < last.first + last.count:
            self.choose_block(part, wanted)
