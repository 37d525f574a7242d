"""The scatter plot of a sweep: two measures of every legal combination, the network that is edited marked."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtWidgets import QWidget

from explorer.experiment.sweep import SweepRow
from explorer.ui.growth_items import ReadOut
from explorer.ui.palette import follow_theme, themed
from explorer.ui.sweep.sweep_measure import SweepMeasure
from explorer.ui.training.metric_axes import Ticks, multiples, nice_spacing
from explorer.ui.training.plain_axis import PlainAxis
from explorer.ui.training.plot_picture import Entry, save_picture
from models.summary import Summary

REACH = 14
"""Pixels from which a point is caught."""
POINT, MARK = 7, 13
"""Diameters in pixels."""
LEFT_WIDTH = 58
BEHIND = -1000
"""Where grid lines are: under the points."""


class MeasureAxis(PlainAxis):
    """Values of one measure, written short."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self._measure: SweepMeasure | None = None
        self.setGrid(255)

    def set_measure(self, measure: SweepMeasure) -> None:
        self._measure = measure
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        spacing = nice_spacing(maxVal - minVal, self.num_labels(size))
        return [(spacing, multiples(spacing, minVal, maxVal))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [self._measure.tick(round(value, 9)) for value in values] if self._measure else []


class SweepPlot(QWidget):
    """Points are pointed at, chosen with a click and taken with a double click."""

    rowSelected = Signal(object)
    """The SweepRow of a point that was clicked."""
    rowTaken = Signal(object)
    """The SweepRow of a point that was double-clicked."""

    def __init__(self, x: SweepMeasure, y: SweepMeasure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures = (x, y)
        self._rows: list[SweepRow] = []
        self._places = np.empty((0, 2))
        self._selected: SweepRow | None = None
        self._current: Summary | None = None
        self._build_plot()
        follow_theme(self, self._take_colors)
        self._show_measures()

    @property
    def num_points(self) -> int:
        return len(self._rows)

    @property
    def read_out(self) -> str:
        """What is said of the point under the mouse; nothing where there is none."""
        return self._read_out.toPlainText() if self._read_out.isVisible() else ""

    def set_measures(self, x: SweepMeasure, y: SweepMeasure) -> None:
        self._measures = (x, y)
        self._show_measures()

    def set_rows(self, rows: list[SweepRow], names: tuple[str, ...]) -> None:
        """The combinations, and what the swept fields are called; those that are not legal have no point."""
        self._rows, self._names = [row for row in rows if row.issue is None], names
        self._place()

    def set_selected(self, row: SweepRow | None) -> None:
        self._selected = row
        self._mark(self._ring, None if row is None or row.issue is not None else row)

    def set_current(self, summary: Summary | None) -> None:
        """The network that is edited."""
        self._current = summary
        self._mark(self._star, summary)

    def save_picture(self, path: Path, entries: Sequence[Entry]) -> None:
        """Writes the plot under what `entries` name, as PNG or SVG. Raises ValueError with one sentence."""
        self._read_out.hide()
        save_picture(self._plot, entries, path)

    def _take_colors(self) -> None:
        self._plot.setBackground(themed("surface"))
        self._points.setBrush(pg.mkBrush(themed("accent", 0.55)))
        self._ring.setPen(pg.mkPen(themed("accent"), width=2))
        self._star.setBrush(pg.mkBrush(themed("text")))
        self._star.setPen(pg.mkPen(themed("surface"), width=1))

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._read_out.hide()
        return super().eventFilter(watched, event)

    def _build_plot(self) -> None:
        self._axes = (MeasureAxis("bottom"), MeasureAxis("left"))
        bottom, left = self._axes
        left.setWidth(LEFT_WIDTH)
        self._plot = pg.PlotWidget(self, axisItems={"bottom": bottom, "left": left})
        item = self._plot.getPlotItem()
        for axis in self._axes:
            axis.setZValue(BEHIND)
        item.hideButtons()
        item.setMenuEnabled(False)
        item.layout.setContentsMargins(4, 10, 16, 6)
        self._points = pg.ScatterPlotItem(size=POINT, pen=None)
        self._ring = pg.ScatterPlotItem(size=MARK, brush=None)
        self._star = pg.ScatterPlotItem(size=MARK, symbol="d")
        self._read_out = ReadOut()
        for drawn in (self._points, self._ring, self._star):
            item.addItem(drawn)
        item.addItem(self._read_out, ignoreBounds=True)
        self._plot.setAccessibleName(self.tr("Costs of the combinations"))
        self._plot.installEventFilter(self)
        self._plot.scene().sigMouseMoved.connect(self._point_at)
        self._plot.scene().sigMouseClicked.connect(self._click)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._plot.setGeometry(self.rect())

    def _show_measures(self) -> None:
        for axis, measure in zip(self._axes, self._measures, strict=True):
            axis.set_measure(measure)
        self._place()
        self._mark(self._ring, self._selected)
        self._mark(self._star, self._current)
        self._plot.getPlotItem().enableAutoRange()

    def _place(self) -> None:
        self._read_out.hide()
        self._places = np.array([self._point_of(row) for row in self._rows]).reshape(-1, 2)
        self._points.setData(pos=self._places)

    def _point_of(self, row: SweepRow | Summary) -> tuple[float, float]:
        x, y = (measure.of(row) / measure.unit for measure in self._measures)
        return x, y

    def _mark(self, item: pg.ScatterPlotItem, row: SweepRow | Summary | None) -> None:
        item.setData(pos=np.array([self._point_of(row)] if row is not None else []).reshape(-1, 2))

    def _nearest(self, position: QPointF) -> int | None:
        """The point under the mouse: the nearest one on the screen, if it is near."""
        box = self._plot.getPlotItem().getViewBox()
        if not len(self._places) or not box.sceneBoundingRect().contains(position):
            return None
        at, pixel = box.mapSceneToView(position), box.viewPixelSize()
        away = (self._places - (at.x(), at.y())) / pixel
        distances = np.hypot(away[:, 0], away[:, 1])
        nearest = int(np.argmin(distances))
        return nearest if distances[nearest] <= REACH else None

    def _point_at(self, position: QPointF) -> None:
        nearest = self._nearest(position)
        if nearest is None:
            self._read_out.hide()
            return
        row, (x, y) = self._rows[nearest], self._places[nearest]
        values = zip(self._names, row.values, strict=True)
        title = ", ".join(f"{name} {value:g}" for name, value in values)
        costs = [f"{measure.title.partition(',')[0]}: {measure.write(measure.of(row))}" for measure in self._measures]
        self._read_out.show_lines(title, *costs)
        (left, right), (bottom, top) = self._plot.getPlotItem().getViewBox().viewRange()
        self._read_out.setAnchor((1.05 if x > (left + right) / 2 else -0.05, 0 if y > (bottom + top) / 2 else 1))
        self._read_out.setPos(x, y)

    def _click(self, event) -> None:
        nearest = self._nearest(event.scenePos())
        if nearest is not None and event.button() == Qt.MouseButton.LeftButton:
            (self.rowTaken if event.double() else self.rowSelected).emit(self._rows[nearest])
