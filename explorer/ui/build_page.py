"""The Build page: the parts and their fields on the left, what they make and cost on the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from explorer.ui.diagram.network_diagram import NetworkDiagram
from explorer.ui.document import DocumentState
from explorer.ui.editor.part_editor import PartEditor
from explorer.ui.editor.parts import part_title
from explorer.ui.editor.parts_list import PartsList
from explorer.ui.editor.stage_actions import StageActions
from explorer.ui.headline import Headline
from explorer.ui.palette import Palette
from explorer.ui.settings import WindowSettings
from explorer.ui.totals_strip import TotalsStrip

if TYPE_CHECKING:
    from explorer.ui.cost_views import CostViews

COLUMN_WIDTH = 340
MIN_COLUMN_WIDTH = 300


class BuildPage(QWidget):
    """Lays out the views of the network and passes on to them what to show."""

    def __init__(self, actions: StageActions, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = Headline(palette)
        self.totals = TotalsStrip()
        self.parts = PartsList(actions, palette)
        self.editor = PartEditor(palette)
        self.diagram = NetworkDiagram()
        self.diagram.set_actions(actions.groups)
        self.costs: CostViews | None = None
        self._splitters = self._lay_out()
        self.apply_palette(palette)

    def set_state(self, state: DocumentState, selected: str) -> None:
        """Shows an experiment's network, with one part selected."""
        analysis = state.analysis
        self.headline.set_name(state.experiment.name)
        self.headline.set_analysis(analysis)
        self.parts.set_analysis(analysis)
        self.diagram.set_analysis(analysis)
        self.totals.set_analysis(analysis, state.experiment.recipe.batch_size)
        if self.costs is not None:
            self.costs.set_state(state)
        self.set_selected(state, selected)

    def set_recipe(self, state: DocumentState) -> None:
        """Shows the recipe's part in the costs: the rest need not be drawn again."""
        self.totals.set_analysis(state.analysis, state.experiment.recipe.batch_size)
        if self.costs is not None:
            self.costs.set_recipe(state)

    def add_costs(self, costs: "CostViews", state: DocumentState, selected: str) -> None:
        """Puts the views that are loaded late into their place."""
        self.costs = costs
        bottom = self._splitters["bottom"]
        for place, widget in enumerate((costs.growth_card, costs.tabs)):
            sizes = bottom.sizes()
            bottom.replaceWidget(place, widget).deleteLater()
            bottom.setSizes(sizes)
        costs.set_state(state)
        costs.set_selected(selected)

    def set_selected(self, state: DocumentState, part: str) -> None:
        self.parts.set_selected(part)
        self.editor.set_part(state.analysis, part, part_title(part))
        self.diagram.set_selected(part)
        if self.costs is not None:
            self.costs.set_selected(part)

    def set_selected_block(self, part: str, block: int | None) -> None:
        """Highlights one block of the selected part in every picture; None: none of them."""
        self.diagram.set_selected_block(part, block)
        if self.costs is not None:
            self.costs.set_selected_block(part, block)

    def apply_palette(self, palette: Palette) -> None:
        views = (self.headline, self.parts, self.editor, self.diagram)
        for view in views if self.costs is None else (*views, self.costs):
            view.apply_palette(palette)

    def remember(self, settings: WindowSettings) -> None:
        for name, splitter in self._splitters.items():
            settings.remember(f"build/{name}", splitter.saveState())

    def restore(self, settings: WindowSettings) -> None:
        for name, splitter in self._splitters.items():
            state = settings.state(f"build/{name}")
            if state is not None:
                splitter.restoreState(state)

    def _lay_out(self) -> dict[str, QSplitter]:
        column = _splitter(Qt.Orientation.Vertical, self.parts, self.editor, sizes=(348, 340))
        # In a tall window the form gets the room: the list is as long as the network.
        column.setStretchFactor(0, 0)
        column.setStretchFactor(1, 1)
        frame = QFrame()
        frame.setProperty("role", "column")
        frame.setMinimumWidth(MIN_COLUMN_WIDTH)
        _fill(frame, column)
        bottom = _splitter(Qt.Orientation.Horizontal, _card(), _card(), sizes=(356, 564))
        pictures = _splitter(Qt.Orientation.Vertical, _card(self.diagram), bottom, sizes=(300, 280))
        for spaced in (bottom, pictures):
            spaced.setProperty("role", "spaced")
            spaced.setHandleWidth(8)
        content = QWidget()
        layout = _fill(content, self.headline, self.totals, pictures, margin=12, spacing=8)
        layout.setStretch(2, 1)
        whole = _splitter(Qt.Orientation.Horizontal, frame, content, sizes=(COLUMN_WIDTH, 939))
        whole.setStretchFactor(0, 0)
        whole.setStretchFactor(1, 1)
        _fill(self, whole)
        return {"whole": whole, "column": column, "pictures": pictures, "bottom": bottom}


def _splitter(orientation: Qt.Orientation, *widgets: QWidget, sizes: tuple[int, ...]) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for widget in widgets:
        splitter.addWidget(widget)
    splitter.setSizes(sizes)
    return splitter


def _card(*widgets: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    _fill(card, *widgets, margin=1)
    return card


def _fill(parent: QWidget, *widgets: QWidget, margin: int = 0, spacing: int = 0) -> QVBoxLayout:
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    return layout
