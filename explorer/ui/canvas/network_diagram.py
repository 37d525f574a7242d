"""The block diagram of a network: the canvas that shows it and on which a person changes it."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from explorer.experiment.analysis import Analysis
from explorer.figure.column import TALLEST
from explorer.figure.figure import FOLD
from explorer.ui.actions import keys_text, make_menu, pop_up
from explorer.ui.canvas.canvas_bar import CanvasActions, CanvasBar
from explorer.ui.canvas.gestures.block_tooltip import tooltip_at
from explorer.ui.canvas.gestures.diagram_selection import DiagramSelection
from explorer.ui.canvas.gestures.diagram_view import DiagramView
from explorer.ui.canvas.gestures.number_typing import NumberTyping
from explorer.ui.canvas.gestures.stage_drag import StageDrag
from explorer.ui.canvas.gestures.stage_folds import StageFolds
from explorer.ui.canvas.items.change_items import CanvasChanges
from explorer.ui.canvas.items.network_scene import MARGIN, NetworkScene, save_figure
from explorer.ui.canvas.items.overview_map import OverviewMap
from explorer.ui.canvas.items.part_item import PartItem
from explorer.ui.layout import column
from explorer.ui.network_parts import stage_index
from explorer.ui.palette import follow_theme
from explorer.ui.widgets.dialogs import FIGURE_SUFFIXES, ask_for_file, saved_message
from models.config import NetworkConfig
from models.summary import Summary

MAP_MARGIN = 8
CLOSE = 1.6
"""Zoom from which parts are painted as they are seen: figures of them would be larger than the view."""


class NetworkDiagram(QWidget):
    """Shows the network of an analysis; of one that is not legal, the last legal one, dimmed."""

    partSelected = Signal(str)
    """A part that a person chose here: "input", "stem", "stages.0", ..., "head"."""
    blockSelected = Signal(str, int)
    """A block that a person chose here: its part, and its position among the part's blocks."""
    fieldEdited = Signal(str, object)
    """Path in the network config ("stages.0.width"), and the value wanted."""
    stageAddRequested = Signal(str, int)
    """Kind ("basic", "bottleneck", "dense") and the index that the stage should get."""
    stageMoveRequested = Signal(int, int)
    """From this index to that, as counted without it."""
    messageRaised = Signal(str, object, str)
    """(severity, sentence, details): a figure was saved, or could not be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._config: NetworkConfig | None = None
        self._summary: Summary | None = None
        self._changes = CanvasChanges()
        self._tallest = TALLEST[0]
        self._stage_actions: list[QAction | None] = []
        self._scene = NetworkScene(self.font(), self)
        self.view = DiagramView(self._scene, self._can_grab, self)
        self.map = OverviewMap(self.view)
        self.selection = DiagramSelection(self.view, self._scene)
        self.numbers = NumberTyping(self.view, self._scene)
        self.stages = StageDrag(self.view, self._scene)
        self.folds = StageFolds(self._scene)
        self.commands = CanvasActions(
            self.view, self.selection, self.numbers, self.stages, self.folds, self.ask_for_figure
        )
        self.view.addActions(list(self.commands))
        self.bar = CanvasBar(self.commands, self)
        self._connect()
        self._lay_out()
        follow_theme(self, self._update_pens)
        self.view.setAccessibleName(self.tr("Block diagram of the network"))
        self.selection.describe()

    @property
    def items(self) -> dict[str, PartItem]:
        """By part."""
        return self._scene.parts

    def set_analysis(self, analysis: Analysis) -> None:
        """Redraws what differs. A new network is fitted; an edit leaves a zoom made by hand alone."""
        before, self._config = self._config, analysis.config
        self._scene.num_stages = len(analysis.config.stages)
        self.numbers.set_network(analysis.config)
        self.bar.set_note(not analysis.is_legal, is_empty=not analysis.config.stages)
        self.view.set_dimmed(not analysis.is_legal)
        if analysis.summary is None:
            return
        is_new = before is None or self._summary is None or not is_edit(before, analysis.config)
        if self._summary is not None:
            self.folds.track(self._summary.spec.config.stages, analysis.config.stages)
        self._summary = analysis.summary
        self._draw()
        if is_new:
            self.view.fit()
            self._adapt_height()

    def set_changes(self, changes: CanvasChanges) -> None:
        """Marks what differs from a baseline. Those of a network that is not shown yet wait for it."""
        self._changes = changes
        is_for_what_is_shown = changes.summary is None or changes.summary is self._summary
        if self._summary is not None and is_for_what_is_shown:
            self._draw()
            self.selection.describe()

    def set_selected(self, part: str) -> None:
        """Highlights a part, and none of its blocks."""
        if part != self._scene.selected:
            self.selection.show(part, None)

    def set_selected_block(self, part: str, block: int | None) -> None:
        """Highlights a part and one of its blocks."""
        self.selection.show(part, block)

    def set_actions(self, actions: list[QAction | None]) -> None:
        """What can be done with stages, None between groups: for its keys and the context menu."""
        self._stage_actions = actions
        self.view.addActions([action for action in actions if action is not None])

    def _show_folds(self, item: PartItem | None) -> None:
        """Draws the folds as they are now; `item` is what a person looks at."""
        if self._summary is None or item is None:
            return
        self._draw()
        if not self.folds.unfolded:
            self.view.fit()
        elif item.figure.is_unfolded or not item.figure.folds:
            self.view.stay_readable(item.x())

    def match_view(self, other: "NetworkDiagram") -> None:
        """Shows the same stages unfolded as another diagram of the network, in the same place and zoom."""
        self.folds.unfolded, self._tallest = other.folds.unfolded, other._tallest
        if self._summary is not None:
            self._draw()
            self.view.match_view(other.view)

    def save_figure(self, path: Path) -> None:
        """Writes the whole network as it is drawn to a PNG or SVG file, which the suffix decides.

        Raises:
            FileWriteError: the file cannot be written.
            FigureError: there is nothing to draw yet, or the suffix is another.
        """
        save_figure(self._scene, path)

    def ask_for_figure(self) -> None:
        """Asks where to save the figure, and saves it there."""
        ask_for_file(self, self.tr("Save figure of the network"), self.tr("network"), FIGURE_SUFFIXES, self._save_to)

    def _save_to(self, path: Path) -> None:
        self.messageRaised.emit(*saved_message(path, self.save_figure))

    def sizeHint(self) -> QSize:
        return QSize(880, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 140)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._update_pens()
            self._draw()

    def _update_pens(self) -> None:
        self._scene.update_pens(self.font())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_map()

    def _connect(self) -> None:
        view, bar = self.view, self.bar
        view.hovered.connect(self._hover)
        view.clicked.connect(self._click)
        view.doubleClicked.connect(self._double_click)
        view.resized.connect(self._adapt_to_size)
        view.moved.connect(self._update_map)
        view.menuRequested.connect(self._open_menu)
        view.tooltipRequested.connect(self._show_tooltip)
        self.selection.partSelected.connect(self.partSelected)
        self.selection.blockSelected.connect(self.blockSelected)
        bar.stageRequested.connect(self._add_behind)
        self.map.placeRequested.connect(lambda x, y: view.center_on(QPointF(x, y)))
        self.numbers.fieldEdited.connect(self.fieldEdited)
        self.stages.stageAddRequested.connect(self.stageAddRequested)
        self.stages.stageMoveRequested.connect(self.stageMoveRequested)
        self.folds.changed.connect(self._show_folds)

    def _lay_out(self) -> None:
        self.setFocusProxy(self.view)
        self.setLayout(column((self.view, 1), self.bar, spacing=0))

    def _adapt_to_size(self) -> None:
        self._adapt_height()
        self._place_map()
        self._update_map()

    def _place_map(self) -> None:
        corner = self.view.rect().bottomRight() - QPoint(self.map.width() + MAP_MARGIN, self.map.height() + MAP_MARGIN)
        self.map.move(corner)

    def _update_map(self) -> None:
        self._scene.set_close(self.view.zoom > CLOSE)
        if self._scene.figure is not None:
            self.map.set_seen(self.view.seen, self.view.is_fitted or self.view.shows_all)

    def _adapt_height(self) -> None:
        """Draws a fitted figure less tall where its height alone would make it, and its texts, smaller."""
        figure = self._scene.figure
        if figure is None or not self.view.is_fitted:
            return
        room, margins = self.view.room, 2 * MARGIN
        by_width = min(1.0, room.width() / (figure.width + margins))
        rest = figure.height + margins - self._tallest
        tallest = next((high for high in TALLEST if room.height() >= by_width * (rest + high)), TALLEST[-1])
        if tallest != self._tallest:
            self._tallest = tallest
            self._draw()

    def _draw(self) -> None:
        if self._summary is None:
            return
        figure = self._scene.draw(self._summary, self._tallest, self.folds.unfolded, self._changes)
        self.map.set_figure(figure)
        self.view.set_content(self._scene.content)
        self.commands.update()

    def _can_grab(self, position: QPointF) -> bool:
        """A stage; one that is wider than the view only by its header, so that there is something to pan by."""
        item = self._scene.part_at(position)
        if item is None or not item.figure.name.startswith("stages.") or not self._scene.is_current(item.figure.name):
            return False
        return item.band.width() < self.view.seen.width() or item.is_in_header(item.mapFromScene(position))

    def _hover(self, position: QPointF | None) -> None:
        hovered, block, unit, spot = None, None, None, None
        if position is not None:
            hovered, block, unit = self._scene.block_at(position)
            spot = self._scene.spot_at(position)[1]
        self.numbers.offer_handles(hovered)
        for item in self.items.values():
            item.set_hovered(*((block, unit, spot) if item is hovered else (None, None, None)))
        if spot is None:
            self.view.viewport().unsetCursor()
        else:
            shape = Qt.CursorShape.PointingHandCursor if spot.name == FOLD else Qt.CursorShape.IBeamCursor
            self.view.viewport().setCursor(shape)

    def _click(self, position: QPointF) -> None:
        item, spot = self._scene.spot_at(position)
        self.selection.choose_at(position)
        if item is not None and spot is not None and spot.name == FOLD:
            self.folds.toggle(item.figure.name)

    def _double_click(self, position: QPointF) -> None:
        item, spot = self._scene.spot_at(position)
        if item is None:
            self.view.fit()
        elif spot is not None and spot.name != FOLD:
            self.numbers.open_spot(item, spot)

    def _show_tooltip(self, position: QPointF, screen: QPoint) -> None:
        text = tooltip_at(self._scene, position)
        # Beside the network, what the keys do.
        QToolTip.showText(
            screen, f"<p>{escape(keys_text(self.view.actions()))}</p>" if text is None else text, self.view
        )

    def _add_behind(self, kind: str) -> None:
        """Behind the selected stage, or where the stages begin or end."""
        selected, num_stages = self._scene.selected, self._scene.num_stages
        stage = stage_index(selected)
        index = num_stages if stage is None else min(stage + 1, num_stages)
        if selected in ("input", "stem"):
            index = 0
        self.stageAddRequested.emit(kind, index)

    def _open_menu(self, position: QPointF, screen: QPoint) -> None:
        """The actions on the stage under the mouse, which is selected first."""
        item = self._scene.part_at(position)
        if item is not None and self._scene.is_current(item.figure.name):
            self.selection.choose(item.figure.name)
        menu = make_menu(self, *self._stage_actions, None)
        if item is not None and item.figure.folds:
            text = self.tr("Fold repeats") if item.figure.is_unfolded else self.tr("Unfold repeats")
            menu.addAction(text, lambda: self.folds.toggle(item.figure.name))
        menu.addActions([self.commands.fit, self.commands.figure])
        pop_up(menu, screen)


def is_edit(old: NetworkConfig, new: NetworkConfig) -> bool:
    """Whether a config came from another by one edit, rather than being another network.

    An edit leaves all stages but one the same objects, wherever they go.
    """
    fields = ("input", "num_classes", "stem", "head", "init", "stochastic_depth", "activation")
    changed = sum(getattr(old, name) != getattr(new, name) for name in fields)
    if len(old.stages) == len(new.stages):
        changed_stages = sum(a != b for a, b in zip(old.stages, new.stages, strict=True))
        if changed + changed_stages <= 1:
            return True
    known = {id(stage) for stage in old.stages}
    return changed == 0 and bool(new.stages) and sum(id(stage) not in known for stage in new.stages) <= 1
