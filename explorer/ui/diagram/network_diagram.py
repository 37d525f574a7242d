"""The block diagram of a network."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsScene, QLabel, QToolTip, QVBoxLayout, QWidget

from explorer.experiment.analysis import Analysis
from explorer.ui.diagram.block_tooltip import block_tooltip, input_tooltip
from explorer.ui.diagram.diagram_view import ZOOM_STEP, DiagramView
from explorer.ui.diagram.figure import BlockFigure
from explorer.ui.diagram.inks import Inks
from explorer.ui.diagram.network_layout import NetworkFigure, NetworkLayout
from explorer.ui.diagram.part_item import PartItem
from explorer.ui.diagram.scale import TALLEST
from explorer.ui.diagram.text_fonts import TextFonts
from explorer.ui.diagram.zoom_buttons import ZoomButtons
from explorer.ui.network_part import blocks_of
from explorer.ui.palette import Palette, palettes
from models.config import NetworkConfig
from models.summary import Summary

MARGIN = 12.0
BUTTONS_MARGIN = 4


class NetworkDiagram(QWidget):
    """Shows the network of an analysis; of one that is not legal, the last legal one, dimmed."""

    partSelected = Signal(str)
    """A part that a person chose here: "input", "stem", "stages.0", ..., "head"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        palette = palettes()["light"]
        self._inks = Inks(palette)
        self._fonts = TextFonts(self.font())
        self._layout = NetworkLayout(self._fonts.width)
        self._summary: Summary | None = None
        self._figure: NetworkFigure | None = None
        self.items: dict[str, PartItem] = {}
        """By part."""
        self._selected = ""
        self._tallest = TALLEST[0]
        self._build()
        self.apply_palette(palette)

    def set_analysis(self, analysis: Analysis) -> None:
        """Redraws what differs. A new network is fitted; an edit leaves a zoom made by hand alone."""
        self._note.setVisible(not analysis.is_legal)
        self.view.set_dimmed(not analysis.is_legal)
        if analysis.summary is None:
            return
        is_new = self._summary is not None and not is_edit(self._summary.spec.config, analysis.config)
        self._summary = analysis.summary
        first = self._figure is None
        self._show()
        if first or is_new:
            self.view.fit()
            self._adapt_height()

    def set_selected(self, part: str) -> None:
        """Highlights a part."""
        if part == self._selected:
            return
        for name in (self._selected, part):
            if name in self.items:
                self.items[name].set_selected(name == part)
        self._selected = part
        if part in self.items:
            item = self.items[part]
            self.view.show_area(item.mapRectToScene(item.band))
            self.view.setAccessibleDescription(f"{item.figure.title}, {item.figure.subtitle}")

    def apply_palette(self, palette: Palette) -> None:
        self._inks = Inks(palette)
        self._scene.setBackgroundBrush(palette.color("surface"))
        self._buttons.apply_palette(palette)
        for item in self.items.values():
            item.set_style(self._inks, self._fonts)

    def sizeHint(self) -> QSize:
        return QSize(880, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 140)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fonts = TextFonts(self.font())
            self._layout = NetworkLayout(self._fonts.width)
            self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_corners()

    def _build(self) -> None:
        self._scene = QGraphicsScene(self)
        self._scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.view = DiagramView(self._scene, self)
        self.view.setAccessibleName(self.tr("Block diagram of the network"))
        self.view.hovered.connect(self._hover)
        self.view.clicked.connect(self._choose_at)
        self.view.double_clicked.connect(self._double_click)
        self.view.stepped.connect(self._step)
        self.view.resized.connect(self._adapt_height)
        self.view.tooltip_wanted.connect(self._show_tooltip)
        self._buttons = ZoomButtons(self)
        self._buttons.closerRequested.connect(lambda: self.view.zoom_by(ZOOM_STEP))
        self._buttons.furtherRequested.connect(lambda: self.view.zoom_by(1 / ZOOM_STEP))
        self._buttons.fitRequested.connect(self.view.fit)
        self._note = QLabel(self.tr("The last legal network; what is wrong now is said beside the fields."), self)
        self._note.setProperty("role", "caption")
        self._note.hide()
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def _place_corners(self) -> None:
        size = self._buttons.sizeHint()
        self._buttons.resize(size)
        self._buttons.move(self.width() - size.width() - BUTTONS_MARGIN, self.height() - size.height() - BUTTONS_MARGIN)
        self._note.adjustSize()
        self._note.move(2 * BUTTONS_MARGIN, self.height() - self._note.height() - BUTTONS_MARGIN)

    def _adapt_height(self) -> None:
        """Draws a fitted picture less tall where its height alone would make it, and its texts, smaller."""
        if self._figure is None or not self.view.is_fitted:
            return
        room, margins = self.view.room, 2 * MARGIN
        by_width = min(1.0, room.width() / (self._figure.width + margins))
        rest = self._figure.height + margins - self._tallest
        tallest = next((high for high in TALLEST if room.height() >= by_width * (rest + high)), TALLEST[-1])
        if tallest != self._tallest:
            self._tallest = tallest
            self._show()

    def _show(self) -> None:
        self._figure = figure = self._layout.figure(self._summary, self._tallest)
        wanted = {part.name for part in figure.parts}
        for name in self.items.keys() - wanted:
            self._scene.removeItem(self.items.pop(name))
        for part, left in zip(figure.parts, figure.lefts, strict=True):
            item = self.items.get(part.name)
            if item is None:
                item = PartItem(part, figure.frame, self._inks, self._fonts)
                self._scene.addItem(item)
                item.set_selected(part.name == self._selected)
                self.items[part.name] = item
            else:
                item.set_figure(part, figure.frame)
            item.setPos(left, 0)
        content = QRectF(0, figure.frame.top, figure.width, figure.height)
        self.view.set_content(content.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))

    def _items_restyled(self) -> None:
        for item in self.items.values():
            item.set_style(self._inks, self._fonts)
        if self._summary is not None:
            self._show()

    def _part_at(self, position: QPointF) -> PartItem | None:
        for item in self.items.values():
            if item.band.contains(item.mapFromScene(position)):
                return item
        return None

    def _block_at(self, position: QPointF) -> tuple[PartItem | None, BlockFigure | None]:
        item = self._part_at(position)
        return item, item.figure.block_at(item.mapFromScene(position).x()) if item else None

    def _hover(self, position: QPointF | None) -> None:
        hovered, block = (None, None) if position is None else self._block_at(position)
        for item in self.items.values():
            item.set_hovered(block if item is hovered else None)

    def _choose_at(self, position: QPointF) -> None:
        item = self._part_at(position)
        if item is not None:
            self._choose(item.figure.name)

    def _choose(self, part: str) -> None:
        self.set_selected(part)
        self.partSelected.emit(part)

    def _double_click(self, position: QPointF) -> None:
        if self._part_at(position) is None:
            self.view.fit()

    def _step(self, by: int) -> None:
        if self._figure is None:
            return
        names = [part.name for part in self._figure.parts]
        at = names.index(self._selected) + by if self._selected in names else 0
        if 0 <= at < len(names):
            self._choose(names[at])

    def _show_tooltip(self, position: QPointF, screen: QPoint) -> None:
        item, block = self._block_at(position)
        if item is None or block is None:
            QToolTip.hideText()
            return
        QToolTip.showText(screen, self.tooltip(item.figure.name, block, item.mapFromScene(position).x()), self.view)

    def tooltip(self, part: str, block: BlockFigure, x: float) -> str:
        """What is said of the block of a part at `x`; of a run of dense layers, of the one at `x`."""
        if part == "input":
            return input_tooltip(self._summary.spec.config.input)
        rows = blocks_of(self._summary, part)
        single = block.unit_at(x)
        first, count = (block.first, block.count) if single is None else (single, 1)
        return block_tooltip(rows[first : first + count], block.shortcut)


def is_edit(old: NetworkConfig, new: NetworkConfig) -> bool:
    """Whether a config came from another by the edit of one part, rather than being another network."""
    if len(old.stages) != len(new.stages):
        return False
    fields = ("input", "num_classes", "stem", "head", "init", "stochastic_depth")
    changed = sum(getattr(old, name) != getattr(new, name) for name in fields)
    changed += sum(a != b for a, b in zip(old.stages, new.stages, strict=True))
    return changed <= 1
