"""The menu that saves results, each in its formats."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Signal
from PySide6.QtGui import QAction, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QMenu, QWidget

from explorer.atomic_file import write_atomically
from explorer.runs.evaluation_result import (
    EvaluationResult,
    ImagePrediction,
    classes_csv,
    confusion_csv,
    images_csv,
    predictions_csv,
)
from explorer.ui.train_page.results.confusion_matrix import ConfusionMatrix
from explorer.ui.train_page.results.gallery import Gallery
from explorer.ui.widgets.dialogs import ask_and_save

MATRIX_SIDE = 700
"""Points of the confusion matrix as an image."""
IMAGE_SCALE = 2
"""Pixels a point."""


class SaveMenu(QMenu):
    """Asks for a file and writes it; only what there is can be chosen."""

    messageRaised = Signal(str, object, str)
    """(severity, sentence, details)."""

    def __init__(self, name: str, matrix: ConfusionMatrix, mistakes: Gallery, parent: QWidget) -> None:
        """`name` begins the names of the files."""
        super().__init__(parent)
        self._parent, self._name, self._matrix, self._mistakes = parent, name, matrix, mistakes
        self._result: EvaluationResult
        """Set before an action that saves it is enabled."""
        self._predictions: Sequence[ImagePrediction] = ()
        self.classes = self._add(self.tr("Classes as CSV…"), "classes", (".csv",), self._write_classes)
        self.images = self._add(self.tr("Every image as CSV…"), "pictures", (".csv",), self._write_images)
        matrix_text = self.tr("Confusion matrix as PNG, SVG or CSV…")
        self.matrix = self._add(matrix_text, "confusion", (".png", ".svg", ".csv"), self.write_matrix)
        self.gallery = self._add(self.tr("Gallery of mistakes as PNG…"), "mistakes", (".png",), self.write_mistakes)
        self.addSeparator()
        self.tried = self._add(self.tr("Predictions as CSV…"), "tried", (".csv",), self._write_predictions)
        self.set_content(None, ())

    def set_content(self, result: EvaluationResult | None, predictions: Sequence[ImagePrediction]) -> None:
        """What there is to save."""
        self._predictions = predictions
        if result is not None:
            self._result = result
        for action in (self.classes, self.images, self.matrix, self.gallery):
            action.setEnabled(result is not None)
        self.tried.setEnabled(bool(predictions))

    def write_matrix(self, path: Path) -> None:
        """Writes the confusion matrix in the format of the file's suffix. Raises FileWriteError."""
        match path.suffix.lower():
            case ".png":
                write_atomically(path, self._matrix_png())
            case ".svg":
                write_atomically(path, self._matrix_svg())
            case _:
                write_atomically(path, confusion_csv(self._result).encode())

    def write_mistakes(self, path: Path) -> None:
        """The first mistakes of the gallery as an image. Raises FileWriteError."""
        write_atomically(path, _as_png(self._mistakes.to_image()))

    def _add(self, text: str, what: str, suffixes: tuple[str, ...], write: Callable[[Path], None]) -> QAction:
        title, stem = self.tr("Save results"), f"{self._name}-{what}"
        action = self.addAction(text)
        action.triggered.connect(
            lambda: ask_and_save(self._parent, title, stem, suffixes, write, self.messageRaised.emit)
        )
        return action

    def _write_classes(self, path: Path) -> None:
        write_atomically(path, classes_csv(self._result).encode())

    def _write_images(self, path: Path) -> None:
        write_atomically(path, images_csv(self._result).encode())

    def _write_predictions(self, path: Path) -> None:
        write_atomically(path, predictions_csv(self._predictions).encode())

    def _matrix_png(self) -> bytes:
        image = QImage(IMAGE_SCALE * MATRIX_SIDE, IMAGE_SCALE * MATRIX_SIDE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(IMAGE_SCALE)
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._matrix.paint_on(painter, QSize(MATRIX_SIDE, MATRIX_SIDE))
        return _as_png(image)

    def _matrix_svg(self) -> bytes:
        buffer, generator = _open_buffer(), QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(QSize(MATRIX_SIDE, MATRIX_SIDE))
        generator.setViewBox(QRectF(0, 0, MATRIX_SIDE, MATRIX_SIDE))
        with QPainter(generator) as painter:
            self._matrix.paint_on(painter, QSize(MATRIX_SIDE, MATRIX_SIDE))
        return bytes(buffer.data().data())


def _as_png(image: QImage) -> bytes:
    buffer = _open_buffer()
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())


def _open_buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
