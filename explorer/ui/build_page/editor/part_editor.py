"""The form of the selected part, with its title and a sentence that explains the part."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedLayout

from explorer.experiment.analysis import Analysis
from explorer.ui.build_page.editor.explanation import explain
from explorer.ui.forms.fields import part_sections
from explorer.ui.forms.form import FieldRow, Form, by_field
from explorer.ui.layout import column, container, label, scrolled
from explorer.ui.network_parts import advice_of, kind_of


class PartEditor(QScrollArea):
    """Shows one part of an analysis. The form of a kind of part is made when it is first shown."""

    fieldEdited = Signal(str, object)
    """(path in the network, value)."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[str, Form] = {}
        self._shown = ("", "")
        self._title = label("", "title")
        self._explanation = label("", "muted", wordWrap=True)
        self._stack = QStackedLayout()
        rows = column(self._title, self._explanation, 6, self._stack, ..., spacing=4, margins=(16, 12, 16, 8))
        scrolled(container(rows, "column"), self)

    def set_part(self, analysis: Analysis, part: str, title: str) -> None:
        """Fills the form of a part, which is the same for all parts of its kind."""
        kind = kind_of(analysis.config, part)
        form = self.form(kind)
        self._title.setText(title)
        self._explain(analysis, part, kind)
        form.fill(analysis.config, part, by_field(analysis.issues), by_field(advice_of(analysis)))
        if self._stack.currentWidget() is not form:
            self._stack.setCurrentWidget(form)
            self.verticalScrollBar().setValue(0)
        self._keep_issue_in_sight(form)

    @property
    def shown_form(self) -> Form:
        return self.form(self._shown[1])

    def form(self, kind: str) -> Form:
        if kind not in self._forms:
            form = Form(part_sections(kind))
            form.fieldEdited.connect(self.fieldEdited)
            self._forms[kind] = form
            self._stack.addWidget(form)
        return self._forms[kind]

    def match_view(self, other: "PartEditor") -> None:
        """Folds and scrolls the forms as another editor of the same part."""
        for kind, form in other._forms.items():
            self.form(kind).match_view(form)
        place = other.verticalScrollBar().value()
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(place))

    def reveal(self, name: str) -> None:
        """Puts the cursor into a field of the shown part."""
        row = self.shown_form.reveal(name)
        if row is not None:
            self._scroll_to(row)

    def _keep_issue_in_sight(self, form: Form) -> None:
        """Scrolls to the issue of the focused field, which may appear below the edge."""
        focused = QApplication.focusWidget()
        if focused is None or not form.isAncestorOf(focused):
            return
        row = next((row for row in form.rows() if row.issue and row.isAncestorOf(focused)), None)
        if row is not None:
            self._scroll_to(row)

    def _scroll_to(self, row: FieldRow) -> None:
        # A row that was hidden has no size before Qt has laid it out.
        QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row))

    def _explain(self, analysis: Analysis, part: str, kind: str) -> None:
        """Explains the part; while the network is not legal, the last sentence about it stays, dimmed."""
        if analysis.summary is not None:
            self._explanation.setText(explain(analysis.summary.spec, part))
        elif self._shown != (part, kind):
            self._explanation.clear()
        self._shown = (part, kind)
        self._explanation.setEnabled(analysis.is_legal)
        self._explanation.setVisible(bool(self._explanation.text()))
