"""What stands below the diagram: channel growth, layer table and the tabs of costs."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from explorer.ui.costs.cost_tabs import CostTabs
from explorer.ui.document import DocumentState
from explorer.ui.growth_plot import GrowthPlot
from explorer.ui.layer_table.layer_table import LayerTable
from explorer.ui.palette import Palette


class CostViews(QObject):
    """Keeps the views together; where they stand is the page's business."""

    partSelected = Signal(str)
    blockSelected = Signal(str, int)
    """(part, position in it) of a block that a person chose; the part has been told before."""
    messageRaised = Signal(str, str, str)
    """(severity, sentence, details)."""

    def __init__(self, palette: Palette, parent: QObject) -> None:
        super().__init__(parent)
        self.growth = GrowthPlot()
        self.layers = LayerTable()
        self.tabs = CostTabs(self.layers, palette)
        self.growth_card = QFrame()
        self.growth_card.setProperty("role", "card")
        layout = QVBoxLayout(self.growth_card)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.growth)
        for view in (self.growth, self.layers, self.tabs):
            view.partSelected.connect(self.partSelected)
        for view in (self.growth, self.layers):
            view.blockSelected.connect(self.blockSelected)
            view.messageRaised.connect(self.messageRaised)
        self.apply_palette(palette)

    def set_state(self, state: DocumentState) -> None:
        for view in (self.growth, self.layers):
            view.set_analysis(state.analysis)
        self.set_recipe(state)

    def set_recipe(self, state: DocumentState) -> None:
        """Shows the recipe's part in the costs: the rest need not be drawn again."""
        self.tabs.set_state(state)

    def set_selected(self, part: str) -> None:
        for view in (self.growth, self.layers):
            view.set_selected(part)

    def set_selected_block(self, part: str, block: int | None) -> None:
        """Marks one block of a part, by its position there; None: none of them."""
        for view in (self.growth, self.layers):
            view.set_selected_block(part, block)

    def apply_palette(self, palette: Palette) -> None:
        for view in (self.growth, self.layers, self.tabs):
            view.apply_palette(palette)
