"""Stages taken from one place of the picture to another, and new ones dropped into it."""

from PySide6.QtCore import QObject, QPointF, Signal

from explorer.ui.diagram.diagram_view import DiagramView
from explorer.ui.diagram.insertion_mark import InsertionMark, insertion_index
from explorer.ui.diagram.network_scene import NetworkScene

DRAGGED_OPACITY = 0.4


class StageDrag(QObject):
    """Shows where a stage would go, and asks for it when it is let go."""

    stageAddRequested = Signal(str, int)
    """The kind of stage, and the index that it should get."""
    stageMoveRequested = Signal(int, int)
    """From this index to that, as counted without it."""

    def __init__(self, view: DiagramView, scene: NetworkScene) -> None:
        super().__init__(view)
        self._scene = scene
        self._mark = InsertionMark()
        scene.addItem(self._mark)
        self._dragged: int | None = None
        view.grabbed.connect(self._grab)
        view.dragged.connect(self._drag)
        view.released.connect(self._release)
        view.drop_moved.connect(self._show_place)
        view.dropped.connect(self._drop)

    @property
    def place(self) -> InsertionMark:
        return self._mark

    def _grab(self, position: QPointF) -> None:
        item = self._scene.part_at(position)
        self._dragged = int(item.figure.name.partition(".")[2])
        item.setOpacity(DRAGGED_OPACITY)

    def _drag(self, position: QPointF) -> None:
        if self._dragged is not None:
            moves = self._target(position) != self._dragged
            self._show_place(position if moves else None)

    def _release(self, position: QPointF | None) -> None:
        dragged, self._dragged = self._dragged, None
        self._mark.hide()
        for item in self._scene.parts.values():
            item.setOpacity(1.0)
        if dragged is None or position is None:
            return
        target = self._target(position, dragged)
        if target != dragged:
            self.stageMoveRequested.emit(dragged, target)

    def _target(self, position: QPointF, dragged: int | None = None) -> int:
        dragged = self._dragged if dragged is None else dragged
        index = insertion_index(self._scene.figure, position.x())
        return index - 1 if index > dragged else index

    def _show_place(self, position: QPointF | None) -> None:
        if position is None or self._scene.figure is None:
            self._mark.hide()
        else:
            self._mark.show_at(self._scene.figure, insertion_index(self._scene.figure, position.x()))

    def _drop(self, position: QPointF, kind: str) -> None:
        figure = self._scene.figure
        self.stageAddRequested.emit(kind, 0 if figure is None else insertion_index(figure, position.x()))
