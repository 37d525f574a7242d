"""The views below the diagram: growth plot, layer table and tabs of costs, and the baseline that all of them show."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from explorer.experiment.comparison import Comparison
from explorer.ui.build_page.compare.baseline import Baseline, BaselineButton, BaselineMenu
from explorer.ui.build_page.compare.canvas_changes import canvas_changes
from explorer.ui.build_page.costs.cost_tabs import COMPARE, CostTabs
from explorer.ui.build_page.growth.growth_plot import GrowthPlot
from explorer.ui.build_page.layer_table.layer_table import LayerTable
from explorer.ui.document import DocumentState
from explorer.ui.layout import card
from explorer.ui.settings import WindowSettings

COLUMNS_SETTING, CHART_SETTING = "build/columns", "build/chart"


class CostViews(QObject):
    """Keeps the views in step with each other; the page places them."""

    partSelected = Signal(str)
    blockSelected = Signal(str, int)
    """(part, position in it) of a block that a person chose; `partSelected` comes before it."""
    messageRaised = Signal(str, object, str)
    """(severity, sentence, details)."""
    comparisonChanged = Signal(object)
    """The Comparison of the network with the baseline; None where there is no baseline."""
    changesFound = Signal(object)
    """The CanvasChanges of that comparison."""

    def __init__(
        self, state: DocumentState, show_build: QAction, pin: QAction, unpin: QAction, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._comparison: Comparison | None = None
        self._show_build = show_build
        self.baseline = Baseline(self)
        menu = BaselineMenu(pin, unpin, parent)
        self.baseline_button = BaselineButton(self.baseline, menu)
        self.growth = GrowthPlot()
        self.layers = LayerTable()
        self.tabs = CostTabs(state, self.layers, self.baseline, self.baseline_button)
        self.growth_card = card(self.growth)
        for view in (self.growth, self.layers, self.tabs):
            view.partSelected.connect(self.partSelected)
            view.messageRaised.connect(self.messageRaised)
        for view in (self.growth, self.layers):
            view.blockSelected.connect(self.blockSelected)
        self.baseline.changed.connect(self._show_baseline)
        menu.sourceChosen.connect(self._pin_source)

    def set_state(self, state: DocumentState) -> None:
        """Shows an experiment's network and its costs."""
        self._state = state
        self._show_baseline()
        self.set_recipe(state)

    def set_recipe(self, state: DocumentState) -> None:
        """Shows the costs that depend on the recipe, where the network stays."""
        self._state = state
        self.tabs.set_state(state)

    def set_selected(self, part: str) -> None:
        for view in (self.growth, self.layers):
            view.set_selected(part)

    def set_selected_block(self, part: str, block: int | None) -> None:
        """Marks one block of a part, by its position in it; None: none of them."""
        for view in (self.growth, self.layers):
            view.set_selected_block(part, block)

    def compare(self) -> None:
        """Brings the tab of the comparison to the front."""
        self._show_build.trigger()
        self.tabs.tabs.setCurrentIndex(COMPARE)

    def remember(self, settings: WindowSettings) -> None:
        """Saves the columns of the table and what the chart shows."""
        settings.remember(COLUMNS_SETTING, self.layers.state())
        settings.remember(CHART_SETTING, self.growth.state())

    def restore(self, settings: WindowSettings) -> None:
        self.layers.restore(settings.text(COLUMNS_SETTING, ""))
        self.growth.restore(settings.text(CHART_SETTING, ""))

    def match_view(self, other: "CostViews") -> None:
        """Shows the baseline, the tab and the rows that the views of another window show."""
        self.baseline.set_side(other.baseline.side)
        self.tabs.tabs.setCurrentIndex(other.tabs.tabs.currentIndex())
        self.layers.match_view(other.layers)

    def pin(self) -> None:
        """Makes the network as it is now the baseline."""
        self.baseline.pin(self._state.experiment.name, self._state.analysis)

    def _pin_source(self, source: str) -> None:
        try:
            self.baseline.pin_source(source)
        except ValueError as error:
            self.messageRaised.emit("error", str(error), "")

    def _show_baseline(self) -> None:
        self._update_comparison()
        for view in (self.growth, self.layers):
            view.set_analysis(self._state.analysis, self._comparison)

    def _update_comparison(self) -> None:
        """Compares anew; while the network is not legal, the last comparison stays, as the numbers do."""
        comparison = self.baseline.comparison(self._state.analysis)
        if comparison is None and self.baseline.side is not None and not self._state.analysis.is_legal:
            return
        if comparison is not self._comparison:
            self._comparison = comparison
            self.comparisonChanged.emit(comparison)
            self.changesFound.emit(canvas_changes(comparison))
