"""The whole network as a picture file: PNG for slides, SVG for print."""

from math import ceil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from explorer.atomic_file import replaced_when_written
from explorer.ui.diagram.network_scene import NetworkScene

PNG_SCALE = 2.0
"""Pixels for a pixel on the screen."""
MAX_SIDE = 32_000
"""Pixels that a PNG is long at most: a painter counts no further. Longer pictures are drawn smaller."""
CSS_DPI = 96
"""Pixels of an inch, as a browser counts them."""
SUFFIXES = (".png", ".svg")

translate = QCoreApplication.translate


class PictureError(ValueError):
    """A picture that cannot be made; the message is one sentence for the user."""


def save_picture(scene: NetworkScene, path: Path) -> None:
    """Writes all of a scene, not just what is in view; the suffix of `path` decides on PNG or SVG.

    Raises:
        FileWriteError: the file cannot be written.
        PictureError: nothing is drawn, or the suffix is another.
    """
    if scene.figure is None:
        raise PictureError(translate("NetworkDiagram", "There is no picture yet: the network has never been legal."))
    if path.suffix.lower() not in SUFFIXES:
        raise PictureError(
            translate("NetworkDiagram", "Cannot save {} as a picture: end its name in .png or .svg.").format(path.name)
        )
    if path.suffix.lower() == ".svg":
        render_svg(scene, path)
    else:
        render_png(scene, path)


def render_png(scene: NetworkScene, path: Path, scale: float = PNG_SCALE) -> None:
    """Raises FileWriteError."""
    size = scene.content.size()
    scale = min(scale, MAX_SIDE / max(size.width(), size.height()))
    image = QImage(_whole(size * scale), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    scene.paint_plain(painter)
    painter.end()
    with replaced_when_written(path) as temporary:
        # Asked of the system first: Qt would only say that it failed, not why.
        temporary.touch()
        writer = QImageWriter(str(temporary), b"png")
        if not writer.write(image):
            raise OSError(writer.errorString())


def render_svg(scene: NetworkScene, path: Path) -> None:
    """Raises FileWriteError."""
    size = scene.content.size()
    with replaced_when_written(path) as temporary:
        temporary.touch()
        generator = QSvgGenerator()
        generator.setFileName(str(temporary))
        generator.setResolution(CSS_DPI)
        generator.setSize(_whole(size))
        generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
        generator.setTitle(translate("NetworkDiagram", "Block diagram of the network"))
        painter = QPainter()
        if not painter.begin(generator):
            raise OSError(translate("NetworkDiagram", "the picture could not be drawn"))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing)
        scene.paint_plain(painter)
        painter.end()


def _whole(size: QSizeF) -> QSize:
    return QSize(ceil(size.width()), ceil(size.height()))
