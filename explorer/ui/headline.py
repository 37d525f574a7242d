"""The headline of the Build page: the network's name, or what is not legal about it. Both take the same place."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from explorer.experiment.analysis import Analysis
from explorer.number_format import exact_count, shape_text
from explorer.ui.editor.parts import advice_of, part_of_field, part_title
from explorer.ui.icons import icon
from explorer.ui.notes_button import NotesButton
from explorer.ui.recognition_line import RecognitionLine
from explorer.ui.subject_text import subject_text

BESIDE_TEXT = 48
"""Width of the icon and the margins of the issue's button."""


class IssueButton(QPushButton):
    """A sentence to click on, cut short where there is no room for all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = ""
        self.setProperty("role", "issue")
        self.setIconSize(QSize(16, 16))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, sentence: str) -> None:
        self._sentence = sentence
        self.setToolTip(f"<p>{sentence}</p>")
        self.setAccessibleName(sentence)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - BESIDE_TEXT
        self.setText(self.fontMetrics().elidedText(self._sentence, Qt.TextElideMode.ElideRight, room))


class Headline(QFrame):
    """Shows the name, which can be edited, beside the facts or the first issue, which leads to its field."""

    nameEdited = Signal(str)
    issueChosen = Signal(str)
    """Path of the field in the network."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = ""
        self.name = QLineEdit()
        self.name.setProperty("role", "name")
        self.name.setMaxLength(80)
        self.name.setAccessibleName(self.tr("Name of the experiment"))
        self.name.setToolTip(self.tr("Name of the experiment; its runs are called so"))
        self.name.editingFinished.connect(self._rename)
        self.facts = QLabel()
        self.facts.setProperty("role", "muted")
        self.recognition = RecognitionLine()
        self.notes = NotesButton()
        self.notes.noteChosen.connect(self.issueChosen)
        self.issue = self._make_issue()
        self._lay_out()

    def set_name(self, name: str) -> None:
        if name != self.name.text():
            self.name.setText(name)

    def set_analysis(self, analysis: Analysis) -> None:
        self.facts.setVisible(analysis.is_legal)
        self.issue.setVisible(not analysis.is_legal)
        self.recognition.set_analysis(analysis)
        self.notes.set_notes(advice_of(analysis))
        if analysis.is_legal:
            picture, classes = analysis.config.input, analysis.config.num_classes
            shape = shape_text((picture.channels, picture.height, picture.width))
            self.facts.setText(self.tr("{} in, {} classes out").format(shape, exact_count(classes)))
        else:
            self._show_issue(analysis)
        # At once: later it would be painted a second time.
        self.layout().activate()

    def _show_issue(self, analysis: Analysis) -> None:
        first, count = analysis.issues[0], len(analysis.issues)
        self._field = first.field
        lead = self.tr("1 issue") if count == 1 else self.tr("{} issues").format(count)
        part = part_of_field(first.field)
        message = subject_text(first.message)
        said = f"{message[:1].upper()}{message[1:]}" if part is None else f"{part_title(part)}: {message}"
        self.issue.show_text(f"{lead}. {said}.")

    def _rename(self) -> None:
        self.nameEdited.emit(self.name.text().strip())

    def _make_issue(self) -> "IssueButton":
        button = IssueButton()
        button.setIcon(icon("warning", "danger"))
        button.clicked.connect(lambda: self.issueChosen.emit(self._field))
        button.hide()
        return button

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.name, 2)
        layout.addWidget(self.recognition, 4)
        layout.addWidget(self.notes)
        layout.addWidget(self.facts)
        layout.addWidget(self.issue, 3)
