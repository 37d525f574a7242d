"""The card of the scatter plot: what stands along its axes is chosen above it."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.ui.editor.controls import ChoiceBox
from explorer.ui.sweep.sweep_measure import SweepMeasure
from explorer.ui.sweep.sweep_plot import SweepPlot
from explorer.ui.training.plot_picture import Entry

BOX_WIDTH = 128


class PlotCard(QFrame):
    """At first MACs along the bottom and parameters up the side."""

    def __init__(self, measures: tuple[SweepMeasure, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._measures = {measure.name: measure for measure in measures}
        choices = tuple((measure.name, measure.title) for measure in measures)
        self.x, self.y = ChoiceBox(choices), ChoiceBox(choices)
        self.x.set_value("macs")
        self.y.set_value("params")
        self.plot = SweepPlot(self._measures["macs"], self._measures["params"])
        self._star = QLabel("◆")
        self._star.setProperty("ink", "text")
        self._legend = QLabel(self.tr("edited now"))
        self._lay_out()
        for box in (self.x, self.y):
            box.edited.connect(self._choose)

    def save_picture(self, path: Path) -> None:
        """Writes the plot as PNG or SVG. Raises ValueError with one sentence: it is neither, or cannot be written."""
        measures = (self._measures[box.value()].title for box in (self.y, self.x))
        self.plot.save_picture(path, [Entry(title) for title in measures])

    def _choose(self) -> None:
        self.plot.set_measures(self._measures[self.x.value()], self._measures[self.y.value()])

    def _lay_out(self) -> None:
        self.y.setAccessibleName(self.tr("What the plot shows upwards"))
        self.x.setAccessibleName(self.tr("What the plot shows to the right"))
        self._legend.setProperty("role", "caption")
        over = QLabel(self.tr("over"))
        over.setProperty("role", "muted")
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 12, 2)
        bar.setSpacing(8)
        for box in (self.x, self.y):
            box.setMinimumWidth(BOX_WIDTH)
        for widget in (self.y, over, self.x):
            bar.addWidget(widget)
        bar.addStretch()
        bar.addWidget(self._star)
        bar.addWidget(self._legend)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.plot, 1)
