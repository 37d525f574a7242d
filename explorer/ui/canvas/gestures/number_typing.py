"""Numbers of the network changed in its figure: in steps by wheel, keys and handles, or typed in their place."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QFrame, QToolButton, QToolTip, QWidget

from explorer.experiment.field_path import count_path, get_field, legal_range, stepped, width_path
from explorer.figure.figure import FOLD, Spot
from explorer.ui.canvas.gestures.diagram_view import DiagramView
from explorer.ui.canvas.items.network_scene import NetworkScene
from explorer.ui.canvas.items.part_item import PartItem
from explorer.ui.forms.controls import IntegerBox
from explorer.ui.forms.fields import part_sections
from explorer.ui.layout import icon_button, label, row
from explorer.ui.network_parts import kind_of
from models.config import NetworkConfig
from models.field import Range

LEAST_WIDTH, LEAST_HEIGHT = 76, 26
"""Pixels of the box in which a number is typed."""
LEAVE_DELAY = 250
"""Milliseconds that the handles stay when the mouse is on its way to them."""
BUTTON = 20
OVERLAP = 6
"""Of the band, whose last line is to be read."""


class NumberTyping(QObject):
    """Asks for another value of a field of the network, which `set_network` gives."""

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
        view.turned.connect(self._step_at)
        view.moved.connect(self._close_moved)
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
        if item is None or (count is None and width is None):
            self.handles.leave()
            return
        self.handles.show_for(part, count, width, self._place(item, item.band))
        self._limit_handles()

    def close(self) -> None:
        """Gives up what is typed."""
        if self.editor is not None:
            self.editor.close_unchanged()

    def step(self, part: str, steps: int, *, width: bool) -> None:
        """Changes the count of a part, or its width."""
        network, path = self._network, self._path(part, width)
        if network is None or path is None:
            return
        value = stepped(network, path, steps)
        if value != get_field(network, path):
            self.fieldEdited.emit(path, value)

    def step_selected(self, steps: int, *, width: bool) -> None:
        """Changes the count of the selected part, or its width."""
        self.step(self._scene.selected, steps, width=width)

    def open_selected(self, *, width: bool) -> None:
        """Lets a person type the count of the selected part, or its width."""
        part = self._scene.selected
        item, path = self._scene.parts.get(part), self._path(part, width)
        if item is None:
            return
        spot = next((spot for spot in item.figure.spots if spot.name == path), None)
        if spot is not None:
            self.open_spot(item, spot)

    def open_spot(self, item: PartItem, spot: Spot) -> None:
        """Lets a person type the number that stands at a spot."""
        network = self._network
        if network is None or spot.name == FOLD or not self._exists(spot.name):
            return
        self.close()
        self.handles.hide()
        self._view.show_area(item.mapRectToScene(item.area_of(spot)))
        value = get_field(network, spot.name)
        self.editor = NumberEditor(legal_range(network, spot.name), spot.name, value, self._view.viewport())
        self.editor.committed.connect(self.fieldEdited)
        self.editor.closed.connect(self._forget_editor)
        self.editor.open_at(self._place(item, item.area_of(spot)), _label(network, item.figure.name, spot.name))

    def _close_moved(self) -> None:
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
        network = self._network
        if network is None or path is None:
            return False, False
        value = get_field(network, path)
        return stepped(network, path, -1) != value, stepped(network, path, 1) != value

    def _place(self, item: PartItem, area: QRectF) -> QRect:
        return self._view.mapFromScene(item.mapRectToScene(area)).boundingRect()

    def _forget_editor(self) -> None:
        self.editor = None

    def _step_at(self, position: QPointF, steps: int, with_shift: bool) -> None:
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
        """The figure may be that of an earlier network, which was legal."""
        part = path.rpartition(".")[0] or "head"
        return path in (self._path(part, False), self._path(part, True))


def _label(network: NetworkConfig, part: str, path: str) -> str:
    """What a screen reader calls a field of a part."""
    fields = (field for section in part_sections(kind_of(network, part)) for field in section.fields)
    return next(field.label for field in fields if field.path(part) == path)


class NumberEditor(IntegerBox):
    """Opens over a number; Enter or a click elsewhere takes what is typed, Escape leaves it as it was. A text that is
    no number stays open at Enter."""

    committed = Signal(str, object)
    """Path of the field, and its new value."""
    closed = Signal()
    """Before `committed`, and where nothing is committed."""

    def __init__(self, legal: Range, field: str, value: int, parent: QWidget) -> None:
        super().__init__(legal, parent=parent)
        self._view = parent
        self.field = field
        self._is_open = True
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.UpDownArrows)
        self.set_value(value)
        self._first_value = value
        self.editingFinished.connect(self._commit)
        self.problemChanged.connect(self._explain)

    def open_at(self, place: QRect, name: str) -> None:
        """Shows it over `place` (in the parent), called `name`, everything selected."""
        self.setAccessibleName(name)
        self.resize(max(LEAST_WIDTH, place.width()), max(LEAST_HEIGHT, place.height()))
        wanted = place.center() - self.rect().center()
        room = self._view.rect()
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
            self._view.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def _commit(self) -> None:
        if not self._is_open or (self.hasFocus() and not self.is_readable):
            return
        value = self.value()
        self.close_unchanged()
        if value != self._first_value:
            self.committed.emit(self.field, value)

    def _explain(self, problem: str) -> None:
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), problem, self)


class PartHandles(QFrame):
    """Stands on the lower edge of a part's band. Whoever uses it clicks again and again: then it stays where it is."""

    stepRequested = Signal(str, int, bool)
    """Part, a step up or down, and whether of its width rather than its count."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.setProperty("role", "handles")
        self._part = ""
        self._leave = QTimer(self, singleShot=True, interval=LEAVE_DELAY)
        self._leave.timeout.connect(self.hide)
        self._count, self._width = (_Pair(self, width=width) for width in (False, True))
        self.setLayout(row(self._count, self._width, spacing=8, margins=(7, 1, 3, 1)))
        for pair in (self._count, self._width):
            pair.stepRequested.connect(self._request_step)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    @property
    def part(self) -> str:
        """Whose handles are shown; nothing where none are."""
        return "" if self.isHidden() else self._part

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """Fewer, more, narrower, wider."""
        return *self._count.buttons, *self._width.buttons

    def show_for(self, part: str, count: str | None, width: str | None, place: QRect) -> None:
        """Shows the handles of a part whose band is at `place` (in the parent): paths of its fields, or None."""
        self._leave.stop()
        if part == self.part:
            return
        self._part = part
        for pair, path in ((self._count, count), (self._width, width)):
            pair.set_words(None if path is None else self._words(path.rpartition(".")[2]))
        self.adjustSize()
        self.move(self._fitted(place))
        self.show()
        self.raise_()

    def set_limits(self, count: tuple[bool, bool], width: tuple[bool, bool]) -> None:
        """Whether there is a step down and one up."""
        self._count.set_limits(*count)
        self._width.set_limits(*width)

    def leave(self) -> None:
        """The mouse is on no part any more: unless it is here, the handles go, after a while."""
        if not self.isHidden() and not self.underMouse():
            self._leave.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._leave.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._leave.start()

    def _fitted(self, place: QRect) -> QPoint:
        room = self._view.rect()
        x = round(place.center().x() - self.width() / 2)
        y = place.bottom() - OVERLAP
        return QPoint(max(0, min(x, room.width() - self.width())), max(0, min(y, room.height() - self.height())))

    def _request_step(self, step: int, width: bool) -> None:
        self.stepRequested.emit(self._part, step, width)

    def _words(self, field: str) -> tuple[str, str, str]:
        """The name of a field, and what its two buttons do."""
        return {
            "blocks": (self.tr("blocks"), self.tr("One block fewer (-)"), self.tr("One block more (+)")),
            "layers": (self.tr("layers"), self.tr("One layer fewer (-)"), self.tr("One layer more (+)")),
            "width": (self.tr("width"), self.tr("Narrower (Alt+-)"), self.tr("Wider (Alt++)")),
            "growth_rate": (
                self.tr("k"),
                self.tr("A smaller growth rate (Alt+-)"),
                self.tr("A larger growth rate (Alt++)"),
            ),
            "channels": (self.tr("channels"), self.tr("Fewer channels (Alt+-)"), self.tr("More channels (Alt++)")),
            "num_classes": (self.tr("classes"), self.tr("One class fewer (-)"), self.tr("One class more (+)")),
        }[field]


class _Pair(QWidget):
    """The name of a number with a minus and a plus."""

    stepRequested = Signal(int, bool)

    def __init__(self, parent: QWidget, *, width: bool) -> None:
        super().__init__(parent)
        self._name = label("", "caption")
        self.buttons = _round_button("minus"), _round_button("add")
        self._row = row(self._name, 2, *self.buttons, spacing=1)
        self.setLayout(self._row)
        for button, step in zip(self.buttons, (-1, 1), strict=True):
            button.clicked.connect(lambda _, step=step: self.stepRequested.emit(step, width))

    def set_words(self, words: tuple[str, str, str] | None) -> None:
        """Shows the pair for a field: its name, and what the buttons do; None: there is none."""
        self.setVisible(words is not None)
        if words is None:
            return
        self._name.setText(words[0])
        for button, text in zip(self.buttons, words[1:], strict=True):
            button.setToolTip(text)
            button.setAccessibleName(text.partition(" (")[0])
        self._row.activate()

    def set_limits(self, has_less: bool, has_more: bool) -> None:
        for button, enabled in zip(self.buttons, (has_less, has_more), strict=True):
            button.setEnabled(enabled)


def _round_button(name: str) -> QToolButton:
    button = icon_button(name, "", role="handle", side=12)
    button.setFixedSize(BUTTON, BUTTON)
    button.setAutoRepeat(True)
    # The canvas keeps the keyboard: there the same is + and -, with Alt the width.
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
