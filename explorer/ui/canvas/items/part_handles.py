"""Small buttons over the part under the mouse: fewer or more blocks, narrower or wider."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from explorer.ui.layout import icon_button, label, row

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
            pair.set_words(field and self._words(field))
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
        self.setLayout(row(self._name, 2, *self.buttons, spacing=1))
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
