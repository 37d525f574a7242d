"""A dot whose colour says how something stands."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.palette import themed

SIZE = 10


class StateDot(QWidget):
    """Goes with a text that says the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color = "text_disabled"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_color(self, name: str) -> None:
        """The name of one of the palette's colours."""
        self._color = name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIZE, SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themed(self._color))
        painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), SIZE / 2 - 1, SIZE / 2 - 1)
