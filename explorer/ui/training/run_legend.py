"""The legend of runs that are shown together: each with its colour, a click hides its curves."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QWidget

from explorer.runs.metric_history import MetricHistory
from explorer.ui.icons import icon
from explorer.ui.training.shown_run import ShownRun

SWATCH = 12
LONGEST = 200
"""Pixels of a name."""
HEIGHT = 30


class RunLegend(QScrollArea):
    """A row of buttons, one a run; it is scrolled where there are many."""

    visibilityChanged = Signal()
    """Other runs are hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: list[ShownRun] = []
        self._buttons: list[QToolButton] = []
        self._hidden: set[MetricHistory] = set()
        row = QWidget()
        row.setProperty("role", "column")
        self._row = QHBoxLayout(row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch()
        self.setWidget(row)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(HEIGHT)

    @property
    def hidden_runs(self) -> frozenset[MetricHistory]:
        """The histories of runs whose curves are hidden."""
        return frozenset(self._hidden)

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        """One for each run, in their order."""
        return tuple(self._buttons)

    def set_runs(self, runs: Sequence[ShownRun]) -> None:
        """Names these runs; those that were hidden and are still there stay so."""
        self._hidden &= {run.history for run in runs}
        while len(self._buttons) > len(runs):
            button = self._buttons.pop()
            self._row.removeWidget(button)
            button.deleteLater()
        while len(self._buttons) < len(runs):
            self._buttons.append(self._make_button())
            self._row.insertWidget(len(self._buttons) - 1, self._buttons[-1])
        self._runs = list(runs)
        for run, button in zip(self._runs, self._buttons, strict=True):
            name = button.fontMetrics().elidedText(run.name, Qt.TextElideMode.ElideMiddle, LONGEST)
            button.setText(name)
            button.setAccessibleName(run.name)
            button.setToolTip(self.tr("{}: click to hide or show its curves").format(run.name))
            button.setChecked(run.history not in self._hidden)
        self._paint_swatches()

    def _make_button(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "legend")
        button.setCheckable(True)
        button.setIconSize(QSize(SWATCH, SWATCH))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(self._toggle)
        return button

    @Slot()
    def _toggle(self) -> None:
        history = self._runs[self._buttons.index(self.sender())].history
        self._hidden ^= {history}
        self._paint_swatches()
        self.visibilityChanged.emit()

    def _paint_swatches(self) -> None:
        for run, button in zip(self._runs, self._buttons, strict=True):
            button.setIcon(icon("ring" if run.history in self._hidden else "dot", run.test_color))
