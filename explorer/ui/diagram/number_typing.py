"""Numbers of the network changed in its picture: in steps by wheel and keys, or typed in their place."""

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRect, Signal

from explorer.experiment.field_path import get_field
from explorer.experiment.field_step import count_path, legal_range, stepped, width_path
from explorer.ui.diagram.diagram_view import DiagramView
from explorer.ui.diagram.figure import FOLD, Spot
from explorer.ui.diagram.network_scene import NetworkScene
from explorer.ui.diagram.number_editor import NumberEditor
from explorer.ui.diagram.part_item import PartItem
from models.config import NetworkConfig

translate = QCoreApplication.translate


class NumberTyping(QObject):
    """Asks for another value of a field; the network itself is told by `set_network`."""

    fieldEdited = Signal(str, object)
    """Path in the network config, and the value."""

    def __init__(self, view: DiagramView, scene: NetworkScene) -> None:
        super().__init__(view)
        self._view = view
        self._scene = scene
        self._network: NetworkConfig | None = None
        self._editor: NumberEditor | None = None
        view.turned.connect(self._turn)
        view.moved.connect(self.close)

    @property
    def editor(self) -> NumberEditor | None:
        """The box in which a number is typed."""
        return self._editor

    def set_network(self, network: NetworkConfig) -> None:
        """The network as it is, legal or not."""
        self._network = network
        self.close()

    def close(self) -> None:
        """Gives up what is typed."""
        if self._editor is not None:
            self._editor.close_unchanged()

    def step(self, part: str, steps: int, *, width: bool) -> None:
        """Changes the count of a part, or its width."""
        path = self._path(part, width)
        if path is None:
            return
        value = stepped(self._network, path, steps)
        if value != get_field(self._network, path):
            self.fieldEdited.emit(path, value)

    def open(self, part: str, *, width: bool) -> None:
        """Lets a person type the count of a part, or its width."""
        item, path = self._scene.parts.get(part), self._path(part, width)
        spot = None if item is None else next((spot for spot in item.figure.spots if spot.name == path), None)
        if spot is not None:
            self.open_spot(item, spot)

    def open_spot(self, item: PartItem, spot: Spot) -> None:
        """Lets a person type the number that stands at a spot."""
        if spot.name == FOLD or not self._exists(spot.name):
            return
        self.close()
        self._view.show_area(item.mapRectToScene(item.area_of(spot)))
        value = get_field(self._network, spot.name)
        self._editor = NumberEditor(legal_range(self._network, spot.name), spot.name, value, self._view.viewport())
        self._editor.committed.connect(self.fieldEdited)
        self._editor.closed.connect(self._forget)
        self._editor.open_at(self._place(item, spot), _name(spot.name))

    def _place(self, item: PartItem, spot: Spot) -> QRect:
        return self._view.mapFromScene(item.mapRectToScene(item.area_of(spot))).boundingRect()

    def _forget(self) -> None:
        self._editor = None

    def _turn(self, position: QPointF, steps: int, with_shift: bool) -> None:
        """A number under the mouse, or else the count of the part there, with Shift its width."""
        item, spot = self._scene.spot_at(position)
        if item is None:
            return
        part = item.figure.name
        on_width = spot is not None and self._network is not None and spot.name == width_path(self._network, part)
        self.step(part, steps, width=with_shift or on_width)

    def _path(self, part: str, width: bool) -> str | None:
        if self._network is None:
            return None
        return (width_path if width else count_path)(self._network, part)

    def _exists(self, path: str) -> bool:
        """The picture may be that of an earlier network, which was legal."""
        part = path.rpartition(".")[0] or "head"
        return path in (self._path(part, False), self._path(part, True))


def _name(path: str) -> str:
    """What a screen reader calls the field."""
    return {
        "blocks": translate("NetworkDiagram", "Blocks"),
        "layers": translate("NetworkDiagram", "Layers"),
        "width": translate("NetworkDiagram", "Width"),
        "growth_rate": translate("NetworkDiagram", "Growth rate k"),
        "channels": translate("NetworkDiagram", "Channels"),
        "num_classes": translate("NetworkDiagram", "Classes"),
    }[path.rpartition(".")[2]]
