"""The controls of a form, one class a kind of field. Each has `edited`, `set_value` and `value`.

A value that is set from outside makes no control emit, and leaves the text that a person is typing if it is of the same
value.
"""

import math
import re
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QSlider, QWidget
from shiboken6 import isValid

from explorer.ui.language import in_words
from explorer.ui.layout import restyle, row, styled
from models.field import Range
from models.sentence import say

TEXT_MARGINS = (6, 0, 0, 0)
MOST_DIGITS = 18
"""Longer numbers are slips of the keyboard, and few formats hold them."""
TYPED_FOCUS = Qt.FocusPolicy.StrongFocus
"""Qt's own policy gives a control the focus before it hands it a real turn of the wheel."""
Entered = TypeVar("Entered")
GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+")


class TypedBox(Generic[Entered]):
    """A box in which a value is typed: the text stays as it was typed, and a problem with it is marked and explained.
    If it cannot be read, the value before stays."""

    _value: Entered

    def _watch(self, box: QLineEdit | QAbstractSpinBox, line: QLineEdit, *signals: SignalInstance) -> None:
        """Reads what is typed into the line of a box, this object as a widget; emits its `edited`, `problemChanged`."""
        self._line, (self._edited, self._problem_changed) = line, signals
        self.problem = ""
        """What is wrong with the text, in words; empty where nothing is."""
        box.setMinimumWidth(90)
        line.textEdited.connect(self._read)
        box.editingFinished.connect(self._tidy)
        self._problem_changed.connect(lambda problem: restyle(box, issue=bool(problem)))

    def _parsed(self, text: str) -> Entered | None:
        """The value of a text; None where it cannot be read."""
        raise NotImplementedError

    def _text(self, value: Entered) -> str:
        raise NotImplementedError

    def _problem(self, text: str, value: Entered | None) -> str:
        raise NotImplementedError

    @property
    def is_readable(self) -> bool:
        """Whether the text is that of a value, legal or not."""
        text = self._line.text()
        return not text.strip() or self._parsed(text) is not None

    def value(self) -> Entered:
        return self._value

    def set_value(self, value: Any) -> None:
        if value != self._value:
            self._value = value
            self._write_value()

    def enter(self, value: Entered) -> None:
        """Takes a value as if a person had typed it."""
        self._read(self._text(value))
        self._tidy()

    def _read(self, text: str) -> None:
        value = self._parsed(text)
        self._update_problem(text, value)
        if value is not None and value != self._value:
            self._value = value
            self._edited.emit(value)

    def _tidy(self) -> None:
        # A box that is being deleted loses the focus last.
        if isValid(self._line) and self.is_readable:
            self._write_value()

    def _write_value(self) -> None:
        text = self._text(self._value)
        if text != self._line.text():
            self._line.setText(text)
        self._update_problem(text, self._value)

    def _update_problem(self, text: str, value: Entered | None) -> None:
        problem = self._problem(text, value) if text.strip() else ""
        if problem != self.problem:
            self.problem = problem
            self._problem_changed.emit(problem)


class NumberBox(TypedBox[float], QAbstractSpinBox):
    """A number with as many digits as it has. It can be typed beyond its range, where it must be seen to be corrected;
    steps stay within."""

    edited = Signal(object)
    problemChanged = Signal(str)

    def __init__(self, legal: Range, step: float = 1, /, *, is_whole: bool = False, **properties: object) -> None:
        super().__init__()
        self.legal, self.step, self.is_whole = legal, step, is_whole
        self._value = max(0, legal.start)
        # Events of a new parent ask for what is above.
        styled(self, **properties)
        self.setFocusPolicy(TYPED_FOCUS)
        # The style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(*TEXT_MARGINS)
        self._watch(self, self.lineEdit(), self.edited, self.problemChanged)
        self._write_value()

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()

    def stepBy(self, steps: int) -> None:
        value = round(self._value + steps * self.step, 12)
        start, end = self.legal.start, self.legal.end
        value = min(max(value, start), end)
        if self.legal.holds(value) and (steps < 0) == (value < self._value):
            self.enter(int(value) if self.is_whole else value)
            self.selectAll()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        flags = QAbstractSpinBox.StepEnabledFlag
        down = flags.StepDownEnabled if self._value > self.legal.start else flags.StepNone
        return down | (flags.StepUpEnabled if self._value < self.legal.end else flags.StepNone)

    def event(self, event: QEvent) -> bool:
        # Undo and redo are the window's: the field's own would leave the document behind.
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (event.matches(undo) or event.matches(redo))
        ):
            event.ignore()
            return False
        return super().event(event)

    def _parsed(self, text: str) -> float | None:
        text = text.strip()
        if GROUPED.fullmatch(text):
            text = text.replace(",", "")
        if len(text) > MOST_DIGITS or "_" in text:
            return None
        try:
            number = int(text) if self.is_whole else float(text)
        except ValueError:
            return None
        return number if math.isfinite(number) else None

    def _text(self, value: float) -> str:
        return str(int(value)) if self.is_whole else f"{value:.12g}"

    def _problem(self, text: str, value: float | None) -> str:
        if value is None:
            expected = self.tr("“{}” is not a whole number.") if self.is_whole else self.tr("“{}” is not a number.")
            return expected.format(text)
        if self.legal.holds(value):
            return ""
        return in_words(self.legal.refusal(say("the value"), value))


class IntegerBox(NumberBox):
    """A whole number."""

    def __init__(self, legal: Range, **properties: object) -> None:
        super().__init__(legal, is_whole=True, **properties)


class NumbersBox(TypedBox[tuple[float, ...]], QLineEdit):
    """A few numbers with commas between them."""

    edited = Signal(object)
    problemChanged = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._value: tuple[float, ...] = ()
        self._watch(self, self, self.edited, self.problemChanged)

    def _write_value(self) -> None:
        super()._write_value()
        # Where there is no room for all, the first ones are seen.
        self.setCursorPosition(0)

    def _text(self, value: tuple[float, ...]) -> str:
        return ", ".join(f"{number:.12g}" for number in value)

    def _problem(self, text: str, value: tuple[float, ...] | None) -> str:
        return self.tr("“{}” is no list of numbers like 0.5, 0.75.").format(text) if value is None else ""

    def _parsed(self, text: str) -> tuple[float, ...] | None:
        """The numbers of a text, or None where it is no list of numbers."""
        parts = [part.strip() for part in text.split(",")]
        try:
            numbers = tuple(float(part) for part in parts if part)
        except ValueError:
            return None
        return numbers if all(map(math.isfinite, numbers)) else None


class Slider(QSlider):
    """A slider that leaves the wheel to what scrolls, until it is chosen."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setFocusPolicy(TYPED_FOCUS)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class ComboBox(QComboBox):
    """A combo box that leaves the wheel to what scrolls, until it is chosen."""

    def __init__(self, parent: QWidget | None = None, **properties: object) -> None:
        super().__init__(parent)
        styled(self, **properties)
        self.setFocusPolicy(TYPED_FOCUS)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class ChoiceBox(ComboBox):
    """One of several named choices."""

    edited = Signal(object)

    def __init__(self, choices: Iterable[tuple[str | None, str]], **properties: object) -> None:
        """`choices` are (value, label)."""
        narrow = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        super().__init__()
        styled(self, **{"sizeAdjustPolicy": narrow, "minimumWidth": 90, **properties})
        for value, label in choices:
            self.addItem(label, value)
        self.activated.connect(lambda index: self.edited.emit(self.itemData(index)))

    def value(self) -> str | None:
        return self.currentData()

    def set_value(self, value: str | None) -> None:
        if value != self.value():
            self.setCurrentIndex(self.findData(value))

    def set_choosable(self, value: str, is_choosable: bool) -> None:
        """Greys out the choice of a value, or offers it again."""
        model = self.model()
        assert isinstance(model, QStandardItemModel), "no other model is ever set"
        model.item(self.findData(value)).setEnabled(is_choosable)


class Switch(QCheckBox):
    """Yes or no."""

    edited = Signal(object)

    def __init__(self, text: str, **properties: object) -> None:
        super().__init__(text)
        styled(self, **properties)
        self.clicked.connect(lambda is_on: self.edited.emit(is_on))

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        self.setChecked(value)


class OptionalBox(QWidget):
    """A number or None: a check box, and the box of the number, which keeps its value while it is off."""

    edited = Signal(object)

    def __init__(self, box: NumberBox | NumbersBox, default: float | tuple[float, ...], name: str) -> None:
        super().__init__()
        self.check, self.box = styled(QCheckBox(), accessibleName=name), box
        self.box.setAccessibleName(name)
        self.box.set_value(default)
        self.box.setEnabled(False)
        self.setLayout(row(self.check, (self.box, 1), spacing=0))
        self.setFocusProxy(self.check)
        self.check.clicked.connect(self._switch)
        self.box.edited.connect(self.edited)

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
