"""Small images on their way from a job to the screen."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter


def as_image(pixels: np.ndarray) -> QImage:
    """(h, w, 1) or (h, w, 3) uint8 pixels as a image of its own memory."""
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
