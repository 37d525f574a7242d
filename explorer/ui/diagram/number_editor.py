"""A number of the picture while it is typed, in its place."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QToolTip, QWidget

from explorer.ui.editor.controls import IntegerBox
from models.rules import Range

LEAST_WIDTH, LEAST_HEIGHT = 76, 26


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
        self._close()

    def _commit(self) -> None:
        if not self._is_open or (self.hasFocus() and not self.is_readable):
            return
        field, value = self.field, self.value()
        changed = value != self._begun_with
        self._close()
        if changed:
            self.committed.emit(field, value)

    def _explain(self, problem: str) -> None:
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), problem, self)

    def _close(self) -> None:
        if not self._is_open:
            return
        self._is_open = False
        had_focus = self.hasFocus()
        self.hide()
        if had_focus:
            self.parentWidget().setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()
