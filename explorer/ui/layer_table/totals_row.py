"""The totals under the layer table, each below its column."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from explorer.ui.layer_table.layer_delegate import PADDING
from explorer.ui.layer_table.layer_view import FONT_POINTS
from explorer.ui.palette import Palette, palettes
from explorer.ui.theme import scaled_font


class TotalsRow(QWidget):
    """One row of texts that follows the sections of a header."""

    def __init__(self, header: QHeaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = header
        self._texts: tuple[str, ...] = ()
        self._palette = palettes()["light"]
        header.sectionResized.connect(lambda *_: self.update())

    @property
    def texts(self) -> tuple[str, ...]:
        return self._texts

    def set_texts(self, texts: tuple[str, ...]) -> None:
        """A text for every column; the first is aligned left, the others right."""
        if texts != self._texts:
            self._texts = texts
            self.setAccessibleName(", ".join(filter(None, texts)))
            self.update()

    def apply_palette(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._palette.color("border"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setFont(scaled_font(FONT_POINTS, bold=True))
        painter.setClipRect(0, 0, self._header.width(), self.height())
        painter.setPen(self._palette.color("text" if self.isEnabled() else "text_muted"))
        for column, text in enumerate(self._texts):
            left = self._header.sectionViewportPosition(column)
            area = QRect(left, 0, self._header.sectionSize(column), self.height()).adjusted(PADDING, 1, -PADDING, 0)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)
