"""The scatter plot of a sweep: two measures of every legal combination, and a mark at the edited network."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, Signal
from PySide6.QtWidgets import QFrame, QWidget

from explorer.experiment.sweep import SweepRow
from explorer.ui.explore.sweep_model import SweepMeasure
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
    """Reads a point out under the mouse; a click selects it, a double click activates it."""

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
        self.pointed.connect(self._read_nearest)
        self.clicked.connect(self._select_nearest)
        self.doubleClicked.connect(self._activate_nearest)
        self.set_measures(x, y)

    def set_measures(self, x: SweepMeasure, y: SweepMeasure) -> None:
        self._measures = (x, y)
        for axis, measure in zip(self._axes, self._measures, strict=True):
            axis.set_ticks(linear(measure.tick))
        self._show_points()
        self._place_marks(self._ring, self._selected)
        self._place_marks(self._star, self._current)
        self.enableAutoRange()

    def set_rows(self, rows: list[SweepRow], names: tuple[str, ...]) -> None:
        """Shows the legal combinations; `names` are those of the swept fields."""
        self._rows, self._names = [row for row in rows if row.issue is None], names
        self._show_points()

    def set_selected(self, row: SweepRow | None) -> None:
        self._selected = None if row is None or row.issue is not None else row
        self._place_marks(self._ring, self._selected)

    def set_current(self, summary: Summary | None) -> None:
        """Marks the network that is edited."""
        self._current = summary
        self._place_marks(self._star, summary)

    def _show_points(self) -> None:
        self.read_out.hide()
        self.places = self._place_marks(self._points, *self._rows)
        """The positions of the points, a row each."""

    def _place_marks(self, marks: Marks, *rows: SweepRow | Summary | None) -> np.ndarray:
        """Shows marks at the positions of rows, and gives those; None has no mark."""
        measures = self._measures
        found = [(measure.of(row), measure.unit) for row in rows if row is not None for measure in measures]
        places = np.array([number / unit for number, unit in found if number is not None], float).reshape(-1, 2)
        marks.setData(pos=places)
        return places

    def _nearest(self, place: QPointF | None) -> int | None:
        """The point under the mouse: the nearest one on the screen, within reach."""
        if place is None or not len(self.places):
            return None
        away = (self.places - (place.x(), place.y())) / self.view.viewPixelSize()
        distances = np.hypot(away[:, 0], away[:, 1])
        nearest = int(np.argmin(distances))
        return nearest if distances[nearest] <= REACH else None

    def _read_nearest(self, place: QPointF | None) -> None:
        nearest = self._nearest(place)
        if nearest is None:
            self.read_out.hide()
            return
        row = self._rows[nearest]
        title = ", ".join(f"{name} {value:g}" for name, value in zip(self._names, row.values, strict=True))
        numbers = [(measure, measure.of(row)) for measure in self._measures]
        costs = [f"{measure.heading}: {measure.write(number)}" for measure, number in numbers if number is not None]
        self.read(lines_html(title, *costs), *self.places[nearest])

    def _select_nearest(self, place: QPointF | None) -> None:
        if (nearest := self._nearest(place)) is not None:
            self.rowSelected.emit(self._rows[nearest])

    def _activate_nearest(self, place: QPointF | None) -> None:
        if (nearest := self._nearest(place)) is not None:
            self.rowActivated.emit(self._rows[nearest])


class PlotCard(QFrame):
    """The plot, and the choice of its axes: at first MACs along the bottom and parameters up the side."""

    def __init__(self, measures: tuple[SweepMeasure, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._measures = measures
        choices = tuple((measure.name, measure.title) for measure in measures)
        self.x_choice, self.y_choice = ChoiceBox(choices), ChoiceBox(choices)
        self.x_choice.set_value("macs")
        self.y_choice.set_value("params")
        self.plot = SweepPlot(self._chosen(self.x_choice), self._chosen(self.y_choice))
        self.y_choice.setAccessibleName(self.tr("Vertical axis"))
        self.x_choice.setAccessibleName(self.tr("Horizontal axis"))
        legend = Legend()
        legend.set_entries([Entry(self.tr("current network"), "text", "star")])
        for box in (self.x_choice, self.y_choice):
            box.setMinimumWidth(BOX_WIDTH)
            box.edited.connect(self._set_axes)
        over = label(self.tr("against"), "muted")
        bar = row(self.y_choice, over, self.x_choice, ..., legend, spacing=8, margins=(8, 6, 12, 2))
        self.setLayout(column(bar, (self.plot, 1), spacing=0, margins=1))

    def save_figure(self, path: Path) -> None:
        """Writes the plot as PNG or SVG. Raises ValueError, whose message says why it cannot."""
        self.plot.read_out.hide()
        save_figure(self.plot, [Entry(self._chosen(box).title) for box in (self.y_choice, self.x_choice)], path)

    def _set_axes(self) -> None:
        self.plot.set_measures(self._chosen(self.x_choice), self._chosen(self.y_choice))

    def _chosen(self, box: ChoiceBox) -> SweepMeasure:
        return self._measures[box.currentIndex()]
