"""A card: one total with its name, its unit and a word that places it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.ui.training.elided_label import ElidedLabel


class TotalCard(QFrame):
    """Shows a number; what it means is in the tooltip."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self._title = _label(title, "caption")
        self._number = _label("", "number")
        self._note = ElidedLabel()
        self._note.setProperty("role", "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 7, 8, 7)
        layout.setSpacing(0)
        self._plain_note, self._tip, self._change = "", "", ("", "")
        for label in (self._title, self._number, self._note):
            layout.addWidget(label)

    def show_total(self, number: str, note: str, tip: str) -> None:
        self._number.setText(number)
        self._plain_note, self._tip = note, tip
        self._show_note()

    def show_change(self, change: str, role: str = "caption") -> None:
        """The difference from a baseline in the place of the note, as "more" or "less"; empty: the note again."""
        if (change, role) != self._change:
            self._change = change, role
            self._note.setProperty("role", role if change else "caption")
            self._note.style().polish(self._note)
            self._show_note()

    def _show_note(self) -> None:
        change = self._change[0]
        if (change or self._plain_note) != self._note.whole_text:
            self._note.set_text(change or self._plain_note)
        said = f"{self._tip} {change}." if change else self._tip
        self.setToolTip(f"<p>{said}</p>")
        self.setAccessibleDescription(f"{self.number}. {said}")

    @property
    def number(self) -> str:
        return self._number.text()

    @property
    def note(self) -> str:
        return self._note.whole_text


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
