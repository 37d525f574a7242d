"""The whole network as a figure file: PNG for slides, SVG for print."""

from math import ceil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter

from explorer.atomic_file import replaced_when_written, write_atomically
from explorer.ui.canvas.items.network_scene import NetworkScene
from explorer.ui.widgets.dialogs import FIGURE_SUFFIXES, FigureError

PNG_SCALE = 2.0
"""Pixels for a pixel on the screen."""
MAX_SIDE = 32_000
"""Pixels that a PNG is long at most: a painter counts no further. Longer figures are drawn smaller."""

translate = QCoreApplication.translate


def save_figure(scene: NetworkScene, path: Path) -> None:
    """Writes all of a scene, not just what is in view; the suffix of `path` decides on PNG or SVG.

    Raises:
        FileWriteError: the file cannot be written.
        FigureError: nothing is drawn, or the suffix is another.
    """
    if scene.figure is None:
        raise FigureError(translate("NetworkDiagram", "There is no figure yet: the network has never been legal."))
    if path.suffix.lower() not in FIGURE_SUFFIXES:
        raise FigureError(
            translate("NetworkDiagram", "Cannot save {} as a figure: end its name in .png or .svg.").format(path.name)
        )
    if path.suffix.lower() == ".svg":
        title = translate("NetworkDiagram", "Block diagram of the network")
        write_atomically(path, scene.plain_svg(title).encode())
    else:
        render_png(scene, path)


def render_png(scene: NetworkScene, path: Path, scale: float = PNG_SCALE) -> None:
    """Raises FileWriteError."""
    size = scene.content.size()
    scale = min(scale, MAX_SIDE / max(size.width(), size.height()))
    image = QImage(QSize(ceil(size.width() * scale), ceil(size.height() * scale)), QImage.Format.Format_RGB32)
    image.fill(scene.backgroundBrush().color())
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
