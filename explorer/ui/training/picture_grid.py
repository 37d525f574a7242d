"""Pictures side by side: each as it is, and as training would change it."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.runs.events import PreviewReady
from explorer.ui.palette import Palette
from explorer.ui.theme import scaled_font

GAP, HEAD, NAME_WIDTH = 8, 24, 104
"""Pixels between pictures, over the columns, and for the names of the classes."""
SMALLEST = 56


class PictureGrid(QWidget):
    """A row for each picture: the name of its class, the picture, its variants. As large as there is room."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._names: tuple[str, ...] = ()
        self._rows: list[list[QImage]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def set_preview(self, preview: PreviewReady | None) -> None:
        """Shows what a job found; None shows nothing."""
        self._names = preview.names if preview else ()
        images = _images(preview) if preview else []
        width = 1 + preview.num_variants if preview else 1
        self._rows = [images[start : start + width] for start in range(0, len(images), width)]
        self.setAccessibleDescription(", ".join(self._names))
        self.update()

    @property
    def num_pictures(self) -> int:
        return sum(map(len, self._rows))

    def apply_palette(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Pictures as they are and as they are trained on"))
        self._heads = (self.tr("As it is"), self.tr("As training sees it"))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(NAME_WIDTH + 5 * (88 + GAP), HEAD + 6 * (88 + GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(NAME_WIDTH + 5 * (SMALLEST + GAP), HEAD + 6 * (SMALLEST + GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        side = self._side()
        painter.setFont(scaled_font(-1))
        painter.setPen(self._palette.color("text_muted"))
        for column, head in enumerate(self._heads):
            place = QRect(self._left(column, side), 0, side * (1 + 3 * column), HEAD - 4)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, head)
        for row, (name, images) in enumerate(zip(self._names, self._rows, strict=True)):
            self._paint_row(painter, HEAD + row * (side + GAP), side, name, images)

    def _paint_row(self, painter: QPainter, top: int, side: int, name: str, images: list[QImage]) -> None:
        painter.setPen(self._palette.color("text"))
        painter.setFont(scaled_font())
        label = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH - GAP)
        place = QRect(0, top, NAME_WIDTH, side)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
        for column, image in enumerate(images):
            frame = QRect(self._left(column, side), top, side, side)
            # Few pixels are shown as they are, many as a photograph.
            is_small = max(image.width(), image.height()) < side
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_small)
            painter.drawImage(_fitted(frame, image), image)
            painter.setPen(self._palette.color("border"))
            painter.drawRect(_fitted(frame, image).adjusted(0, 0, -1, -1))

    def _side(self) -> int:
        columns, rows = max(map(len, self._rows)), len(self._rows)
        across = (self.width() - NAME_WIDTH - GAP * columns) // columns
        down = (self.height() - HEAD - GAP * rows) // rows
        return max(8, min(across, down))

    def _left(self, column: int, side: int) -> int:
        # The originals stand apart from what became of them.
        return NAME_WIDTH + column * (side + GAP) + (GAP if column else 0)


def _images(preview: PreviewReady) -> list[QImage]:
    size = preview.height * preview.width * 3
    return [
        QImage(
            preview.pixels[start : start + size],
            preview.width,
            preview.height,
            3 * preview.width,
            QImage.Format.Format_RGB888,
        ).copy()
        for start in range(0, len(preview.pixels), size)
    ]


def _fitted(frame: QRect, image: QImage) -> QRect:
    size = image.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(frame.topLeft(), size)
