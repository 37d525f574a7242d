"""How many pictures each class has: two bars a class, for training and for testing."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font

ROW, TOP, BAR = 30, 7, 6
"""Pixels: height of a class, over its first bar, height of a bar."""
NAME_WIDTH, COUNT_WIDTH, GAP = 104, 92, 8
WIDTH = 340


class ClassBars(QWidget):
    """One row a class, the longest bar as long as there is room. Meant for a scroll area: there may be a thousand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, int, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Pictures of each class, for training and for testing"))

    def set_counts(self, classes: tuple[str, ...], train: tuple[int, ...], test: tuple[int, ...]) -> None:
        self._rows = list(zip(classes, train, test, strict=True))
        self.setFixedHeight(ROW * len(self._rows))
        self.setAccessibleDescription("; ".join(f"{name} {train} + {test}" for name, train, test in self._rows))
        self.update()

    @property
    def num_classes(self) -> int:
        return len(self._rows)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, ROW * max(1, len(self._rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((max(train, test) for _, train, test in self._rows), default=0)
        seen = event.rect()
        first, end = seen.top() // ROW, seen.bottom() // ROW + 1
        for number in range(first, min(end, len(self._rows))):
            self._paint_row(painter, ROW * number, *self._rows[number], most)

    def _paint_row(self, painter: QPainter, top: int, name: str, train: int, test: int, most: int) -> None:
        painter.setFont(scaled_font(-1))
        painter.setPen(themed("text"))
        centre = Qt.AlignmentFlag.AlignVCenter
        label = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH - GAP)
        painter.drawText(QRectF(0, top, NAME_WIDTH, ROW), Qt.AlignmentFlag.AlignLeft | centre, label)
        room = self.width() - NAME_WIDTH - COUNT_WIDTH - 2 * GAP
        for line, (count, color) in enumerate(((train, "training"), (test, "test"))):
            length = room * count / max(1, most)
            bar = QRectF(NAME_WIDTH, top + TOP + line * (BAR + 4), max(length, 1.0 if count else 0.0), BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(themed(color))
            painter.drawRoundedRect(bar, 2, 2)
        painter.setPen(themed("text_muted"))
        place = QRectF(self.width() - COUNT_WIDTH - GAP, top, COUNT_WIDTH, ROW)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | centre, f"{train:,} + {test:,}")
