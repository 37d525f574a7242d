"""What a plot says in numbers, above it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class ReadingLabel(QLabel):
    """One line of rich text that never makes its parent wider: where there is no room, the place is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "caption")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._place = self._values = ""

    def set_reading(self, place: str, values: str) -> None:
        """Where in the plot, which may be nothing, and the numbers there."""
        self._place, self._values = place, values
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(f"{self._place}&nbsp;&nbsp; {self._values}" if self._place else self._values)
        if self._place and self.sizeHint().width() > self.width():
            self.setText(self._values)
