"""The card of costs: layers, training memory, shares of the parts, ledger and comparison, each in a tab."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QWidget

from explorer.runs.events import DevicesKnown
from explorer.ui.build_page.compare.baseline import Baseline, BaselineButton
from explorer.ui.build_page.compare.compare_view import CompareView
from explorer.ui.build_page.costs.ledger_view import LedgerView
from explorer.ui.build_page.costs.memory_view import MemoryView
from explorer.ui.build_page.costs.stage_view import StageView
from explorer.ui.document import DocumentState
from explorer.ui.layout import column, row

CORNER = 110
"""Room for the button beside the tabs, with its text."""
LAYERS, MEMORY, SHARES, LEDGER, COMPARE = range(5)

CostView = MemoryView | StageView | LedgerView | CompareView


class CostTabs(QFrame):
    """Makes each view when its tab is first opened, and keeps only the visible one up to date."""

    partSelected = Signal(str)
    """The part that a person chose in the shares or the comparison."""
    messageRaised = Signal(str, object, str)
    """(severity, sentence, details): a file was written, or could not be."""

    def __init__(self, state: DocumentState, layers: QWidget, baseline: Baseline, corner: BaselineButton) -> None:
        """`layers` is the layer table, which its owner keeps up to date; `corner` stands beside the tabs."""
        super().__init__()
        self.setProperty("role", "card")
        self._state, self._layers = state, layers
        self._baseline, self._corner = baseline, corner
        self._devices: DevicesKnown | None = None
        self._makers: dict[int, Callable[[], CostView]] = {
            MEMORY: self._make_memory,
            SHARES: self._make_shares,
            LEDGER: LedgerView,
            COMPARE: self._make_comparison,
        }
        self._views: dict[int, CostView] = {}
        self.tabs = self._make_tabs()
        baseline.changed.connect(self._update_view)
        self._stack = QStackedWidget()
        self._stack.addWidget(layers)
        bar = row((self.tabs, 1), corner, margins=(0, 0, 6, 0))
        self.setLayout(column(bar, (self._stack, 1), spacing=0, margins=1))

    @property
    def view(self) -> QWidget:
        """The view of the open tab."""
        return self._views.get(self.tabs.currentIndex(), self._layers)

    def set_state(self, state: DocumentState) -> None:
        """Shows an experiment's costs."""
        self._state = state
        self._update_view()

    def set_devices(self, known: DevicesKnown) -> None:
        """Offers the devices that this machine can train on."""
        self._devices = known
        view = self._views.get(MEMORY)
        if isinstance(view, MemoryView):
            view.set_devices(known)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._corner.set_short(self.width() < self.tabs.sizeHint().width() + CORNER)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._update_view()

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar(drawBase=False, expanding=False)
        tabs.setAccessibleName(self.tr("Costs"))
        texts = (
            (self.tr("Layers"), self.tr("Every layer with its exact costs")),
            (self.tr("Memory"), self.tr("Memory that training needs, and whether it fits a device")),
            (self.tr("Shares"), self.tr("Each part's share of parameters, MACs and memory")),
            (self.tr("Why counters differ"), self.tr("How papers and other programs count the same network, and why")),
            (self.tr("Compare"), self.tr("Beside the baseline, aligned by stage and block")),
        )
        for text, tip in texts:
            tabs.setTabToolTip(tabs.addTab(text), tip)
        tabs.currentChanged.connect(self._open_tab)
        return tabs

    def _open_tab(self, index: int) -> None:
        if index != LAYERS and index not in self._views:
            self._views[index] = self._makers[index]()
            self._stack.addWidget(self._views[index])
        self._stack.setCurrentWidget(self.view)
        self._update_view()

    def _update_view(self) -> None:
        view = self._views.get(self.tabs.currentIndex())
        if view is not None and self.isVisible():
            view.set_state(self._state)

    def _make_memory(self) -> MemoryView:
        view = MemoryView()
        if self._devices is not None:
            view.set_devices(self._devices)
        return view

    def _make_comparison(self) -> CompareView:
        view = CompareView(self._baseline)
        view.partSelected.connect(self.partSelected)
        view.messageRaised.connect(self.messageRaised)
        return view

    def _make_shares(self) -> StageView:
        view = StageView()
        view.partSelected.connect(self.partSelected)
        return view
