"""The Build page: the network in the middle; its parts, their fields and its costs in panels around it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QWidget

from explorer.ui.build_page.editor.part_editor import PartEditor
from explorer.ui.build_page.editor.parts_list import PartsList
from explorer.ui.build_page.headline import Headline
from explorer.ui.build_page.totals_strip import TotalsStrip
from explorer.ui.canvas.network_diagram import NetworkDiagram
from explorer.ui.layout import SettledBox, card, column, container, styled
from explorer.ui.settings import WindowSettings
from explorer.ui.widgets.panel import Panel, PanelSpec

if TYPE_CHECKING:
    from explorer.ui.build_page.cost_views import CostViews

MIN_COLUMN_WIDTH = 300
MIN_CANVAS = QSize(360, 190)
STATE_VERSION = 1
"""Version of the saved panel layout: one of another set of panels is not restored."""
SETTING = "build/panels"

Area = Qt.DockWidgetArea


class BuildPage(QMainWindow):
    """Arranges the views of the network in panels; the controller fills them."""

    costs: "CostViews"
    """Set by `add_costs`, once the modules that load late are there."""

    def __init__(self, stage_actions: list[QAction | None], parent: QWidget | None = None) -> None:
        """`stage_actions` are the actions on stages, None between groups."""
        super().__init__(parent)
        # Not a window of its own: it only arranges panels as one does.
        self.setWindowFlags(Qt.WindowType.Widget)
        self.headline = Headline()
        self.totals = TotalsStrip()
        self.parts = PartsList(stage_actions)
        self.editor = PartEditor()
        self.diagram = NetworkDiagram()
        self.diagram.set_actions(stage_actions)
        self._lay_out()
        self.panels = {spec.key: Panel(spec, self) for spec in self._panel_specs()}
        self._arranged: QByteArray | None = None
        self._floating: list[Panel] = []
        self._is_sized = True
        self._unsized: QByteArray | None = None
        """The layout that the first show restores."""
        for panel in self.panels.values():
            panel.toggleViewAction().triggered.connect(self._drop_unsized)

    def add_costs(self, costs: "CostViews") -> None:
        """Puts the views of costs into their panels."""
        self.costs = costs
        self.panels["chart"].setWidget(_framed(costs.growth_card))
        self.panels["costs"].setWidget(_framed(costs.tabs))

    def remember(self, settings: WindowSettings) -> None:
        settings.remember(SETTING, self._unsized or self._arranged or self.saveState(STATE_VERSION))

    def restore(self, settings: WindowSettings) -> None:
        state = settings.state(SETTING)
        if state is None or not self.restoreState(state, STATE_VERSION):
            self.reset_panels()
        elif not self.isVisible():
            # Without a size there is no room to share out: the first show restores it again.
            self._unsized = state

    def reset_panels(self) -> None:
        """Shows every panel at its first place."""
        self._drop_unsized()
        for panel in self.panels.values():
            panel.setFloating(False)
            self.removeDockWidget(panel)
        last: dict[Area, Panel] = {}
        for panel in self.panels.values():
            area = panel.spec.area
            if area in last:
                is_column = area == Area.LeftDockWidgetArea
                way = Qt.Orientation.Vertical if is_column else Qt.Orientation.Horizontal
                self.splitDockWidget(last[area], panel, way)
            else:
                self.addDockWidget(area, panel)
            last[area] = panel
        for panel in self.panels.values():
            panel.show()
        self._is_sized = False
        if self.isVisible():
            self._size_panels()

    def match_view(self, other: "BuildPage") -> None:
        """Folds, scrolls and zooms its views as another page of the same network; settings restore the panels."""
        self.diagram.match_view(other.diagram)
        self.costs.match_view(other.costs)
        self.editor.match_view(other.editor)

    def _drop_unsized(self) -> None:
        """A person has arranged the panels since."""
        self._unsized = None

    def _size_panels(self) -> None:
        """Shares the room out; there is none before the page is visible."""
        panels = self.panels.values()
        widths = {panel: panel.spec.width for panel in panels if panel.spec.width}
        heights = {panel: panel.spec.height for panel in panels if panel.spec.height}
        self.resizeDocks(list(widths), list(widths.values()), Qt.Orientation.Horizontal)
        self.resizeDocks(list(heights), list(heights.values()), Qt.Orientation.Vertical)
        self._is_sized = True

    def hideEvent(self, event: QHideEvent) -> None:
        """Hides the floating panels with the page."""
        super().hideEvent(event)
        if not event.spontaneous() and self._arranged is None:
            self._arranged = self.saveState(STATE_VERSION)
            self._floating = [panel for panel in self.panels.values() if panel.isFloating() and not panel.isHidden()]
            for panel in self._floating:
                panel.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._arranged = None
            if self._unsized is not None:
                self.restoreState(self._unsized, STATE_VERSION)
                self._unsized = None
            for panel in self._floating:
                panel.show()
            self._floating = []
            if not self._is_sized:
                self._size_panels()

    def _panel_specs(self) -> tuple[PanelSpec, ...]:
        left, bottom = Area.LeftDockWidgetArea, Area.BottomDockWidgetArea
        return (
            PanelSpec("parts", self.tr("Parts"), lambda: _column(self.parts), left, 340, 358, "Ctrl+Alt+1"),
            PanelSpec("fields", self.tr("Fields"), lambda: _column(self.editor), left, 0, 340, "Ctrl+Alt+2"),
            PanelSpec("chart", self.tr("Chart"), lambda: _framed(card()), bottom, 366, 286, "Ctrl+Alt+3"),
            PanelSpec("costs", self.tr("Costs"), lambda: _framed(card()), bottom, 574, 0, "Ctrl+Alt+4"),
        )

    def _lay_out(self) -> None:
        self.setDockNestingEnabled(True)
        self.setCorner(Qt.Corner.BottomLeftCorner, Area.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Area.RightDockWidgetArea)
        self.diagram.setMinimumSize(MIN_CANVAS)
        strips = SettledBox(self.headline, any_width=True), SettledBox(self.totals, any_width=True)
        self.setCentralWidget(container(column(*strips, (card(self.diagram), 1), spacing=8, margins=(6, 10, 6, 0))))


def _column(widget: QWidget) -> QFrame:
    frame = styled(SettledBox(widget), "column")
    frame.setMinimumWidth(MIN_COLUMN_WIDTH)
    return frame


def _framed(view: QWidget) -> QWidget:
    """A view with the distance that cards have from each other."""
    return SettledBox(view, margins=(6, 0, 6, 8))
