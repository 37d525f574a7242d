"""A gallery of images with what they are and what they were taken for."""

import numpy as np
from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.runs.evaluation_result import EvaluationResult
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font
from explorer.ui.train_page.curves.metric import write_share
from explorer.ui.widgets.table_model import Column, Index, TableModel

TILE = QSize(124, 158)
LINE = 17
PADDING = 8
IMAGE_SIDE = 84
GAP = 8
COLUMNS = 8
MOST_ROWS = 8
"""Of the gallery as a file."""
IMAGE_SCALE = 2


class GalleryModel(TableModel):
    """Some images of an evaluation, in a given order; a row is an image's position there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((Column("", self._text),), parent)
        self._result: EvaluationResult
        """Set before there is a row."""
        self._images: dict[int, QImage | None] = {}

    def set_images(self, result: EvaluationResult, positions: np.ndarray) -> None:
        """Shows the images at these positions of an evaluation."""
        self._result, self._images = result, {}
        self.reset(positions.tolist())

    def about(self, row: int) -> str:
        return f"{self._result.image_name(row)}\n{self._text(row)}"

    def image(self, row: int) -> QImage | None:
        """None where the evaluation has no thumbnail of the image."""
        if row not in self._images:
            pixels = self._result.thumbnail(row)
            self._images[row] = None if pixels is None else as_image(pixels)
        return self._images[row]

    def label(self, row: int) -> str:
        """Name of the true class."""
        return self._result.classes[self._result.labels[row]]

    def prediction(self, row: int) -> str:
        """Name of the predicted class; empty where it is the true one."""
        label, prediction = self._result.labels[row], self._result.predictions[row]
        return "" if label == prediction else self._result.classes[prediction]

    def confidence(self, row: int) -> str:
        return write_share(float(self._result.confidences[row]))

    def _text(self, row: int) -> str:
        label, prediction, share = self.label(row), self.prediction(row), self.confidence(row)
        if prediction:
            return self.tr("{}, classified as {} ({})").format(label, prediction, share)
        return self.tr("{}, correct ({})").format(label, share)


class Gallery(QListView):
    """Tiles that flow with the width; arrow keys go from one to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self.images = GalleryModel(self)
        self.setModel(self.images)
        self._delegate = _TileDelegate(self.images, self)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(4)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def to_image(self) -> QImage:
        """The first tiles as an image for a file, in rows of COLUMNS."""
        num_tiles = min(self.images.rowCount(), COLUMNS * MOST_ROWS)
        step_x, step_y = TILE.width() + GAP, TILE.height() + GAP
        size = QSize(COLUMNS * step_x + GAP, max(1, -(-num_tiles // COLUMNS)) * step_y + GAP)
        image = QImage(size * IMAGE_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(IMAGE_SCALE)
        image.fill(themed("surface"))
        option = QStyleOptionViewItem()
        with QPainter(image) as painter:
            for row in range(num_tiles):
                corner = QPoint(GAP + row % COLUMNS * step_x, GAP + row // COLUMNS * step_y)
                option.rect = QRect(corner, TILE)
                self._delegate.paint(painter, option, self.images.index(row, 0))
        return image


class _TileDelegate(QStyledItemDelegate):
    def __init__(self, images: GalleryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._images = images
        self._bold, self._small = scaled_font(bold=True), scaled_font(-1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return TILE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._images.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_tile(painter, option)
        self._paint_image(painter, option.rect, self._images.image(row))
        self._paint_words(painter, option.rect, row)
        painter.restore()

    def _paint_tile(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(themed("accent" if is_selected else "border_strong" if is_hovered else "border"))
        painter.setBrush(themed("selection" if is_selected else "raised"))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_image(self, painter: QPainter, area: QRect, image: QImage | None) -> None:
        left = area.left() + (area.width() - IMAGE_SIDE) / 2
        room = QRectF(left, area.top() + PADDING, IMAGE_SIDE, IMAGE_SIDE)
        if image is not None:
            paint_fitted(painter, image, room)
            return
        painter.setPen(themed("text_disabled"))
        painter.setFont(self._small)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "…")

    def _paint_words(self, painter: QPainter, area: QRect, row: int) -> None:
        line = QRect(area.left() + PADDING, area.top() + 2 * PADDING + IMAGE_SIDE - 4, area.width() - 2 * PADDING, LINE)
        label, prediction = self._images.label(row), self._images.prediction(row)
        self._write(painter, line, label, self._bold, "text" if prediction else "success")
        line.translate(0, LINE)
        if prediction:
            self._write(painter, line, f"→ {prediction}", self._bold, "danger")
            line.translate(0, LINE)
        self._write(painter, line, self._images.confidence(row), self._small, "text_muted")

    def _write(self, painter: QPainter, area: QRect, text: str, font: QFont, color: str) -> None:
        painter.setFont(font)
        painter.setPen(themed(color))
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, fitted)


def as_image(pixels: np.ndarray) -> QImage:
    """(h, w, 1) or (h, w, 3) uint8 pixels as an image of its own memory."""
    height, width, channels = pixels.shape
    form = QImage.Format.Format_Grayscale8 if channels == 1 else QImage.Format.Format_RGB888
    content = np.ascontiguousarray(pixels)
    return QImage(content.data, width, height, width * channels, form).copy()


def paint_fitted(painter: QPainter, image: QImage, area: QRectF) -> None:
    """As large as fits into the area, in its middle. Few pixels stay pixels: what the network saw is not smoothed."""
    scale = min(area.width() / image.width(), area.height() / image.height())
    fitted = QRectF(0, 0, image.width() * scale, image.height() * scale)
    fitted.moveCenter(area.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < 1)
    painter.drawImage(fitted, image)
