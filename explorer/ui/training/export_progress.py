"""How an export goes: a bar that moves, what is done, and what came of it."""

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget


class ExportProgress(QWidget):
    """Takes no room until something is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_going_on = False
        self.bar, self.message = QProgressBar(), QLabel()
        # How long a conversion takes nobody knows before.
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.message.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.bar)
        layout.addWidget(self.message)
        self.hide()

    def begin(self, message: str) -> None:
        """Shows that an export goes on."""
        self.is_going_on = True
        self.bar.setAccessibleName(message)
        self.bar.show()
        self._say(message, "caption")
        self.show()

    def show_note(self, message: str) -> None:
        self._say(message, "caption")

    def end(self, message: str = "", *, is_problem: bool = False) -> None:
        """Shows what came of it; nothing where there is nothing to say."""
        self.is_going_on = False
        self.bar.hide()
        self._say(message, "danger" if is_problem else "caption")
        self.setVisible(bool(message))

    def _say(self, message: str, role: str) -> None:
        self.message.setText(message)
        self.message.setProperty("role", role)
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
