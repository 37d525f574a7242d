"""The controls of a form, one class a kind of field. Each has `edited`, `set_value` and `value`.

A value that comes from outside never makes a control speak, and never disturbs the text that a person is typing where
it says the same.
"""

import math
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from models.rules import Range

INT_LIMIT = 2**31 - 1
TEXT_MARGINS = (6, 0, 0, 0)


class WheelGuard:
    """Scrolls the form, not the value, where the control is not being edited."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberField(WheelGuard):
    """What both boxes of numbers have in common."""

    def _prepare(self) -> None:
        self.setMinimumWidth(90)
        # The style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(*TEXT_MARGINS)
        self.valueChanged.connect(self.edited.emit)

    def event(self, event: QEvent) -> bool:
        # Undo and redo are the window's: the field's own would leave the document behind.
        if event.type() == QEvent.Type.ShortcutOverride and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)


class IntegerBox(NumberField, QSpinBox):
    """An integer. A file's value outside the range widens it: it must be seen to be corrected."""

    edited = Signal(object)

    def __init__(self, legal: Range, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(int(legal.start), int(legal.end))
        self._prepare()

    def set_value(self, value: int) -> None:
        value = max(-INT_LIMIT, min(value, INT_LIMIT))
        if value == self.value():
            return
        blocked = self.blockSignals(True)
        # Another range has everything around laid out again.
        if not self.minimum() <= value <= self.maximum():
            self.setRange(min(self.minimum(), value), max(self.maximum(), value))
        self.setValue(value)
        self.blockSignals(blocked)


class NumberBox(NumberField, QDoubleSpinBox):
    """A number with as many digits as it has, and no more."""

    edited = Signal(object)

    def __init__(self, legal: Range, step: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(6)
        self.setRange(legal.start, legal.end)
        self.setSingleStep(step)
        self._prepare()

    def set_value(self, value: float) -> None:
        if value == self.value():
            return
        blocked = self.blockSignals(True)
        # Another range has everything around laid out again.
        if not self.minimum() <= value <= self.maximum():
            self.setRange(min(self.minimum(), value), max(self.maximum(), value))
        self.setValue(value)
        self.blockSignals(blocked)

    def textFromValue(self, value: float) -> str:
        return f"{value:.6g}"


class NumbersBox(QLineEdit):
    """A few numbers with commas between them. It speaks while the text can be read as such, and what can't be is put
    back when it is left."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers: tuple[float, ...] = ()
        self.setMinimumWidth(90)
        self.textEdited.connect(self._tell)
        self.editingFinished.connect(self._show)

    def value(self) -> tuple[float, ...]:
        return self._numbers

    def set_value(self, numbers: tuple[float, ...]) -> None:
        if numbers != self._numbers:
            self._numbers = numbers
            self._show()

    def _tell(self, text: str) -> None:
        numbers = _parsed(text)
        if numbers is not None and numbers != self._numbers:
            self._numbers = numbers
            self.edited.emit(numbers)

    def _show(self) -> None:
        self.setText(", ".join(f"{number:.6g}" for number in self._numbers))
        # Where there is no room for all, the first ones are seen.
        self.setCursorPosition(0)


class ChoiceBox(WheelGuard, QComboBox):
    """One of several named choices."""

    edited = Signal(object)

    def __init__(self, choices: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        """`choices` are (value, label)."""
        super().__init__(parent)
        for value, label in choices:
            self.addItem(label, value)
        self.setMinimumWidth(90)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda index: self.edited.emit(self.itemData(index)))

    def value(self) -> str:
        return self.currentData()

    def set_value(self, value: str) -> None:
        if value != self.value():
            self.setCurrentIndex(self.findData(value))


class Switch(QCheckBox):
    """Yes or no."""

    edited = Signal(object)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.clicked.connect(self._tell)

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        self.setChecked(value)

    def _tell(self, is_on: bool) -> None:
        self.edited.emit(is_on)


class OptionalBox(QWidget):
    """A number or None: a check box, and the box of the number, which keeps its value while it is off."""

    edited = Signal(object)

    def __init__(
        self,
        box: IntegerBox | NumberBox | NumbersBox,
        default: float | tuple[float, ...],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.check, self.box = QCheckBox(self), box
        self.set_name(name)
        self.box.set_value(default)
        self.box.setEnabled(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.check)
        layout.addWidget(self.box, 1)
        self.setFocusProxy(self.check)
        self.check.clicked.connect(self._switch)
        self.box.edited.connect(self.edited)

    def set_name(self, name: str) -> None:
        """What is switched on and entered, for screen readers."""
        self.check.setAccessibleName(name)
        self.box.setAccessibleName(name)

    def value(self) -> Any:
        return self.box.value() if self.check.isChecked() else None

    def set_value(self, value: float | tuple[float, ...] | None) -> None:
        self.check.setChecked(value is not None)
        self.box.setEnabled(value is not None)
        if value is not None:
            self.box.set_value(value)

    def _switch(self, is_on: bool) -> None:
        self.box.setEnabled(is_on)
        self.edited.emit(self.value())


def _parsed(text: str) -> tuple[float, ...] | None:
    """The numbers of a text, or None where it is no list of numbers."""
    parts = [part.strip() for part in text.split(",")]
    try:
        numbers = tuple(float(part) for part in parts if part)
    except ValueError:
        return None
    return numbers if all(map(math.isfinite, numbers)) else None


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
