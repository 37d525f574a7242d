"""The dialog of torchinfo's report: the verdict, and the text to search, copy and save."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QLineEdit, QPushButton, QTextEdit, QWidget

from explorer.atomic_file import write_atomically
from explorer.ui.layout import button, label, row, set_label
from explorer.ui.palette import follow_theme, themed
from explorer.ui.widgets.dialogs import TextDialog, ask_for_file, saved_message

FOUND, CURRENT = 0.22, 0.5
MOST_MARKED = 2000
"""The most places that are marked: a batch norm is in thousands of lines."""


class ReportDialog(TextDialog):
    """Ctrl+F searches; Return and Shift+Return go from one place to the next."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("torchinfo's report"))
        self._places: list[QTextCursor] = []
        self._at = 0
        self.search = QLineEdit(
            placeholderText=self.tr("Find in the report, e.g. layer3 or Conv2d"), clearButtonEnabled=True
        )
        self.search.setAccessibleName(self.tr("Find in the report"))
        self.search.textChanged.connect(self._find_text)
        self.count = label("", "caption")
        text = self.tr("The network has changed since; verify again for a current report.")
        self.note = label(text, "note", visible=False)
        self.save_button = button(self.tr("Save…"), self._ask_for_file, mark="export")
        self.rows.insertWidget(1, self.note)
        self.rows.insertLayout(2, row((self.search, 1), self.count))
        self.foot.insertWidget(1, self.save_button)
        self.setTabOrder(self.search, self.text)
        for made in self.findChildren(QPushButton):
            # Return belongs to the search.
            made.setAutoDefault(False)
        keys = QKeySequence.StandardKey
        for key, act in (
            (keys.Find, self._focus_search),
            (keys.FindNext, lambda: self._go_to_next(1)),
            (keys.FindPrevious, lambda: self._go_to_next(-1)),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        follow_theme(self, self._mark_places)

    def show_report(self, verdict: str, text: str, *, agrees: bool) -> None:
        """Fills the dialog and brings it to the front."""
        self.set_stale(False)
        mark, color = ("check", "success") if agrees else ("warning", "warning")
        self.show_text(verdict, text, mark=mark, color=color)
        self._find_text()

    def set_stale(self, is_stale: bool) -> None:
        """Whether the network has changed since the report was made."""
        self.note.setVisible(is_stale)

    def save(self, path: Path) -> None:
        """Writes verdict and report as text.

        Raises:
            FileWriteError: the file cannot be written.
        """
        write_atomically(path, self.whole_text.encode())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self._go_to_next(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _find_text(self) -> None:
        """Marks every place of the text, and goes to the first."""
        wanted, document = self.search.text(), self.text.document()
        self._places, self._at = [], 0
        place = document.find(wanted, 0) if wanted else QTextCursor()
        while not place.isNull() and len(self._places) < MOST_MARKED:
            self._places.append(place)
            place = document.find(wanted, place, QTextDocument.FindFlag(0))
        self._show_place()

    def _go_to_next(self, step: int) -> None:
        if self._places:
            self._at = (self._at + step) % len(self._places)
            self._show_place()

    def _show_place(self) -> None:
        self._mark_places()
        if not self._places:
            self.count.setText(self.tr("not found") if self.search.text() else "")
            return
        self.count.setText(self.tr("{} of {}").format(self._at + 1, len(self._places)))
        # A selection would hide the mark, and scrolls sideways to its end.
        cursor = QTextCursor(self._places[self._at])
        cursor.setPosition(cursor.selectionStart())
        self.text.setTextCursor(cursor)
        self.text.centerCursor()

    def _mark_places(self) -> None:
        marks = []
        for i, place in enumerate(self._places):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = place
            mark.format = QTextCharFormat()
            mark.format.setBackground(themed("warning", CURRENT if i == self._at else FOUND))
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def _ask_for_file(self) -> None:
        ask_for_file(self, self.tr("Save the report"), "report", (".txt",), self._save_to)

    def _save_to(self, path: Path) -> None:
        severity, sentence, _ = saved_message(path, self.save)
        set_label(self.count, sentence, "issue" if severity == "error" else "caption")
