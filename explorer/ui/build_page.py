"""The Build page: the parts and their fields on the left, what they make and cost on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from explorer.ui.costs.cost_tabs import CostTabs
from explorer.ui.diagram.network_diagram import NetworkDiagram
from explorer.ui.document import DocumentState
from explorer.ui.editor.part_editor import PartEditor
from explorer.ui.editor.parts import part_title
from explorer.ui.editor.parts_list import PartsList
from explorer.ui.editor.stage_actions import StageActions
from explorer.ui.headline import Headline
from explorer.ui.layer_table.layer_table import LayerTable
from explorer.ui.palette import Palette
from explorer.ui.settings import WindowSettings
from explorer.ui.totals_strip import TotalsStrip

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
        self.layers = LayerTable()
        self.costs = CostTabs(self.layers, palette)
        self.growth: QWidget | None = None
        self._growth_card = _card()
        self._splitters = self._lay_out()
        self.apply_palette(palette)

    def set_state(self, state: DocumentState, selected: str) -> None:
        """Shows an experiment's network, with one part selected."""
        analysis = state.analysis
        self.headline.set_name(state.experiment.name)
        self.headline.set_analysis(analysis)
        self.parts.set_analysis(analysis)
        self.set_batch_size(state)
        for view in self._pictures():
            view.set_analysis(analysis)
        self.set_selected(state, selected)

    def add_growth(self, growth: QWidget, state: DocumentState, selected: str, palette: Palette) -> None:
        """Puts the growth plot, which is loaded late, into its place."""
        self.growth = growth
        self._growth_card.layout().addWidget(growth)
        growth.apply_palette(palette)
        growth.set_analysis(state.analysis)
        growth.set_selected(selected)

    def set_batch_size(self, state: DocumentState) -> None:
        """Shows the recipe's part in the costs: the rest need not be drawn again."""
        self.costs.set_state(state)
        self.totals.set_analysis(state.analysis, state.experiment.recipe.batch_size)

    def set_selected(self, state: DocumentState, part: str) -> None:
        self.parts.set_selected(part)
        self.editor.set_part(state.analysis, part, part_title(part))
        for view in self._pictures():
            view.set_selected(part)

    def apply_palette(self, palette: Palette) -> None:
        for view in (self.headline, self.parts, self.editor, self.costs, *self._pictures()):
            view.apply_palette(palette)

    def remember(self, settings: WindowSettings) -> None:
        for name, splitter in self._splitters.items():
            settings.remember(f"build/{name}", splitter.saveState())

    def restore(self, settings: WindowSettings) -> None:
        for name, splitter in self._splitters.items():
            state = settings.state(f"build/{name}")
            if state is not None:
                splitter.restoreState(state)

    def _pictures(self) -> tuple[QWidget, ...]:
        always = (self.diagram, self.layers)
        return always if self.growth is None else (*always, self.growth)

    def _lay_out(self) -> dict[str, QSplitter]:
        column = _splitter(Qt.Orientation.Vertical, self.parts, self.editor, sizes=(348, 340))
        frame = QFrame()
        frame.setProperty("role", "column")
        frame.setMinimumWidth(MIN_COLUMN_WIDTH)
        _fill(frame, column)
        bottom = _splitter(Qt.Orientation.Horizontal, self._growth_card, self.costs, sizes=(356, 564))
        pictures = _splitter(Qt.Orientation.Vertical, _card(self.diagram), bottom, sizes=(330, 250))
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
