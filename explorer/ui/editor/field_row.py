"""One field of a form: its label, its control and, under it, why its value is not legal, or seldom meant."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from explorer.ui.editor.controls import ChoiceBox, IntegerBox, NumberBox, NumbersBox, OptionalBox, Switch, TypedBox
from explorer.ui.editor.form_plan import FieldPlan

Control = NumberBox | NumbersBox | ChoiceBox | Switch | OptionalBox

LABEL_SHARE = 0.38


class FieldRow(QWidget):
    """Shows a value, an issue and a reason to be disabled; says what a person enters."""

    edited = Signal(object)

    def __init__(self, plan: FieldPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self._reason: str | None = None
        self.control = make_control(plan)
        self._label = QLabel(plan.label, self)
        self._label.setBuddy(self.control)
        self._label.setMinimumWidth(1)
        self._issue, self._note = _remark("issue"), _remark("advice")
        self._message = ""
        # A switch carries its label itself.
        self._label.setVisible(plan.kind != "switch")
        self._lay_out()
        self._describe(None)
        self.control.edited.connect(self.edited)
        if isinstance(self._box, TypedBox):
            self._box.problemChanged.connect(self._show_issue)

    @property
    def issue(self) -> str:
        return self._issue.text()

    @property
    def note(self) -> str:
        return self._note.text()

    def set_value(self, value: Any) -> None:
        self.control.set_value(value)

    def set_issue(self, message: str) -> None:
        """Shows why the value is not legal; an empty text clears it."""
        self._message = message
        self._show_issue()

    def set_note(self, message: str) -> None:
        """Shows advice on a legal value; an empty text clears it."""
        if message != self._note.text():
            self._note.setText(message)
            self._note.setVisible(bool(message))

    def set_irrelevance(self, reason: str | None) -> None:
        """Disables the field where it means nothing now, and says why in its tooltip."""
        if reason == self._reason:
            return
        self._label.setEnabled(reason is None)
        self.control.setEnabled(reason is None)
        self._describe(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label.setFixedWidth(round(self.width() * LABEL_SHARE))

    @property
    def _box(self) -> QWidget:
        """What has an edge that can be marked."""
        return self.control.box if isinstance(self.control, OptionalBox) else self.control

    def _show_issue(self) -> None:
        """A text that cannot be read comes before what is wrong with the value that holds on."""
        problem = self._box.problem if isinstance(self._box, TypedBox) and not self._box.is_readable else ""
        message = problem or self._message
        if message != self._issue.text():
            self._issue.setText(message)
            self._issue.setVisible(bool(message))
        if bool(self._box.property("issue")) != bool(message):
            self._box.setProperty("issue", bool(message))
            self._box.style().polish(self._box)

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 3, 0, 3)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(3)
        if self.plan.kind == "switch":
            layout.addWidget(self.control, 0, 0, 1, 2)
        else:
            layout.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
            layout.addWidget(self.control, 0, 1)
        layout.addWidget(self._issue, 1, 0, 1, 2)
        layout.addWidget(self._note, 2, 0, 1, 2)
        layout.setColumnStretch(1, 1)

    def _describe(self, reason: str | None) -> None:
        self._reason = reason
        text = self.plan.doc if reason is None else f"{reason}\n\n{self.plan.doc}"
        self.setToolTip(_wrapped(text))
        self.control.setAccessibleName(self.plan.label)
        self.control.setAccessibleDescription(text)


def make_control(plan: FieldPlan) -> Control:
    """The control for a field's kind."""
    if plan.kind == "choice":
        return ChoiceBox(plan.choices)
    if plan.kind == "switch":
        return Switch(plan.label)
    box = _make_box(plan)
    return box if plan.default is None else OptionalBox(box, plan.default, plan.label)


def _make_box(plan: FieldPlan) -> NumberBox | NumbersBox:
    match plan.kind:
        case "integer":
            return IntegerBox(plan.legal)
        case "numbers":
            return NumbersBox()
    return NumberBox(plan.legal, plan.step)


def _remark(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.hide()
    return label


def _wrapped(text: str) -> str:
    """Rich text, which tooltips wrap; plain text they would put on one line."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return "<p>" + escaped.replace("\n\n", "</p><p>") + "</p>"
