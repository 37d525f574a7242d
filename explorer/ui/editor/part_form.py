"""The form of one kind of part. It is made once and filled again at every change, so a person's cursor stays."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.experiment.analysis import Analysis
from explorer.experiment.field_path import get_field
from explorer.ui.editor.field_row import FieldRow
from explorer.ui.editor.form_plan import FieldPlan, form_plan
from explorer.ui.editor.form_section import FormSection
from explorer.ui.editor.notes import notes_by_field
from explorer.ui.editor.relevance import irrelevance
from explorer.ui.subject_text import subject_text
from models.config import NetworkConfig, Value


class PartForm(QWidget):
    """The fields of an input, a stem, a residual or dense stage, a head or an initialisation."""

    fieldEdited = Signal(str, object)
    """(path in the network, value)."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = ""
        self._sections = tuple(FormSection(section) for section in form_plan(kind))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        for section in self._sections:
            layout.addWidget(section)
        for row in self.rows():
            row.edited.connect(self._pass_on)

    def look_as(self, other: "PartForm") -> None:
        """Folds the same sections as another form of this kind."""
        for section, its in zip(self._sections, other._sections, strict=True):
            section.set_open(its.is_open)

    def rows(self) -> Iterator[FieldRow]:
        for section in self._sections:
            yield from section.rows

    def row(self, name: str) -> FieldRow | None:
        """The row of the field with this name."""
        return next((row for row in self.rows() if row.plan.name == name), None)

    def show_part(self, analysis: Analysis, part: str) -> None:
        """Fills the form with a part of the network, its issues and advice included."""
        self._part = part
        notes = notes_by_field(analysis)
        issues: dict[str, str] = {}
        for issue in analysis.issues:
            issues.setdefault(issue.field, subject_text(issue.message))
        owner = get_field(analysis.config, part)
        for section in self._sections:
            filled = [self._fill(row, analysis.config, owner, issues, notes) for row in section.rows]
            section.set_num_changed(sum(filled))
            if any(row.issue or row.note for row in section.rows):
                section.set_open(True)

    def reveal(self, name: str) -> FieldRow | None:
        """Opens the section of a field and puts the cursor there."""
        for section in self._sections:
            for row in section.rows:
                if row.plan.name == name:
                    section.set_open(True)
                    row.control.setFocus(Qt.FocusReason.OtherFocusReason)
                    return row
        return None

    def _fill(
        self, row: FieldRow, network: NetworkConfig, part: Value, issues: dict[str, str], notes: dict[str, str]
    ) -> bool:
        """Shows a field; gives whether it is not as it begins."""
        owner, path = network if row.plan.of_network else part, self._path(row.plan)
        value, message = getattr(owner, row.plan.name), issues.get(path, "")
        row.set_value(value)
        row.set_issue(message)
        note = notes.get(path, "")
        row.set_note(note)
        # What advice is about must stay within reach, though it means nothing.
        row.set_irrelevance(None if message or note else irrelevance(network, owner, row.plan.name))
        return value != row.plan.initial

    def _path(self, plan: FieldPlan) -> str:
        return plan.name if plan.of_network else f"{self._part}.{plan.name}"

    def _pass_on(self, value: object) -> None:
        self.fieldEdited.emit(self._path(self.sender().plan), value)
