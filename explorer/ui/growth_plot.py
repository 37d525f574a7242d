"""The growth plot: how maps and costs run through the blocks of a network, residual and dense on one axis."""

from math import ceil
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsItem, QVBoxLayout, QWidget

from explorer.experiment.analysis import Analysis
from explorer.experiment.comparison import Comparison
from explorer.figure.network_part import COLORS, part_of
from explorer.number_format import percent_change, shape_text
from explorer.ui.growth_bar import GrowthBar
from explorer.ui.growth_items import BlockAxis, OutlineItem, QuantityAxis, ReadOut, SizeAxis, StagesItem, StepsItem
from explorer.ui.growth_series import GrowthSeries, Scale, growth_series, quantities, scale_of
from explorer.ui.palette import follow_theme, themed
from explorer.ui.save_dialog import ask_for_file, saved_message
from explorer.ui.training.metric_axes import nice_spacing
from explorer.ui.training.plot_picture import SUFFIXES, Entry, save_picture
from models.summary import BlockRow, Summary

HEADROOM = 1.02
TOP_STEPS = 16
"""The top of the axis is one of about so many round values."""
SMALLEST_HEIGHT = 1e-9
LOG_HEADROOM = 0.04
DIMMED = 0.35
BEHIND = -1000
"""Where grid lines are: under all that the plot shows."""


class GrowthPlot(QWidget):
    """Shows one quantity of every block of an analysis; of one that is not legal, the last legal one, dimmed.

    A baseline is a thin line: every block's partner stands where the block does. It follows only in sight.
    """

    partSelected = Signal(str)
    """The part of a block that a person clicked."""
    blockSelected = Signal(str, int)
    """(part, position in it) of a block that a person clicked."""
    messageRaised = Signal(str, str, str)
    """(severity, sentence, details): a picture could not be written, or was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quantities = quantities()
        self._quantity = self._quantities[0]
        self._summary: Summary | None = None
        self._comparison: Comparison | None = None
        self._series: GrowthSeries | None = None
        self._scale = Scale()
        self._part, self._block = "", None
        self._hovered: int | None = None
        self._is_stale = False
        self.bar = GrowthBar()
        self.selector = self.bar.selector
        self._build_plot()
        self._lay_out()
        self.bar.set_quantities(self._quantities)
        follow_theme(self, self._take_colors)

    @property
    def series(self) -> GrowthSeries | None:
        """What is shown."""
        return self._series

    @property
    def read_out(self) -> str:
        """What is said of the block under the mouse; nothing where there is none."""
        return self._read_out.toPlainText() if self._read_out.isVisible() else ""

    @property
    def legend_text(self) -> str:
        """What the legend names, as rich text."""
        return self.bar.legend.toolTip()

    def set_analysis(self, analysis: Analysis, comparison: Comparison | None = None) -> None:
        """Shows an analysis, with the line of a baseline where there is one."""
        self.graph.getPlotItem().setOpacity(1.0 if analysis.is_legal else DIMMED)
        if analysis.summary is None:
            return
        self._summary, self._comparison, self._is_stale = analysis.summary, comparison, True
        if self.isVisible():
            self._show()

    def set_selected(self, part: str) -> None:
        """Lightly shades the blocks of a part."""
        if part != self._part:
            self.set_selected_block(part, None)

    def set_selected_block(self, part: str, block: int | None) -> None:
        """Shades one block of a part, by its position there, and lightly the rest of the part; None: the part alone."""
        self._part, self._block = part, block
        self._shade_selected()

    def set_quantity(self, name: str) -> None:
        """Shows "channels", "resolution", "params", "macs", "kept" or "field"."""
        self.selector.setCurrentIndex([quantity.name for quantity in self._quantities].index(name))

    def state(self) -> str:
        """Which quantity is shown on which scale, for `restore`."""
        return f"{self._quantity.name} {'log' if self.bar.log.isChecked() else 'linear'}"

    def restore(self, state: str) -> None:
        """Shows what a `state` says; one that is none changes nothing."""
        name, _, scale = state.partition(" ")
        if name in [quantity.name for quantity in self._quantities]:
            self.set_quantity(name)
            self.bar.log.setChecked(scale == "log")

    def save_picture(self, path: Path) -> None:
        """Writes the plot as it is in sight as PNG or SVG.

        Raises ValueError with one sentence: it is neither, or cannot be written.
        """
        self._point_at(None)
        save_picture(self.graph, self._entries(), path)

    def _take_colors(self) -> None:
        self.graph.setBackground(themed("surface"))
        for still in self._axes[1:]:
            still.update()
        if self._series is not None:
            self.bar.show_legend(self._series, self._quantity)

    def sizeHint(self) -> QSize:
        return QSize(420, 240)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._show()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point_at(None)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return super().eventFilter(watched, event)

    def _build_plot(self) -> None:
        self._axes = (QuantityAxis(self._quantity), BlockAxis(), SizeAxis())
        left, bottom, top = self._axes
        self.graph = pg.PlotWidget(enableMenu=False, axisItems={"left": left, "bottom": bottom, "top": top})
        self.graph.setAccessibleName(self.tr("Growth through the blocks of the network"))
        item = self.graph.getPlotItem()
        left.setZValue(BEHIND)
        for still in (bottom, top):
            still.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        item.showAxis("top")
        item.hideButtons()
        item.layout.setContentsMargins(4, 2, 14, 6)
        box = item.getViewBox()
        box.disableAutoRange()
        box.setMouseEnabled(x=True, y=False)
        box.sigXRangeChanged.connect(self._update_fit)
        self._stages = StagesItem()
        self._steps = tuple(StepsItem(color) for color in COLORS)
        self._least, self._baseline = OutlineItem("text_muted", dash=(3, 2)), OutlineItem("text")
        self._read_out = ReadOut()
        for drawn in (self._stages, *self._steps, self._least, self._baseline, self._read_out):
            item.addItem(drawn, ignoreBounds=True)
        self.graph.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.graph.installEventFilter(self)
        self.graph.scene().sigMouseMoved.connect(self._move)
        self.graph.scene().sigMouseClicked.connect(self._click)

    def _lay_out(self) -> None:
        self.bar.quantityChosen.connect(self._choose_quantity)
        self.bar.scaleChosen.connect(lambda _: self._choose_quantity(self.selector.currentIndex()))
        self.bar.fitRequested.connect(self._show_all)
        self.bar.saveRequested.connect(self.ask_for_picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.graph, 1)

    def _choose_quantity(self, index: int) -> None:
        self._quantity = self._quantities[index]
        self.selector.setToolTip(self._quantity.tip)
        self._point_at(None)
        if self._summary is not None:
            self._show()

    def _show(self) -> None:
        # Items that change have the whole window painted; said of the view itself, it is painted with the rest.
        self.graph.scene().update()
        self.graph.viewport().update()
        old, self._is_stale = self._series, False
        partners = self._comparison.partners if self._comparison else None
        self._series = series = growth_series(self._summary, self._quantity, partners)
        self._scale = scale = scale_of(series, self.bar.log.isChecked())
        self._axes[0].set_quantity(self._quantity, scale.is_log)
        self._axes[2].set_spans(series.spans)
        for item in self._steps:
            item.set_series(series, scale)
        self._least.set_values(series.least, series, scale)
        self._baseline.set_values(series.baseline, series, scale)
        self._stages.set_series(series)
        self.bar.show_legend(series, self._quantity)
        self._shade_selected()
        if self._hovered is not None:
            self._point_at(min(self._hovered, len(series.blocks) - 1))
        if old is None or len(old.blocks) != len(series.blocks):
            self._show_all()
        self._fit_height(series.largest)
        # Else the view box finds out while it is painted, and is painted again.
        self.graph.getPlotItem().getViewBox().prepareForPaint()

    def _shade_selected(self) -> None:
        if self._series is None:
            return
        extent, block = self._series.extent(self._part), None
        if extent is not None and self._block is not None and extent[0] + self._block < extent[1]:
            block = extent[0] + self._block
        self._stages.set_selected(extent, block)

    def _fit_height(self, largest: float) -> None:
        """Up to a round value, so that the axis is calm while a person edits."""
        base = self._scale.base
        if self._scale.is_log:
            top = max(self._scale.place(largest), base + 1)
            top += LOG_HEADROOM * (top - base)
        else:
            largest = max(largest, SMALLEST_HEIGHT) * HEADROOM
            spacing = nice_spacing(largest, TOP_STEPS)
            top = ceil(largest / spacing) * spacing
        box = self.graph.getPlotItem().getViewBox()
        if box.viewRange()[1] != [base, top]:
            box.setYRange(base, top, padding=0)

    def _show_all(self) -> None:
        if self._series is None:
            return
        end = len(self._series.blocks) - 0.5
        box = self.graph.getPlotItem().getViewBox()
        box.setLimits(xMin=-0.5, xMax=end)
        box.setXRange(-0.5, end, padding=0)

    def _update_fit(self) -> None:
        """The button is there only while a part of the blocks is out of sight."""
        if self._series is None:
            return
        start, end = self.graph.getPlotItem().getViewBox().viewRange()[0]
        self.bar.fit.setVisible(end - start < len(self._series.blocks) - 1e-6)

    def _block_at(self, position: QPointF) -> int | None:
        box = self.graph.getPlotItem().getViewBox()
        if self._series is None or not box.sceneBoundingRect().contains(position):
            return None
        block = int(box.mapSceneToView(position).x() + 0.5)
        return block if 0 <= block < len(self._series.blocks) else None

    def _move(self, position: QPointF) -> None:
        self._point_at(self._block_at(position))

    def _click(self, event) -> None:
        if event.double():
            self._show_all()
            return
        block = self._block_at(event.scenePos())
        if block is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(block)

    def _choose(self, block: int) -> None:
        """Selects the block; of stem and head, which are one block, the part alone."""
        row = self._series.blocks[block]
        part = part_of(row)
        self.partSelected.emit(part)
        if row.stage is not None:
            place = block - self._series.extent(part)[0]
            self.set_selected_block(part, place)
            self.blockSelected.emit(part, place)

    def _press(self, event: QKeyEvent) -> bool:
        """Left and right move the read-out, Return selects its block."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key())
        if self._series is None:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._hovered is not None:
            self._choose(self._hovered)
            return True
        if step is None:
            return False
        last = len(self._series.blocks) - 1
        self._point_at(0 if self._hovered is None else min(last, max(0, self._hovered + step)))
        return True

    def _point_at(self, block: int | None) -> None:
        self._hovered = block
        self._stages.set_hovered(block)
        if block is None or self._series is None:
            self._read_out.hide()
            return
        row = self._series.blocks[block]
        (start, end), (_, top) = self.graph.getPlotItem().getViewBox().viewRange()
        lines = [self._quantity.write(row), shape_text(row.output_shape)]
        if self._series.partners is not None:
            lines.insert(1, self._change_text(row, self._series.partners[block]))
        self._read_out.show_lines(row.name, *lines)
        self._read_out.place(block, top, on_left=block > (start + end) / 2)

    def _change_text(self, row: BlockRow, partner: BlockRow | None) -> str:
        """How a block differs from its partner in the baseline."""
        if partner is None:
            return self.tr("not in the baseline")
        now, was = self._quantity.value(row), self._quantity.value(partner)
        if now == was:
            return self.tr("as in the baseline")
        change, share = self._quantity.change(now - was), percent_change(now, was)
        return self.tr("{} from the baseline").format(f"{change} ({share})" if share else change)

    def _entries(self) -> list[Entry]:
        """What a picture says of the plot."""
        kinds = self.bar.kinds(self._series) if self._series else ()
        return [Entry(self._quantity.title), *(Entry(name, color) for color, name in kinds)]

    def ask_for_picture(self) -> None:
        """Asks where to save the picture, and saves it there."""
        ask_for_file(self, self.tr("Save the plot"), self._quantity.name, SUFFIXES, self._save_to)

    def _save_to(self, path: Path) -> None:
        self.messageRaised.emit(*saved_message(path, self.save_picture))
