"""The scene: an item for every part of a network, updated with its figure, and saved as PNG or SVG."""

from math import ceil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QGraphicsScene

from explorer.atomic_file import replaced_when_written, write_atomically
from explorer.figure.figure import BlockFigure, Spot
from explorer.figure.network_layout import MARGIN, NetworkFigure, NetworkLayout
from explorer.figure.svg import svg_file, text_width
from explorer.ui.canvas.items.change_items import CanvasChanges, GhostItem
from explorer.ui.canvas.items.drawing import DrawnScene, PenCache
from explorer.ui.canvas.items.part_item import PartItem
from explorer.ui.language import shown_language
from explorer.ui.network_parts import stage_index
from explorer.ui.palette import shown_palette
from explorer.ui.widgets.dialogs import FIGURE_SUFFIXES, FigureError
from explorer.words.catalogue import Words
from models.summary import Summary

PNG_SCALE = 2.0
"""Pixels for a pixel on the screen."""
MAX_SIDE = 32_000
"""Pixels that a PNG is long at most: a painter counts no further. Longer figures are drawn smaller."""

translate = QCoreApplication.translate


class NetworkScene(DrawnScene):
    """Draws what differs from the network before; one part and perhaps one of its blocks is selected."""

    def __init__(self, font: QFont, parent: QObject) -> None:
        super().__init__(parent)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.update_pens(font)
        self.figure: NetworkFigure | None = None
        self._drawn: tuple[Summary, float, frozenset[int]] | None = None
        """Of what the figure is."""
        self.parts: dict[str, PartItem] = {}
        """By name."""
        self.num_stages = 0
        """Of the network as it is; the figure may be that of an earlier one, which was legal."""
        self._changes = CanvasChanges()
        self.ghosts: list[GhostItem] = []
        """Outlines of stages that only the baseline has."""
        self._is_close = False
        self.selected = ""
        self.selected_block: int | None = None

    def draw(self, summary: Summary, tallest: float, unfolded: frozenset[int], changes: CanvasChanges) -> NetworkFigure:
        """Draws a network: its input `tallest` high, the stages in `unfolded` drawn out, with changes of its own."""
        self._update_at_once()
        self._changes = changes = changes if changes.summary is summary else CanvasChanges()
        self._drawn = summary, tallest, unfolded
        before = [ghost.before for ghost in changes.ghosts]
        self.figure = figure = self._layout.figure(summary, tallest, unfolded, before)
        wanted = {part.name for part in figure.parts}
        for name in self.parts.keys() - wanted:
            self.removeItem(self.parts.pop(name))
        for part, left in zip(figure.parts, figure.lefts, strict=True):
            item = self.parts.get(part.name)
            if item is None:
                item = self.parts[part.name] = PartItem(part, figure.frame)
                self.addItem(item)
                item.set_close(self._is_close)
                self._mark_selected(part.name)
            else:
                item.set_figure(part, figure.frame)
            item.setPos(left, 0)
            item.set_change(changes.parts.get(part.name))
        self._draw_ghosts(figure)
        return figure

    def _draw_ghosts(self, figure: NetworkFigure) -> None:
        for item in self.ghosts:
            self.removeItem(item)
        self.ghosts = [GhostItem(ghost, figure.frame) for ghost in self._changes.ghosts]
        for item, left in zip(self.ghosts, figure.ghosts, strict=True):
            item.setPos(left, 0)
            self.addItem(item)

    def _update_at_once(self) -> None:
        """A scene has the whole window painted for items that change: painted now, they are not for another time."""
        self.update()
        for view in self.views():
            view.viewport().update()

    def set_close(self, is_close: bool) -> None:
        """See PartItem."""
        self._is_close = is_close
        for item in self.parts.values():
            item.set_close(is_close)

    @property
    def summary(self) -> Summary:
        """Of the network that is drawn; there is one where there are parts."""
        assert self._drawn is not None, "nothing is drawn yet"
        return self._drawn[0]

    @property
    def content(self) -> QRectF:
        """All of the figure, with a margin; empty where nothing is drawn."""
        figure = self.figure
        if figure is None:
            return QRectF()
        frame = QRectF(0, figure.frame.top, figure.width, figure.height)
        return frame.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)

    def is_current(self, part: str) -> bool:
        """Whether a part of the figure is also one of the network as it is."""
        index = stage_index(part)
        return index is None or index < self.num_stages

    @property
    def current_parts(self) -> list[str]:
        """Names of the parts in the figure, in their order."""
        return [] if self.figure is None else [part.name for part in self.figure.parts if self.is_current(part.name)]

    def select(self, part: str, block: int | None) -> None:
        before = self.selected
        self.selected, self.selected_block = part, block
        for name in {before, part} & self.parts.keys():
            self._mark_selected(name)

    def _mark_selected(self, name: str) -> None:
        is_selected = name == self.selected
        self.parts[name].set_selected(is_selected, self.selected_block if is_selected else None)

    def update_pens(self, font: QFont) -> None:
        """Makes the pens anew, for a font and the theme that is shown; after another font, draw again."""
        self.pens = PenCache(shown_palette(), font)
        """With which every item paints itself."""
        self._layout = NetworkLayout(self.pens.text_width, Words(shown_language()))
        self.setBackgroundBrush(self.pens.color("surface"))
        for item in self.items():
            item.update()

    def part_at(self, position: QPointF) -> PartItem | None:
        """The part at a place of the scene."""
        for item in self.parts.values():
            if item.band.contains(item.mapFromScene(position)):
                return item
        return None

    def spot_at(self, position: QPointF) -> tuple[PartItem | None, Spot | None]:
        """The part at a place of the scene, and what answers to the mouse there, as long as it can be read."""
        item = self.part_at(position)
        if item is None or not self.pens.is_readable("number", self.views()[0].transform().m11()):
            return item, None
        return item, item.spot_at(item.mapFromScene(position))

    def block_at(self, position: QPointF) -> tuple[PartItem | None, BlockFigure | None, int | None]:
        """The part, the block in it and, where units are drawn one by one, the position of the one there."""
        item = self.part_at(position)
        if item is None:
            return None, None, None
        x = item.mapFromScene(position).x()
        block = item.figure.block_at(x)
        return item, block, None if block is None else block.unit_at(x)

    def paint_plain(self, painter: QPainter) -> None:
        """The whole network as in a book, on what is there, its upper left corner at the painter's origin."""
        painter.translate(-self.content.topLeft())
        for item in self.parts.values():
            painter.translate(item.pos())
            item.paint_plain(painter)
            painter.translate(-item.pos())

    def plain_svg(self, title: str) -> str:
        """The whole network as in a book, for readers who may have other fonts."""
        assert self._drawn is not None, "nothing is drawn yet"
        figure = NetworkLayout(text_width, Words(shown_language())).figure(*self._drawn)
        return svg_file(figure, title, lambda color, strength: self.pens.mixed(color, strength).name())


def save_figure(scene: NetworkScene, path: Path) -> None:
    """Writes all of a scene, not just what is in view; the suffix of `path` decides on PNG or SVG.

    Raises:
        FileWriteError: the file cannot be written.
        FigureError: nothing is drawn, or the suffix is another.
    """
    if scene.figure is None:
        raise FigureError(translate("NetworkDiagram", "There is no figure yet: the network has not been valid so far."))
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
