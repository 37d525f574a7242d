"""A section of a form: a title and its rows, folded away where a person seldom needs them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from explorer.ui.editor.field_row import FieldRow
from explorer.ui.editor.form_plan import Section
from explorer.ui.icons import icon


class FormSection(QWidget):
    """The rows of one section."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self.rows = tuple(FieldRow(plan) for plan in section.fields)
        self._body = QWidget()
        self._fold = self._make_fold() if section.is_folded else None
        self._lay_out()
        self.set_open(not section.is_folded)

    def set_open(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        if self._fold is not None:
            self._fold.setChecked(is_open)
            self._fold.setIcon(icon("chevron-down" if is_open else "chevron-right", "text_muted"))

    @property
    def is_open(self) -> bool:
        return not self._body.isHidden()

    def set_num_changed(self, count: int) -> None:
        """How many fields of a folded section are not as they begin: nothing of weight is out of sight."""
        if self._fold is None:
            return
        title = self._section.title
        self._fold.setText(self.tr("{} ({} changed)").format(title, count) if count else title)

    def _make_fold(self) -> QToolButton:
        fold = QToolButton()
        fold.setProperty("role", "fold")
        fold.setText(self._section.title)
        fold.setCheckable(True)
        fold.setIconSize(QSize(16, 16))
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.clicked.connect(self.set_open)
        return fold

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(2)
        if self._fold is not None:
            layout.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            title = QLabel(self._section.title)
            title.setProperty("role", "section")
            layout.addWidget(title)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for row in self.rows:
            body.addWidget(row)
        layout.addWidget(self._body)
