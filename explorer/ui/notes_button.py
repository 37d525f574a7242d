"""A small count of the advice there is; a click leads to the fields it is about, one after another."""

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.ui.editor.parts import part_of_field, part_title
from explorer.ui.icons import icon
from explorer.ui.subject_text import subject_text
from models.rules import Issue


class NotesButton(QPushButton):
    """Hidden where there is nothing to say. Advice stops nobody: the network can be trained all the same."""

    noteChosen = Signal(str)
    """Path of the field in the network."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: tuple[Issue, ...] = ()
        self._next = 0
        self.setProperty("role", "note")
        self.setIcon(icon("info", "warning"))
        self.setIconSize(QSize(14, 14))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._lead)
        self.hide()

    def set_notes(self, notes: tuple[Issue, ...]) -> None:
        if notes == self._notes:
            return
        self._notes, self._next = notes, 0
        count = len(notes)
        self.setText(self.tr("1 note") if count == 1 else self.tr("{} notes").format(count))
        self.setToolTip("".join(f"<p>{escape(_sentence(note))}</p>" for note in notes))
        self.setAccessibleDescription(" ".join(map(_sentence, notes)))
        self.setVisible(bool(notes))

    def _lead(self) -> None:
        self.noteChosen.emit(self._notes[self._next % len(self._notes)].field)
        self._next += 1


def _sentence(note: Issue) -> str:
    part = part_of_field(note.field)
    place = "" if part is None else f"{part_title(part)}: "
    text = f"{place}{subject_text(note.message)}."
    return text[0].upper() + text[1:]
