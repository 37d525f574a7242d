"""Numbers of the network changed in its figure: in steps by wheel, keys and handles, or typed in their place."""

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QToolTip, QWidget

from explorer.experiment.field_path import count_path, get_field, legal_range, stepped, width_path
from explorer.figure.figure import FOLD, Spot
from explorer.ui.canvas.gestures.diagram_view import DiagramView
from explorer.ui.canvas.items.network_scene import NetworkScene
from explorer.ui.canvas.items.part_handles import PartHandles
from explorer.ui.canvas.items.part_item import PartItem
from explorer.ui.forms.controls import IntegerBox
from explorer.ui.forms.fields import part_sections
from explorer.ui.network_parts import kind_of, part_of_field
from models.config import NetworkConfig
from models.field import Range

LEAST_WIDTH, LEAST_HEIGHT = 76, 26


class NumberTyping(QObject):
    """Asks for another value of a field; the network itself is told by `set_network`."""

    fieldEdited = Signal(str, object)
    """Path in the network config, and the value."""

    def __init__(self, view: DiagramView, scene: NetworkScene) -> None:
        super().__init__(view)
        self._view = view
        self._scene = scene
        self._network: NetworkConfig | None = None
        self.editor: NumberEditor | None = None
        """The box in which a number is typed."""
        # Beside the viewport: what stands in it is moved when it scrolls.
        self.handles = PartHandles(view)
        self.handles.stepRequested.connect(lambda part, step, width: self.step(part, step, width=width))
        view.turned.connect(self._turn)
        view.moved.connect(self._follow_view)
        view.grabbed.connect(lambda _: self.handles.hide())

    def set_network(self, network: NetworkConfig) -> None:
        """The network as it is, legal or not."""
        self._network = network
        self.close()
        self._limit_handles()

    def offer_handles(self, item: PartItem | None) -> None:
        """Shows the handles of the part under the mouse; None: there is none."""
        part = "" if item is None or self.editor is not None else item.figure.name
        count, width = (self._path(part, is_width) for is_width in (False, True))
        if count is None and width is None:
            self.handles.leave()
            return
        names = (path and path.rpartition(".")[2] for path in (count, width))
        self.handles.show_for(part, *names, self._place(item, item.band))
        self._limit_handles()

    def close(self) -> None:
        """Gives up what is typed."""
        if self.editor is not None:
            self.editor.close_unchanged()

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
        self.handles.hide()
        self._view.show_area(item.mapRectToScene(item.area_of(spot)))
        value = get_field(self._network, spot.name)
        self.editor = NumberEditor(legal_range(self._network, spot.name), spot.name, value, self._view.viewport())
        self.editor.committed.connect(self.fieldEdited)
        self.editor.closed.connect(self._forget)
        self.editor.open_at(self._place(item, item.area_of(spot)), self._label(spot.name))

    def _follow_view(self) -> None:
        self.close()
        # Where the mouse is on them an edit has moved the figure: they stay under it for the next click.
        if not self.handles.underMouse():
            self.handles.hide()

    def _limit_handles(self) -> None:
        part = self.handles.part
        if part:
            self.handles.set_limits(*(self._has_steps(self._path(part, width)) for width in (False, True)))

    def _has_steps(self, path: str | None) -> tuple[bool, bool]:
        """Whether a field can be made smaller, and larger."""
        if path is None:
            return False, False
        value = get_field(self._network, path)
        return stepped(self._network, path, -1) != value, stepped(self._network, path, 1) != value

    def _place(self, item: PartItem, area: QRectF) -> QRect:
        return self._view.mapFromScene(item.mapRectToScene(area)).boundingRect()

    def _forget(self) -> None:
        self.editor = None

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

    def _label(self, path: str) -> str:
        """What a screen reader calls the field."""
        part = part_of_field(path)
        fields = (field for section in part_sections(kind_of(self._network, part)) for field in section.fields)
        return next(field.label for field in fields if field.path(part) == path)

    def _exists(self, path: str) -> bool:
        """The figure may be that of an earlier network, which was legal."""
        part = path.rpartition(".")[0] or "head"
        return path in (self._path(part, False), self._path(part, True))


class NumberEditor(IntegerBox):
    """Opens over a number; Enter or a click elsewhere takes what is typed, Escape leaves it as it was. A text that is
    no number stays open at Enter."""

    committed = Signal(str, object)
    """Path of the field, and its new value."""
    closed = Signal()
    """Before `committed`, and where nothing is committed."""

    def __init__(self, legal: Range, field: str, value: int, parent: QWidget) -> None:
        super().__init__(legal, parent=parent)
        self.field = field
        self._is_open = True
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.UpDownArrows)
        self.set_value(value)
        self._begun_with = value
        self.editingFinished.connect(self._commit)
        self.problemChanged.connect(self._explain)

    def open_at(self, place: QRect, name: str) -> None:
        """Shows it over `place` (in the parent), called `name`, everything selected."""
        self.setAccessibleName(name)
        self.resize(max(LEAST_WIDTH, place.width()), max(LEAST_HEIGHT, place.height()))
        wanted = place.center() - self.rect().center()
        room = self.parentWidget().rect()
        x = min(max(wanted.x(), 0), max(0, room.width() - self.width()))
        y = min(max(wanted.y(), 0), max(0, room.height() - self.height()))
        self.move(x, y)
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_unchanged()
        else:
            super().keyPressEvent(event)
            # Keys that a spin box does not know would reach the canvas as commands.
            event.accept()

    def close_unchanged(self) -> None:
        if not self._is_open:
            return
        self._is_open = False
        had_focus = self.hasFocus()
        self.hide()
        if had_focus:
            self.parentWidget().setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def _commit(self) -> None:
        if not self._is_open or (self.hasFocus() and not self.is_readable):
            return
        value = self.value()
        self.close_unchanged()
        if value != self._begun_with:
            self.committed.emit(self.field, value)

    def _explain(self, problem: str) -> None:
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), problem, self)
