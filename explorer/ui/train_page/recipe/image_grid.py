"""What the preview paints: images as they are and as training changes them, and how many each class has."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.runs.events import PreviewReady
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font

GAP, HEAD, NAME_WIDTH = 8, 40, 104
"""Pixels between images, over the columns, and for the names of the classes."""
SMALLEST = 56
BAR_ROW, BAR_TOP, BAR = 30, 7, 6
"""Pixels: height of a class, over its first bar, height of a bar."""
COUNT_WIDTH, BARS_WIDTH = 92, 340


class ImageGrid(QWidget):
    """A row for each image: the name of its class, the image, its variants. As large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._rows: list[list[QImage]] = []
        self._sizes: list[str] = []
        self._network_size = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Images before and after augmentation"))
        self._heads = (self.tr("Original"), self.tr("Network input"), self.tr("Augmented"))

    def set_preview(self, preview: PreviewReady | None) -> None:
        """Shows what a job found; None shows nothing."""
        self._names = preview.names if preview else ()
        self._rows = _rows(preview) if preview else []
        self._sizes = [f"{image.full_height} × {image.full_width}" for image in preview.originals] if preview else []
        self._network_size = f"{preview.input_height} × {preview.input_width}" if preview else ""
        self.setAccessibleDescription(", ".join(self._names))
        self.update()

    @property
    def num_images(self) -> int:
        return sum(map(len, self._rows))

    def sizeHint(self) -> QSize:
        return QSize(NAME_WIDTH + 6 * (88 + GAP), HEAD + 6 * (88 + GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(NAME_WIDTH + 6 * (SMALLEST + GAP), HEAD + 6 * (SMALLEST + GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        side = self._side()
        painter.setFont(scaled_font(-1))
        painter.setPen(themed("text_muted"))
        whole, network, changed = self._heads
        for column, head in enumerate((whole, f"{network}, {self._network_size}", changed)):
            place = QRect(self._left(column, side), 0, side * (4 if column == 2 else 1) + GAP - 2, HEAD - 4)
            painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap, head)
        for row, (name, size, images) in enumerate(zip(self._names, self._sizes, self._rows, strict=True)):
            top = HEAD + row * (side + GAP)
            self._paint_label(painter, top, side, name, size)
            self._paint_images(painter, top, side, images)

    def _paint_label(self, painter: QPainter, top: int, side: int, name: str, size: str) -> None:
        """The class of an image over its height and width."""
        middle = top + side // 2
        painter.setPen(themed("text"))
        painter.setFont(scaled_font())
        label = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH - GAP)
        painter.drawText(QPoint(0, middle - 2), label)
        painter.setPen(themed("text_muted"))
        painter.setFont(scaled_font(-1))
        painter.drawText(QPoint(0, middle + painter.fontMetrics().ascent() + 2), size)

    def _paint_images(self, painter: QPainter, top: int, side: int, images: list[QImage]) -> None:
        for column, image in enumerate(images):
            frame = QRect(self._left(column, side), top, side, side)
            # Few pixels are shown as they are, many as a photograph.
            is_small = max(image.width(), image.height()) < side
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_small)
            painter.drawImage(_fitted(frame, image), image)
            painter.setPen(themed("border"))
            painter.drawRect(_fitted(frame, image).adjusted(0, 0, -1, -1))

    def _side(self) -> int:
        columns, rows = max(map(len, self._rows)), len(self._rows)
        across = (self.width() - NAME_WIDTH - GAP * (columns + 2)) // columns
        down = (self.height() - HEAD - GAP * rows) // rows
        return max(8, min(across, down))

    def _left(self, column: int, side: int) -> int:
        # Gaps separate the originals, what the network gets, and what training makes of it.
        return NAME_WIDTH + column * (side + GAP) + GAP * min(column, 2)


class ClassBars(QWidget):
    """One row a class, the longest bar as long as there is room. Meant for a scroll area: there may be a thousand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, int, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Images of each class, for training and for testing"))

    def set_counts(self, classes: tuple[str, ...], train: tuple[int, ...], test: tuple[int, ...]) -> None:
        self._rows = list(zip(classes, train, test, strict=True))
        self.setFixedHeight(BAR_ROW * len(self._rows))
        self.setAccessibleDescription("; ".join(f"{name} {train} + {test}" for name, train, test in self._rows))
        self.update()

    @property
    def num_classes(self) -> int:
        return len(self._rows)

    def sizeHint(self) -> QSize:
        return QSize(BARS_WIDTH, BAR_ROW * max(1, len(self._rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((max(train, test) for _, train, test in self._rows), default=0)
        seen = event.rect()
        first, end = seen.top() // BAR_ROW, seen.bottom() // BAR_ROW + 1
        for number in range(first, min(end, len(self._rows))):
            self._paint_row(painter, BAR_ROW * number, *self._rows[number], most)

    def _paint_row(self, painter: QPainter, top: int, name: str, train: int, test: int, most: int) -> None:
        painter.setFont(scaled_font(-1))
        painter.setPen(themed("text"))
        centre = Qt.AlignmentFlag.AlignVCenter
        label = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH - GAP)
        painter.drawText(QRectF(0, top, NAME_WIDTH, BAR_ROW), Qt.AlignmentFlag.AlignLeft | centre, label)
        room = self.width() - NAME_WIDTH - COUNT_WIDTH - 2 * GAP
        for line, (count, color) in enumerate(((train, "training"), (test, "test"))):
            length = room * count / max(1, most)
            bar = QRectF(NAME_WIDTH, top + BAR_TOP + line * (BAR + 4), max(length, 1.0 if count else 0.0), BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(themed(color))
            painter.drawRoundedRect(bar, 2, 2)
        painter.setPen(themed("text_muted"))
        place = QRectF(self.width() - COUNT_WIDTH - GAP, top, COUNT_WIDTH, BAR_ROW)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | centre, f"{train:,} + {test:,}")


def _rows(preview: PreviewReady) -> list[list[QImage]]:
    """Of each image: as it is, as the network gets it, its variants."""
    size, width = preview.height * preview.width * 3, 1 + preview.num_variants
    images = [
        _image(preview.pixels[start : start + size], preview.height, preview.width)
        for start in range(0, len(preview.pixels), size)
    ]
    return [
        [_image(original.pixels, original.height, original.width), *images[row * width : (row + 1) * width]]
        for row, original in enumerate(preview.originals)
    ]


def _image(pixels: bytes, height: int, width: int) -> QImage:
    return QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _fitted(frame: QRect, image: QImage) -> QRect:
    size = image.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(frame.topLeft(), size)
