"""Small buttons over the part under the mouse: fewer or more blocks, narrower or wider."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from explorer.ui.parts import icon_button, label, row

PATIENCE = 250
"""Milliseconds that they stay when the mouse is on its way to them."""
BUTTON = 20
OVERLAP = 6
"""Of the band, whose last line is to be read."""


class PartHandles(QFrame):
    """Stands on the lower edge of a part's band. Whoever uses it clicks again and again: then it stays where it is."""

    stepRequested = Signal(str, int, bool)
    """Part, a step up or down, and whether of its width rather than its count."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "handles")
        self._part = ""
        self._leave = QTimer(self, singleShot=True, interval=PATIENCE)
        self._leave.timeout.connect(self.hide)
        self._count, self._width = (_Pair(self, width=width) for width in (False, True))
        self.setLayout(row(self._count, self._width, spacing=8, margins=(7, 1, 3, 1)))
        for pair in (self._count, self._width):
            pair.stepRequested.connect(self._pass_on)
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
        """Shows the handles of a part whose band stands at `place` (in the parent): names of its fields, or None."""
        self._leave.stop()
        if part == self.part:
            return
        self._part = part
        for pair, field in ((self._count, count), (self._width, width)):
            pair.set_field(field)
            pair.layout().activate()
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
        room = self.parentWidget().rect()
        x = round(place.center().x() - self.width() / 2)
        y = place.bottom() - OVERLAP
        return QPoint(max(0, min(x, room.width() - self.width())), max(0, min(y, room.height() - self.height())))

    def _pass_on(self, step: int, width: bool) -> None:
        self.stepRequested.emit(self._part, step, width)


class _Pair(QWidget):
    """The name of a number with a minus and a plus."""

    stepRequested = Signal(int, bool)

    def __init__(self, parent: QWidget, *, width: bool) -> None:
        super().__init__(parent)
        self._name = label("", "caption")
        self.buttons = _round_button("minus"), _round_button("add")
        self.setLayout(row(self._name, 2, *self.buttons, spacing=1))
        for button, step in zip(self.buttons, (-1, 1), strict=True):
            button.clicked.connect(lambda _, step=step: self.stepRequested.emit(step, width))

    def set_field(self, name: str | None) -> None:
        """Shows the pair for a field; None: there is none."""
        self.setVisible(name is not None)
        if name is None:
            return
        words, fewer, more = _words(name)
        self._name.setText(words)
        for button, text in zip(self.buttons, (fewer, more), strict=True):
            button.setToolTip(text)
            button.setAccessibleName(text.partition(" (")[0])

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


def _words(field: str) -> tuple[str, str, str]:
    """The name of a field, and what its two buttons do."""
    translate = QCoreApplication.translate
    return {
        "blocks": (
            translate("PartHandles", "blocks"),
            translate("PartHandles", "One block fewer (-)"),
            translate("PartHandles", "One block more (+)"),
        ),
        "layers": (
            translate("PartHandles", "layers"),
            translate("PartHandles", "One layer fewer (-)"),
            translate("PartHandles", "One layer more (+)"),
        ),
        "width": (
            translate("PartHandles", "width"),
            translate("PartHandles", "Narrower (Alt+-)"),
            translate("PartHandles", "Wider (Alt++)"),
        ),
        "growth_rate": (
            translate("PartHandles", "k"),
            translate("PartHandles", "A smaller growth rate (Alt+-)"),
            translate("PartHandles", "A larger growth rate (Alt++)"),
        ),
        "channels": (
            translate("PartHandles", "channels"),
            translate("PartHandles", "Fewer channels (Alt+-)"),
            translate("PartHandles", "More channels (Alt++)"),
        ),
        "num_classes": (
            translate("PartHandles", "classes"),
            translate("PartHandles", "One class fewer (-)"),
            translate("PartHandles", "One class more (+)"),
        ),
    }[field]
