"""The headline of the Build page: the name of the network, the published network that it equals, advice, and the facts
or the first issue."""

from html import escape

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QSizePolicy

from explorer.experiment.analysis import Analysis
from explorer.number_format import exact_count, shape_text, short_count
from explorer.ui.icons import icon
from explorer.ui.language import in_words
from explorer.ui.layout import ElidedLabel, label, row, styled
from explorer.ui.network_parts import advice_of, part_of_field, part_title
from explorer.ui.widgets.slices import Slices
from models.presets import ALL, Preset
from models.recognition import recognise, recognise_but_activations
from models.rules import Issue
from models.spec import resolve
from models.summary import Summary

BESIDE_TEXT = 48
"""Width of the icon and the margins of the button of the issue."""
MAC_DIGITS = 3
"""As torchvision prints them."""


class Headline(QFrame):
    """Shows the name, for editing, beside the facts or the first issue; a click on the issue leads to its field."""

    nameEdited = Signal(str)
    issueChosen = Signal(str)
    """Path of the field in the network."""

    def __init__(self) -> None:
        super().__init__()
        self._field = ""
        self.name = styled(QLineEdit(maxLength=80), "name")
        self.name.setAccessibleName(self.tr("Name of the experiment"))
        self.name.setToolTip(self.tr("Name of the experiment, also used to name its runs"))
        self.name.editingFinished.connect(lambda: self.nameEdited.emit(self.name.text().strip()))
        self.facts = label("", "muted")
        self.recognition, self.notes, self.issue = RecognitionLine(), NotesButton(), IssueButton()
        self.notes.noteChosen.connect(self.issueChosen)
        self.issue.clicked.connect(lambda: self.issueChosen.emit(self._field))
        parts = ((self.name, 2), (self.recognition, 4), self.notes, self.facts, (self.issue, 3))
        self._row = row(*parts, spacing=12)
        self.setLayout(self._row)

    def set_name(self, name: str) -> None:
        if name != self.name.text():
            self.name.setText(name)

    def set_analysis(self, analysis: Analysis) -> None:
        self.facts.setVisible(analysis.is_legal)
        self.issue.setVisible(not analysis.is_legal)
        self.recognition.set_analysis(analysis)
        self.notes.set_notes(advice_of(analysis))
        if analysis.is_legal:
            image, classes = analysis.config.input, analysis.config.num_classes
            shape = shape_text((image.channels, image.height, image.width))
            self.facts.setText(self.tr("{} in, {} classes out").format(shape, exact_count(classes)))
        else:
            self._show_issue(analysis)
        # At once: a later layout would be a second repaint.
        self._row.activate()

    def _show_issue(self, analysis: Analysis) -> None:
        first, count = analysis.issues[0], len(analysis.issues)
        self._field = first.field
        lead = self.tr("1 issue") if count == 1 else self.tr("{} issues").format(count)
        self.issue.show_text(f"{lead}. {_sentence(first)}")


class IssueButton(QPushButton):
    """A sentence to click on, cut short where there is too little room."""

    def __init__(self) -> None:
        super().__init__()
        styled(self, "issue")
        self.hide()
        self.setIconSize(QSize(16, 16))
        self._sentence = ""
        self.setIcon(icon("warning", "danger"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, sentence: str) -> None:
        self._sentence = sentence
        self.setToolTip(f"<p>{sentence}</p>")
        self.setAccessibleName(sentence)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.width() - BESIDE_TEXT
        self.setText(self.fontMetrics().elidedText(self._sentence, Qt.TextElideMode.ElideRight, room))


class NotesButton(QPushButton):
    """Leads to the fields that advice is about, one after another; hidden where there is none."""

    noteChosen = Signal(str)
    """Path of the field in the network."""

    def __init__(self) -> None:
        super().__init__()
        styled(self, "note")
        self.hide()
        self.setIconSize(QSize(14, 14))
        self._notes: tuple[Issue, ...] = ()
        self._next = 0
        self.setIcon(icon("info", "warning"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose_next)

    def set_notes(self, notes: tuple[Issue, ...]) -> None:
        if notes == self._notes:
            return
        self._notes, self._next = notes, 0
        count = len(notes)
        self.setText(self.tr("1 note") if count == 1 else self.tr("{} notes").format(count))
        self.setToolTip("".join(f"<p>{escape(_sentence(note))}</p>" for note in notes))
        self.setAccessibleDescription(" ".join(map(_sentence, notes)))
        self.setVisible(bool(notes))

    def _choose_next(self) -> None:
        self.noteChosen.emit(self._notes[self._next % len(self._notes)].field)
        self._next += 1


class RecognitionLine(ElidedLabel):
    """Names the published networks that the network equals; hidden where there are none, or before names are loaded."""

    def __init__(self) -> None:
        self._short = ""
        super().__init__()
        self._summary: Summary | None = None
        self.is_ready = False
        """Whether the names are loaded."""
        self._slices = Slices(self)
        self._slices.finished.connect(self._show_loaded)
        styled(self, "muted")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def load_names(self) -> None:
        """Resolves all known networks, in slices: that takes a while."""
        self._slices.start(resolve(preset.config) for preset in ALL)

    def set_analysis(self, analysis: Analysis) -> None:
        self._summary = analysis.summary
        self._show_names()

    def _show_loaded(self) -> None:
        self.is_ready = True
        self._show_names()

    def _show_names(self) -> None:
        """Shows all names, as "Exactly torchvision resnet50: 25,557,032 parameters, 4.089 G MACs", or "Not torchvision
        resnet50: SiLU"."""
        summary = self._summary if self.is_ready else None
        known = () if summary is None else recognise(summary.spec)
        others = ""
        if summary is not None and not known:
            known, others = recognise_but_activations(summary.spec)
        text = self._short = ""
        if summary is not None and known:
            names = QCoreApplication.translate("Recognition", " and ").join(map(_name, known))
            if others:
                text = self._short = QCoreApplication.translate("Recognition", "Not {}: {}").format(names, others)
            else:
                self._short = QCoreApplication.translate("Recognition", "= {} ✓").format(names)
                text = QCoreApplication.translate("Recognition", "= {} ✓: {} parameters, {} MACs").format(
                    names, exact_count(summary.params), short_count(summary.macs, MAC_DIGITS)
                )
        self.set_text(text)
        self.setVisible(bool(known))

    def _elide(self) -> None:
        """Leaves the numbers out, which the totals show too, where there is no room for them."""
        super()._elide()
        if self._short and self.text() != self.whole_text:
            self.setText(self.fontMetrics().elidedText(self._short, Qt.TextElideMode.ElideRight, max(0, self.width())))


def _name(preset: Preset) -> str:
    return f"torchvision {preset.name}" if preset.group == "torchvision" else in_words(preset.title)


def _sentence(issue: Issue) -> str:
    """The sentence of an issue, with the part that its field belongs to."""
    part = part_of_field(issue.field)
    place = "" if part is None else f"{part_title(part)}: "
    text = f"{place}{in_words(issue.message)}."
    return text[0].upper() + text[1:]
