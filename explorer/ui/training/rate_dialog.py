"""The dialog of the learning-rate finder: its curve as it grows, and the rate to use."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.experiment.recipe import Recipe
from explorer.experiment.recipe_rules import RANGES
from explorer.number_format import amount_done
from explorer.runs.events import Event, JobFailed, Loading, RateFound, RatesTried
from explorer.ui.editor.controls import NumberBox
from explorer.ui.training.rate_plot import RatePlot

SIZE = QSize(720, 480)
SPANS = {"sgd": (1e-5, 10.0), "adamw": (1e-7, 1.0)}
"""What is in sight from the start: the rates that are tried."""


class RateDialog(QDialog):
    """Follows a search. It never stops the work in the window."""

    searchRequested = Signal()
    abandoned = Signal()
    """Nobody waits any more for the search; what is known is enough."""
    rateTaken = Signal(float)
    """The recipe's learning rate from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Find a learning rate"))
        self._rates: list[float] = []
        self._losses: list[float] = []
        self.state, self._rate_label = QLabel(), QLabel(self.tr("Learning rate"))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress of the search"))
        self.plot = RatePlot()
        self.rate = NumberBox(RANGES[Recipe]["learning_rate"], 0.01)
        self.rate.setAccessibleName(self.tr("Learning rate"))
        self.again, self.use, self._close = QPushButton(), QPushButton(self.tr("Use it")), QPushButton(self.tr("Close"))
        self._set_up()
        self._lay_out()
        self._set_searching(False)
        self.resize(SIZE)

    def begin(self, recipe: Recipe) -> None:
        """Comes to the front and searches for the recipe as it is now."""
        self.plot.set_span(*SPANS[recipe.optimizer])
        self.rate.set_value(recipe.learning_rate)
        self.plot.set_chosen(None)
        self.show()
        self.raise_()
        self.activateWindow()
        self._search()

    def show_event(self, event: Event) -> None:
        """Follows what the job says."""
        match event:
            case Loading():
                amount = amount_done(event.done, event.total, in_bytes=event.unit == "bytes")
                self._say(f"{event.what}: {amount}" if amount else f"{event.what}…")
            case RatesTried():
                self._add(event)
            case RateFound():
                self._end(event)
            case JobFailed():
                self._set_searching(False)
                self._say(event.message, "issue")

    def done(self, result: int) -> None:
        if self._is_searching:
            self.abandoned.emit()
        super().done(result)

    def _search(self) -> None:
        self._rates, self._losses = [], []
        self.plot.set_curve([], [])
        self.bar.setRange(0, 0)
        self._set_searching(True)
        self._say(self.tr("A short training with a growing rate, which is thrown away…"))
        self.searchRequested.emit()

    def _add(self, event: RatesTried) -> None:
        self._rates += event.rates
        self._losses += event.losses
        self.bar.setRange(0, event.num_steps)
        self.bar.setValue(len(self._rates))
        self.plot.set_curve(self._rates, self._losses)
        text = self.tr("Step {:,} of {:,}: rate {}, loss {}")
        self._say(text.format(len(self._rates), event.num_steps, f"{event.rates[-1]:.2g}", f"{event.losses[-1]:.3f}"))

    def _end(self, event: RateFound) -> None:
        self._set_searching(False)
        if event.rates:
            self.plot.set_curve(list(event.rates), list(event.losses))
        if event.suggestion is None:
            self._say(self.tr("The loss did not fall; click into the curve where it would, or try a smaller batch."))
            return
        self._choose(event.suggestion)
        text = self.tr("The loss falls fastest at {}. Click into the curve to choose another rate.")
        self._say(text.format(f"{event.suggestion:g}"))

    def _set_searching(self, is_searching: bool) -> None:
        self._is_searching = is_searching
        self.bar.setVisible(is_searching)
        self._show_use()
        self.again.setText(self.tr("Stop") if is_searching else self.tr("Search again"))

    def _show_use(self) -> None:
        self.use.setEnabled(not self._is_searching and not self.rate.problem)

    def _say(self, text: str, role: str = "muted") -> None:
        self.state.setText(text)
        self.state.setProperty("role", role)
        self.state.style().polish(self.state)

    def _set_up(self) -> None:
        self.state.setWordWrap(True)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar.setTextVisible(False)
        policy = self.bar.sizePolicy()
        # Nothing moves when it goes.
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self._rate_label.setBuddy(self.rate)
        self.rate.setFixedWidth(120)
        self.use.setProperty("role", "primary")
        self.again.setAutoDefault(False)
        self.plot.rateChosen.connect(self._choose)
        self.rate.edited.connect(self._mark)
        self.rate.problemChanged.connect(self._show_use)
        self.rate.problemChanged.connect(self.rate.setToolTip)
        self.again.clicked.connect(self._search_or_stop)
        self.use.clicked.connect(self._take)
        self._close.clicked.connect(self.close)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.plot)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.again)
        foot.addStretch()
        for widget in (self._rate_label, self.rate, self.use, self._close):
            foot.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.state)
        layout.addWidget(self.bar)
        layout.addWidget(card, 1)
        layout.addLayout(foot)

    @Slot(float)
    def _choose(self, rate: float) -> None:
        self.rate.set_value(rate)
        self._mark(rate)

    @Slot(object)
    def _mark(self, rate: float) -> None:
        self.plot.set_chosen(rate if rate > 0 else None)

    @Slot()
    def _search_or_stop(self) -> None:
        if self._is_searching:
            self.abandoned.emit()
        else:
            self._search()

    @Slot()
    def _take(self) -> None:
        self.rateTaken.emit(self.rate.value())
        self.close()
