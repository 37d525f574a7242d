"""A card: one total with its name, its unit and a word that places it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget


class TotalCard(QFrame):
    """Shows a number; what it means is in the tooltip."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._title = _label(title, "caption")
        self._number = _label("", "number")
        self._note = _label("", "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 7, 8, 7)
        layout.setSpacing(0)
        for label in (self._title, self._number, self._note):
            layout.addWidget(label)
        self.setAccessibleName(title)

    def show_total(self, number: str, note: str, tip: str) -> None:
        self._number.setText(number)
        self._note.setText(note)
        self.setToolTip(f"<p>{tip}</p>")
        self.setAccessibleDescription(f"{number}. {tip}")

    @property
    def number(self) -> str:
        return self._number.text()

    @property
    def note(self) -> str:
        return self._note.text()


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
