"""The form of the selected part with its title and the sentence that explains it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from explorer.experiment.analysis import Analysis
from explorer.ui.editor.explanation import explain
from explorer.ui.editor.field_row import FieldRow
from explorer.ui.editor.part_form import PartForm
from explorer.ui.editor.parts import kind_of


class PartEditor(QScrollArea):
    """Shows one part of an analysis; a form is made when its kind is first looked at."""

    fieldEdited = Signal(str, object)
    """(path in the network, value)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._forms: dict[str, PartForm] = {}
        self._shown = ("", "")
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._explanation = QLabel()
        self._explanation.setProperty("role", "muted")
        self._explanation.setWordWrap(True)
        self._stack = QStackedLayout()
        self._lay_out()

    def set_part(self, analysis: Analysis, part: str, title: str) -> None:
        """Fills the form; nothing is made anew unless another kind of part is shown."""
        kind = kind_of(analysis.config, part)
        form = self.form(kind)
        self._title.setText(title)
        self._explain(analysis, part, kind)
        form.show_part(analysis, part)
        if self._stack.currentWidget() is not form:
            self._stack.setCurrentWidget(form)
            self.verticalScrollBar().setValue(0)
        self._keep_issue_in_sight(form)

    def form(self, kind: str) -> PartForm:
        if kind not in self._forms:
            form = PartForm(kind)
            form.fieldEdited.connect(self.fieldEdited)
            self._forms[kind] = form
            self._stack.addWidget(form)
        return self._forms[kind]

    def look_as(self, other: "PartEditor") -> None:
        """Folds and scrolls the forms as another editor of the same part."""
        for kind, form in other._forms.items():
            self.form(kind).look_as(form)
        place = other.verticalScrollBar().value()
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(place))

    def reveal(self, name: str) -> None:
        """Puts the cursor into a field of the part that is shown."""
        row = self._stack.currentWidget().reveal(name)
        if row is not None:
            self._scroll_to(row)

    def _keep_issue_in_sight(self, form: PartForm) -> None:
        """An issue may appear under the field that a person is typing in, and below the edge."""
        focused = QApplication.focusWidget()
        if focused is None or not form.isAncestorOf(focused):
            return
        row = next((row for row in form.rows() if row.issue and row.isAncestorOf(focused)), None)
        if row is not None:
            self._scroll_to(row)

    def _scroll_to(self, row: FieldRow) -> None:
        # What was hidden has no size before Qt has laid it out.
        QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row))

    def _explain(self, analysis: Analysis, part: str, kind: str) -> None:
        """While the network is not legal, the last sentence stays, dimmed, if it is about this part."""
        if analysis.is_legal:
            self._explanation.setText(explain(analysis.summary.spec, part))
        elif self._shown != (part, kind):
            self._explanation.clear()
        self._shown = (part, kind)
        self._explanation.setEnabled(analysis.is_legal)
        self._explanation.setVisible(bool(self._explanation.text()))

    def _lay_out(self) -> None:
        content = QWidget()
        content.setProperty("role", "column")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._explanation)
        layout.addSpacing(6)
        layout.addLayout(self._stack)
        layout.addStretch()
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
