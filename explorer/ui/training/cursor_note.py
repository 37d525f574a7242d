"""A small text beside the cursor of a plot: what each run has there."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

DISTANCE = 12
"""Pixels from the cursor."""


class CursorNote(QFrame):
    """Stands over the plot and lets the mouse through."""

    def __init__(self, parent: QWidget, *, is_at_top: bool) -> None:
        super().__init__(parent)
        self._is_at_top = is_at_top
        self.setProperty("role", "note")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label = QLabel()
        self.label.setProperty("role", "reading")
        self.label.setTextFormat(Qt.TextFormat.RichText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 5, 8, 5)
        layout.addWidget(self.label)
        self.hide()

    def show_text(self, text: str, x: int, area: QRect) -> None:
        """Shows rich text beside `x`, on the side where there is more room."""
        self.label.setText(text)
        # Its layout may still hold the size of another text, or of no style.
        self.label.ensurePolished()
        self.layout().invalidate()
        self.resize(self.sizeHint().boundedTo(self.parentWidget().size()))
        is_left = x > area.center().x()
        left = x - DISTANCE - self.width() if is_left else x + DISTANCE
        left = max(area.left(), min(left, self.parentWidget().width() - self.width()))
        bottom = area.bottom() - DISTANCE - self.height()
        self.move(left, area.top() + DISTANCE if self._is_at_top else max(area.top(), bottom))
        self.show()
        self.raise_()
