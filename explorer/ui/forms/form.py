"""A form: sections of fields, each with its label, its control and, under it, what is wrong or seldom meant.

It is made once and filled again at every change, so a person's cursor stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from explorer.ui.forms.controls import ChoiceBox, NumberBox, NumbersBox, OptionalBox, Switch, TypedBox
from explorer.ui.forms.fields import Field, Section
from explorer.ui.icons import icon
from explorer.ui.language import in_words
from explorer.ui.layout import LEFT, column, container, label, restyle, styled
from models.config import Value
from models.rules import Issue

Control = NumberBox | NumbersBox | ChoiceBox | Switch | OptionalBox
Messages = Mapping[str, str]
"""Messages of fields, by their paths."""

NOTHING: Messages = MappingProxyType({})
LABEL_SHARE = 0.38


class FieldRow(QWidget):
    """Shows a value, an issue and a reason to be disabled; emits what a person enters."""

    edited = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._message, self._reason = "", ""
        self.control = _make_control(field)
        self._box = self.control.box if isinstance(self.control, OptionalBox) else self.control
        """What has an edge that can be marked."""
        self._label = label(field.label, minimumWidth=1, wordWrap=True, parent=self)
        self._label.setBuddy(self.control)
        self._issue, self._note = (label("", role, wordWrap=True, visible=False) for role in ("issue", "advice"))
        grid = QGridLayout(self)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setContentsMargins(0, 3, 0, 3)
        if isinstance(self.control, Switch):
            # It carries its label itself.
            self._label.hide()
            grid.addWidget(self.control, 0, 0, 1, 2)
        else:
            grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self.control, 0, 1)
        grid.addWidget(self._issue, 1, 0, 1, 2)
        grid.addWidget(self._note, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self.control.setAccessibleName(field.label)
        self._describe()
        self.control.edited.connect(self.edited)
        if isinstance(self._box, TypedBox):
            self._box.problemChanged.connect(self._show_issue)

    @property
    def issue(self) -> str:
        return self._issue.text()

    @property
    def note(self) -> str:
        return self._note.text()

    def fill(self, tree: Value, part: str = "", issues: Messages = NOTHING, notes: Messages = NOTHING) -> bool:
        """Shows the field of a network's part, or of an experiment; gives whether it is not as it begins.

        Args:
            issues, notes: why values are not legal, and advice on legal ones.
        """
        path, value = self.field.path(part), getattr(self.field.owner_in(tree, part), self.field.name)
        self.control.set_value(value)
        self._message, note = issues.get(path, ""), notes.get(path, "")
        self._show_issue()
        if note != self.note:
            self._note.setText(note)
            self._note.setVisible(bool(note))
        # What advice is about must stay within reach, though it means nothing.
        reason = "" if self._message or note else self.field.irrelevance_in(tree, part)
        if reason != self._reason:
            self._reason = reason
            self._label.setEnabled(not reason)
            self.control.setEnabled(not reason)
            self._describe()
        return value != self.field.info.default

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label.setFixedWidth(round(self.width() * LABEL_SHARE))

    def _show_issue(self) -> None:
        """A text that cannot be read comes before what is wrong with the value that holds on."""
        problem = self._box.problem if isinstance(self._box, TypedBox) and not self._box.is_readable else ""
        message = problem or self._message
        if message != self.issue:
            self._issue.setText(message)
            self._issue.setVisible(bool(message))
        restyle(self._box, issue=bool(message))

    def _describe(self) -> None:
        texts = [text for text in (self._reason, self.field.help) if text]
        # Rich text, which tooltips wrap; plain text they would put on one line.
        self.setToolTip("".join(f"<p>{escape(text, quote=False)}</p>" for text in texts))
        self.control.setAccessibleDescription("\n\n".join(texts))


class FormSection(QWidget):
    """A title and its rows, folded away where a person seldom needs them."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._title = section.title
        self.rows = tuple(map(FieldRow, section.fields))
        self._body, self._fold = container(column(*self.rows, spacing=0)), None
        if section.is_folded:
            self._fold = styled(QToolButton(), "fold", text=section.title, checkable=True, iconSize=QSize(16, 16))
            self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._fold.clicked.connect(self.set_open)
        title = label(section.title, "section") if self._fold is None else (self._fold, LEFT)
        self.setLayout(column(title, self._body, spacing=2, margins=(0, 0, 0, 8)))
        self.set_open(not section.is_folded)

    def set_open(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        if self._fold is not None:
            self._fold.setChecked(is_open)
            self._fold.setIcon(icon("chevron-down" if is_open else "chevron-right", "text_muted"))

    @property
    def is_open(self) -> bool:
        return not self._body.isHidden()

    def fill(self, tree: Value, part: str, issues: Messages, notes: Messages) -> None:
        """Shows the fields; of a folded section also how many are not as they begin: nothing is out of sight."""
        count = sum([row.fill(tree, part, issues, notes) for row in self.rows])
        if self._fold is not None:
            self._fold.setText(self.tr("{} ({} changed)").format(self._title, count) if count else self._title)
        if any(row.issue or row.note for row in self.rows):
            self.set_open(True)


class Form(QWidget):
    """The fields of a part of the network, or of a recipe."""

    fieldEdited = Signal(str, object)
    """(path in the network or in the experiment, value)."""

    def __init__(self, sections: Iterable[Section]) -> None:
        super().__init__()
        self._part = ""
        self.sections = tuple(map(FormSection, sections))
        layout = column(*self.sections, spacing=4)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        for row in self.rows():
            row.edited.connect(self._emit_edit)

    def match_view(self, other: "Form") -> None:
        """Folds the same sections as another form of the same fields."""
        for section, its in zip(self.sections, other.sections, strict=True):
            section.set_open(its.is_open)

    def rows(self) -> Iterator[FieldRow]:
        for section in self.sections:
            yield from section.rows

    def row(self, name: str) -> FieldRow:
        """The row of the field with this name."""
        return next(row for row in self.rows() if row.field.name == name)

    def fill(self, tree: Value, part: str = "", issues: Messages = NOTHING, notes: Messages = NOTHING) -> None:
        """Shows a part of a network, or the recipe of an experiment, with the messages of its fields."""
        self._part = part
        for section in self.sections:
            section.fill(tree, part, issues, notes)

    def reveal(self, name: str) -> FieldRow | None:
        """Opens the section of a field and puts the cursor there."""
        for section in self.sections:
            for row in section.rows:
                if row.field.name == name:
                    section.set_open(True)
                    row.control.setFocus(Qt.FocusReason.OtherFocusReason)
                    return row
        return None

    def _emit_edit(self, value: object) -> None:
        row = self.sender()
        assert isinstance(row, FieldRow), "rows alone are connected"
        self.fieldEdited.emit(row.field.path(self._part), value)


def by_field(issues: Iterable[Issue], prefix: str = "") -> Messages:
    """The first message of each field."""
    messages: dict[str, str] = {}
    for issue in issues:
        messages.setdefault(prefix + issue.field, in_words(issue.message))
    return messages


def _make_control(field: Field) -> Control:
    match field.kind:
        case "choice":
            return ChoiceBox(field.choices)
        case "switch":
            return Switch(field.label)
        case "numbers":
            box = NumbersBox()
        case kind:
            box = NumberBox(field.legal, field.spec.step, is_whole=kind == "integer")
    switched_on = field.spec.switched_on
    return box if switched_on is None else OptionalBox(box, switched_on, field.label)
