"""The plot of the learning-rate finder: the loss against the rate, on a logarithmic axis."""

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal

from explorer.ui.plots.axis import Axis, linear, logarithmic
from explorer.ui.plots.curve import Curve, Rule
from explorer.ui.plots.plot import Plot
from explorer.ui.plots.read_out import lines_html

MARGIN = 0.08
"""Share of the height left free above and below the curve."""


class RatePlot(Plot):
    """The curve, the suggested rate and the chosen one; a click chooses another."""

    rateChosen = Signal(float)

    def __init__(self) -> None:
        bottom = Axis("bottom", logarithmic("{:.3g}".format), has_grid=True)
        super().__init__((bottom, Axis("left", linear("{:.{}f}".format), has_grid=True, width=48)), (4, 8, 16, 4))
        self.setAccessibleName(self.tr("Loss against the learning rate"))
        self._rates, self._losses = np.empty(0), np.empty(0)
        self._curve, self._mark = Curve("training", 2), Rule("accent", 2, Qt.PenStyle.DashLine)
        self.add_items(self._curve, self._mark)
        self.pointed.connect(self._show_read_out)
        self.clicked.connect(self._choose_nearest)

    def set_curve(self, rates: list[float], losses: list[float]) -> None:
        """Shows the rates that were tried, and the smoothed loss at each."""
        self._rates, self._losses = np.log10(np.asarray(rates, float)), np.asarray(losses, float)
        self._curve.setData(self._rates, self._losses)
        if len(rates):
            low, high = float(self._losses.min()), float(np.quantile(self._losses, 0.95))
            margin = MARGIN * max(high - low, 1e-3)
            self.setYRange(low - margin, high + 2 * margin, padding=0)

    def set_span(self, first: float, last: float) -> None:
        """The rates from which and to which the search goes."""
        self.setXRange(math.log10(first), math.log10(last), padding=0.02)

    def set_chosen(self, rate: float | None) -> None:
        """Marks a rate, or none."""
        self._mark.setVisible(rate is not None)
        if rate is not None:
            self._mark.setPos(math.log10(rate))

    def _nearest(self, place: QPointF | None) -> int | None:
        return int(np.argmin(np.abs(self._rates - place.x()))) if place is not None and len(self._rates) else None

    def _show_read_out(self, place: QPointF | None) -> None:
        nearest = self._nearest(place)
        if nearest is None:
            self.read_out.hide()
            return
        x, y = self._rates[nearest], self._losses[nearest]
        rate, loss = self.tr("rate {}").format(f"{10**x:.2g}"), self.tr("loss {}").format(f"{y:.4f}")
        self.read(lines_html(rate, loss), x, min(y, self.view.viewRange()[1][1]))

    def _choose_nearest(self, place: QPointF | None) -> None:
        nearest = self._nearest(place)
        if nearest is not None:
            self.rateChosen.emit(float(f"{10 ** self._rates[nearest]:.1e}"))
