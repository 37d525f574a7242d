"""The growth plot: maps and costs along the blocks of a network, residual and dense on one axis."""

from math import ceil
from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.experiment.analysis import Analysis
from explorer.experiment.comparison import Comparison
from explorer.figure.network_part import part_of
from explorer.number_format import percent_change, shape_text
from explorer.ui.build_page.growth.growth_items import GrowthItem
from explorer.ui.build_page.growth.growth_series import GrowthSeries, Quantity, Scale, growth_series, quantities
from explorer.ui.forms.controls import ChoiceBox
from explorer.ui.layout import column, icon_button, row
from explorer.ui.plots.axis import Axis, Labels, linear, logarithmic, nice_spacing
from explorer.ui.plots.export import save_figure
from explorer.ui.plots.plot import Plot
from explorer.ui.plots.read_out import Entry, Legend, lines_html
from explorer.ui.theme import scaled_font
from explorer.ui.widgets.dialogs import FIGURE_SUFFIXES, ask_for_file, saved_message
from models.summary import BlockRow, Summary

HEADROOM = 1.02
TOP_STEPS = 16
"""The top of the axis is one of about so many round values."""
SMALLEST_HEIGHT = 1e-9
LOG_HEADROOM = 0.04
DIMMED = 0.35
LABEL_MARGIN = 8


class GrowthBar(QWidget):
    """The bar over the plot: quantity, legend, scale and saving. It holds no state."""

    def __init__(self, shown: tuple[Quantity, ...]) -> None:
        super().__init__()
        self.selector = ChoiceBox(tuple((quantity.name, quantity.title) for quantity in shown))
        for number, quantity in enumerate(shown):
            self.selector.setItemData(number, quantity.tip, Qt.ItemDataRole.ToolTipRole)
        self.selector.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.selector.setAccessibleName(self.tr("What the plot shows"))
        self.legend = Legend()
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tip = self.tr("Show all blocks (double-click in the plot)")
        self.fit = icon_button("fit", self.tr("Show all blocks"), tip=tip)
        tip = self.tr("Logarithmic axis: equal factors are equal distances, so that small blocks are visible too")
        self.log = icon_button("", self.tr("Logarithmic axis"), tip=tip, text=self.tr("log"), checkable=True)
        self.save = icon_button("export", self.tr("Save the plot"), tip=self.tr("Save the plot as PNG or SVG"))
        shown_parts = self.selector, (self.legend, 1), self.fit, self.log, self.save
        self.setLayout(row(*shown_parts, spacing=4, margins=(8, 6, 6, 2)))

    def entries(self, series: GrowthSeries, quantity: Quantity) -> list[Entry]:
        """The legend: the thin lines, and those kinds of blocks that the network has."""
        units = [block.unit for block in series.blocks if block.kind in ("basic", "bottleneck")]
        is_plain = bool(units) and all(unit.shortcut is None for unit in units)
        residual = self.tr("plain") if is_plain else self.tr("residual")
        names = {"residual": residual, "dense": self.tr("dense"), "transition": self.tr("transition")}
        found = [] if series.least is None else [Entry(quantity.least_title, "text_muted", "dashes")]
        found += [] if series.baseline is None else [Entry(self.tr("baseline"), "text", "line")]
        return found + [Entry(name, color, "square") for color, name in names.items() if color in series.colors]


class GrowthPlot(QWidget):
    """Shows one quantity of every block of an analysis; of one that is not legal, the last legal one, dimmed.

    A thin line is the baseline: every block's partner stands where the block does. It is drawn only while visible.
    """

    partSelected = Signal(str)
    """The part of a block that a person clicked."""
    blockSelected = Signal(str, int)
    """(part, position in it) of a block that a person clicked."""
    messageRaised = Signal(str, object, str)
    """(severity, sentence, details): a figure was saved, or could not be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quantities = quantities()
        self._quantity = self._quantities[0]
        self._summary: Summary | None = None
        self._comparison: Comparison | None = None
        self._series: GrowthSeries | None = None
        self._scale = Scale()
        self.selected: tuple[str, int | None] = "", None
        """The part that is shaded, and position of one of its blocks."""
        self._hovered: int | None = None
        self._is_stale = False
        self.bar = GrowthBar(self._quantities)
        self.selector = self.bar.selector
        self._values = Axis("left", linear(self._quantity.tick), has_grid=True, width=52)
        blocks = Axis("bottom", linear("{:,.0f}".format, finest=1, first=0, pattern=self.tr("block {}")))
        self._sizes = Axis("top", self._size_labels)
        self._axes = self._values, blocks, self._sizes
        self.graph = Plot(self._axes, (4, 2, 14, 6), is_zoomed=True)
        self.graph.setAccessibleName(self.tr("Growth through the blocks of the network"))
        self._item = GrowthItem()
        self.graph.add_items(self._item)
        self._connect()
        self.setLayout(column(self.bar, (self.graph, 1), spacing=0))

    @property
    def series(self) -> GrowthSeries | None:
        """The values that are shown."""
        return self._series

    def set_analysis(self, analysis: Analysis, comparison: Comparison | None = None) -> None:
        """Shows an analysis, with the line of a baseline where there is one."""
        for item in (self.graph.view, *self._axes):
            item.setOpacity(1.0 if analysis.is_legal else DIMMED)
        if analysis.summary is None:
            return
        self._summary, self._comparison, self._is_stale = analysis.summary, comparison, True
        if self.isVisible():
            self._draw_series()

    def set_selected(self, part: str) -> None:
        """Shades the blocks of a part lightly."""
        if part != self.selected[0]:
            self.set_selected_block(part, None)

    def set_selected_block(self, part: str, block: int | None) -> None:
        """Shades a block of a part, by its position in it, and the rest of the part lightly; None: the part alone."""
        self.selected = part, block
        self._update_shades()

    def set_quantity(self, name: str) -> None:
        """Shows "channels", "resolution", "params", "macs", "kept" or "field"."""
        self.selector.set_value(name)

    def state(self) -> str:
        """Which quantity is shown on which scale, for `restore`."""
        return f"{self._quantity.name} {'log' if self.bar.log.isChecked() else 'linear'}"

    def restore(self, state: str) -> None:
        """Shows the quantity and scale of a `state`; a text that is none changes nothing."""
        name, _, scale = state.partition(" ")
        if name in [quantity.name for quantity in self._quantities]:
            self.set_quantity(name)
            self.bar.log.setChecked(scale == "log")

    def save_figure(self, path: Path) -> None:
        """Writes the visible part of the plot as PNG or SVG.

        Raises ValueError, whose message says what is wrong: another suffix, or a file that cannot be written.
        """
        self._point_at(None)
        entries = self.bar.entries(self._series, self._quantity) if self._series else ()
        save_figure(self.graph, [Entry(self._quantity.title), *entries], path)

    def sizeHint(self) -> QSize:
        return QSize(420, 240)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._draw_series()

    def ask_for_figure(self) -> None:
        """Asks where to save the figure, and saves it there."""
        ask_for_file(self, self.tr("Save the plot"), self._quantity.name, FIGURE_SUFFIXES, self._save_to)

    def _connect(self) -> None:
        self.selector.currentIndexChanged.connect(self._choose_quantity)
        self.bar.log.toggled.connect(self._choose_quantity)
        self.bar.fit.clicked.connect(self._show_all)
        self.bar.save.clicked.connect(self.ask_for_figure)
        self.graph.view.sigXRangeChanged.connect(self._update_fit)
        self.graph.pointed.connect(self._point_at_place)
        self.graph.clicked.connect(self._choose_place)
        self.graph.doubleClicked.connect(self._show_all)
        self.graph.fitRequested.connect(self._show_all)
        self.graph.stepped.connect(self._point_beside)
        self.graph.entered.connect(self._choose_hovered)

    def _choose_quantity(self) -> None:
        self._quantity = self._quantities[self.selector.currentIndex()]
        self.selector.setToolTip(self._quantity.tip)
        self._point_at(None)
        self._draw_series()

    def _draw_series(self) -> None:
        if self._summary is None:
            return
        # An item that changes repaints the whole window; an update of the view itself joins the other repaints.
        self.graph.scene().update()
        self.graph.viewport().update()
        old, self._is_stale = self._series, False
        partners = self._comparison.partners if self._comparison else None
        self._series = series = growth_series(self._summary, self._quantity, partners)
        self._scale = scale = Scale(series.floor if self.bar.log.isChecked() else None)
        tick, finest = self._quantity.tick, self._quantity.finest
        self._values.set_ticks(linear(tick, finest=finest) if scale.floor is None else logarithmic(tick))
        self._sizes.update()
        self._item.set_series(series, scale)
        self.bar.legend.set_entries(self.bar.entries(series, self._quantity))
        self._update_shades()
        if self._hovered is not None:
            self._point_at(min(self._hovered, len(series.blocks) - 1))
        if old is None or len(old.blocks) != len(series.blocks):
            self._show_all()
        self._fit_height(series.largest)
        # Otherwise the view box would notice while it is painted, and be painted again.
        self.graph.view.prepareForPaint()

    def _update_shades(self) -> None:
        if self._series is None:
            return
        part, place = self.selected
        extent, block = self._series.extent(part), None
        if extent is not None and place is not None and extent[0] + place < extent[1]:
            block = extent[0] + place
        self._item.set_shades(extent, block, self._hovered)

    def _fit_height(self, largest: float) -> None:
        """Ends the axis at a round value, so that it is calm while a person edits."""
        base = self._scale.base
        if self._scale.floor is not None:
            top = max(self._scale.place(largest), base + 1)
            top += LOG_HEADROOM * (top - base)
        else:
            largest = max(largest, SMALLEST_HEIGHT) * HEADROOM
            spacing = nice_spacing(largest, TOP_STEPS)
            top = ceil(largest / spacing) * spacing
        if self.graph.view.viewRange()[1] != [base, top]:
            self.graph.view.setYRange(base, top, padding=0)

    def _show_all(self) -> None:
        if self._series is not None:
            end = len(self._series.blocks) - 0.5
            self.graph.view.setLimits(xMin=-0.5, xMax=end)
            self.graph.view.setXRange(-0.5, end, padding=0)

    def _update_fit(self) -> None:
        """Shows the button only while some blocks are out of view."""
        if self._series is not None:
            start, end = self.graph.view.viewRange()[0]
            self.bar.fit.setVisible(end - start < len(self._series.blocks) - 1e-6)

    def _size_labels(self, low: float, high: float, most: float) -> Labels:
        """The size of the map over every stage that is wide enough for it."""
        metrics, pixels, labels = QFontMetricsF(scaled_font(-1)), self._sizes.width() / (high - low), []
        for span in self._series.spans if self._series else ():
            start, end = max(span.start - 0.5, low), min(span.end - 0.5, high)
            if (end - start) * pixels >= metrics.horizontalAdvance(span.size) + LABEL_MARGIN:
                labels.append(((start + end) / 2, span.size))
        return labels

    def _point_at_place(self, place: QPointF | None) -> None:
        block = -1 if place is None else int(place.x() + 0.5)
        self._point_at(block if self._series is not None and 0 <= block < len(self._series.blocks) else None)

    def _choose_place(self, place: QPointF | None) -> None:
        self._point_at_place(place)
        self._choose_hovered()

    def _choose_hovered(self) -> None:
        """Selects the block that is read out; of stem and head, which are one block, the part alone."""
        if self._hovered is None or self._series is None:
            return
        row = self._series.blocks[self._hovered]
        part = part_of(row)
        self.partSelected.emit(part)
        if row.stage is not None:
            place = self._series.place(self._hovered)
            self.set_selected_block(part, place)
            self.blockSelected.emit(part, place)

    def _point_beside(self, direction: int) -> None:
        """Reads out the next block (1), the one before (-1), or none (0)."""
        if self._series is None or not direction:
            self._point_at(None)
            return
        last = len(self._series.blocks) - 1
        self._point_at(0 if self._hovered is None else min(last, max(0, self._hovered + direction)))

    def _point_at(self, block: int | None) -> None:
        """Shades a block and reads it out; None: none."""
        self._hovered = block
        self._update_shades()
        if block is None or self._series is None:
            self.graph.read_out.hide()
            return
        row = self._series.blocks[block]
        (start, end), (_, top) = self.graph.view.viewRange()
        lines = [self._quantity.write(row), shape_text(row.output_shape)]
        if self._series.partners is not None:
            lines.insert(1, self._change_text(row, self._series.partners[block]))
        self.graph.read(lines_html(row.name, *lines), block + (0.5 if block <= (start + end) / 2 else -0.5), top)

    def _change_text(self, row: BlockRow, partner: BlockRow | None) -> str:
        """How a block differs from its partner in the baseline."""
        if partner is None:
            return self.tr("not in the baseline")
        now, was = self._quantity.value(row), self._quantity.value(partner)
        if now == was:
            return self.tr("as in the baseline")
        change, share = self._quantity.change(now - was), percent_change(now, was)
        return self.tr("{} from the baseline").format(f"{change} ({share})" if share else change)

    def _save_to(self, path: Path) -> None:
        self.messageRaised.emit(*saved_message(path, self.save_figure))
