"""The row of totals under the layer table, each below its column."""

from itertools import zip_longest

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from explorer.ui.build_page.layer_table.layer_view import FONT_POINTS
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font
from explorer.ui.widgets.plain_table import PADDING
from explorer.ui.widgets.table_model import LEFT, RIGHT


class TotalsRow(QWidget):
    """One row of texts that follows the sections of a header."""

    def __init__(self, header: QHeaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = header
        self._texts: tuple[str, ...] = ()
        self._changes: tuple[tuple[str, str], ...] = ()
        header.sectionResized.connect(lambda *_: self.update())

    @property
    def texts(self) -> tuple[str, ...]:
        return self._texts

    def set_texts(self, texts: tuple[str, ...], changes: tuple[tuple[str, str], ...] = ()) -> None:
        """Shows a text for every column, the first aligned left, the others right.

        `changes` are differences from a baseline, which stand before the texts, and the names of their colours.
        """
        if (texts, changes) != (self._texts, self._changes):
            self._texts, self._changes = texts, changes
            pairs = zip_longest(texts, (change for change, _ in changes), fillvalue="")
            self.setAccessibleName(", ".join(filter(None, (f"{text} {change}".strip() for text, change in pairs))))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(themed("border"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setFont(scaled_font(FONT_POINTS, bold=True))
        painter.setClipRect(0, 0, self._header.width(), self.height())
        for column, text in enumerate(self._texts):
            if not text or self._header.isSectionHidden(column):
                continue
            left = self._header.sectionViewportPosition(column)
            area = QRect(left, 0, self._header.sectionSize(column), self.height()).adjusted(PADDING, 1, -PADDING, 0)
            painter.setPen(self._ink("text"))
            painter.drawText(area, RIGHT if column else LEFT, text)
            if column < len(self._changes):
                change, color = self._changes[column]
                painter.setPen(self._ink(color))
                painter.drawText(area, LEFT, change)

    def _ink(self, color: str) -> QColor:
        return themed(color if self.isEnabled() else "text_muted")
