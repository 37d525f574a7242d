"""The scatter plot of a sweep: two measures of every legal combination, the network that is edited marked."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, Signal
from PySide6.QtWidgets import QFrame, QWidget

from explorer.experiment.sweep import SweepRow
from explorer.ui.explore.sweep_measure import SweepMeasure
from explorer.ui.forms.controls import ChoiceBox
from explorer.ui.layout import column, label, row
from explorer.ui.plots.axis import Axis, linear
from explorer.ui.plots.curve import Marks
from explorer.ui.plots.export import save_figure
from explorer.ui.plots.plot import Plot
from explorer.ui.plots.read_out import Entry, Legend, lines_html
from models.summary import Summary

REACH = 14
"""Pixels from which a point is caught."""
BOX_WIDTH = 128


class SweepPlot(Plot):
    """Points are pointed at, chosen with a click and taken with a double click."""

    rowSelected = Signal(object)
    """The SweepRow of a point that was clicked."""
    rowActivated = Signal(object)
    """The SweepRow of a point that was double-clicked."""

    def __init__(self, x: SweepMeasure, y: SweepMeasure) -> None:
        self._axes = (
            Axis("bottom", linear(x.tick), has_grid=True),
            Axis("left", linear(y.tick), has_grid=True, width=58),
        )
        super().__init__(self._axes, (4, 10, 16, 6))
        self.setAccessibleName(self.tr("Costs of the combinations"))
        self._rows: list[SweepRow] = []
        self._selected: SweepRow | None = None
        self._current: Summary | None = None
        self._points = Marks("o", 7, fill="accent")
        self._points.opacity_of_fill = 0.55
        self._ring, self._star = Marks("o", 13, outline="accent"), Marks("d", 13, outline="surface", fill="text")
        for marks, width in ((self._ring, 2), (self._star, 1)):
            marks.width = width
        for marks in (self._points, self._ring, self._star):
            self.addItem(marks)
        self.view.setMouseEnabled(x=True, y=True)
        self.pointed.connect(self._read)
        self.clicked.connect(self._select)
        self.doubleClicked.connect(self._take)
        self.set_measures(x, y)

    @property
    def places(self) -> np.ndarray:
        """Where the points are, a row each."""
        return self._places

    def set_measures(self, x: SweepMeasure, y: SweepMeasure) -> None:
        self._measures = (x, y)
        for axis, measure in zip(self._axes, self._measures, strict=True):
            axis.set_ticks(linear(measure.tick))
        self._show_points()
        self._mark(self._ring, self._selected)
        self._mark(self._star, self._current)
        self.enableAutoRange()

    def set_rows(self, rows: list[SweepRow], names: tuple[str, ...]) -> None:
        """The combinations, and what the swept fields are called; those that are not legal have no point."""
        self._rows, self._names = [row for row in rows if row.issue is None], names
        self._show_points()

    def set_selected(self, row: SweepRow | None) -> None:
        self._selected = None if row is None or row.issue is not None else row
        self._mark(self._ring, self._selected)

    def set_current(self, summary: Summary | None) -> None:
        """The network that is edited."""
        self._current = summary
        self._mark(self._star, summary)

    def _show_points(self) -> None:
        self.read_out.hide()
        self._places = self._mark(self._points, *self._rows)

    def _mark(self, marks: Marks, *rows: SweepRow | Summary | None) -> np.ndarray:
        """Shows marks where rows stand, and says where that is; None stands nowhere."""
        found = [[measure.of(row) / measure.unit for measure in self._measures] for row in rows if row is not None]
        places = np.array(found, float).reshape(-1, 2)
        marks.setData(pos=places)
        return places

    def _nearest(self, place: QPointF | None) -> int | None:
        """The point under the mouse: the nearest one on the screen, if it is near."""
        if place is None or not len(self._places):
            return None
        away = (self._places - (place.x(), place.y())) / self.view.viewPixelSize()
        distances = np.hypot(away[:, 0], away[:, 1])
        nearest = int(np.argmin(distances))
        return nearest if distances[nearest] <= REACH else None

    def _read(self, place: QPointF | None) -> None:
        nearest = self._nearest(place)
        if nearest is None:
            self.read_out.hide()
            return
        row = self._rows[nearest]
        title = ", ".join(f"{name} {value:g}" for name, value in zip(self._names, row.values, strict=True))
        costs = [f"{measure.heading}: {measure.write(measure.of(row))}" for measure in self._measures]
        self.read(lines_html(title, *costs), *self._places[nearest])

    def _select(self, place: QPointF | None) -> None:
        if (nearest := self._nearest(place)) is not None:
            self.rowSelected.emit(self._rows[nearest])

    def _take(self, place: QPointF | None) -> None:
        if (nearest := self._nearest(place)) is not None:
            self.rowActivated.emit(self._rows[nearest])


class PlotCard(QFrame):
    """The plot, and what stands along its axes: at first MACs along the bottom and parameters up the side."""

    def __init__(self, measures: tuple[SweepMeasure, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._measures = {measure.name: measure for measure in measures}
        choices = tuple((measure.name, measure.title) for measure in measures)
        self.x_choice, self.y_choice = ChoiceBox(choices), ChoiceBox(choices)
        self.x_choice.set_value("macs")
        self.y_choice.set_value("params")
        self.plot = SweepPlot(self._measures["macs"], self._measures["params"])
        self.y_choice.setAccessibleName(self.tr("What the plot shows upwards"))
        self.x_choice.setAccessibleName(self.tr("What the plot shows to the right"))
        legend = Legend()
        legend.set_entries([Entry(self.tr("edited now"), "text", "star")])
        for box in (self.x_choice, self.y_choice):
            box.setMinimumWidth(BOX_WIDTH)
            box.edited.connect(self._choose)
        over = label(self.tr("over"), "muted")
        bar = row(self.y_choice, over, self.x_choice, ..., legend, spacing=8, margins=(8, 6, 12, 2))
        self.setLayout(column(bar, (self.plot, 1), spacing=0, margins=1))

    def save_figure(self, path: Path) -> None:
        """Writes the plot as PNG or SVG. Raises ValueError with one sentence: it is neither, or cannot be written."""
        self.plot.read_out.hide()
        save_figure(
            self.plot, [Entry(self._measures[box.value()].title) for box in (self.y_choice, self.x_choice)], path
        )

    def _choose(self) -> None:
        self.plot.set_measures(self._measures[self.x_choice.value()], self._measures[self.y_choice.value()])
