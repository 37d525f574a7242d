"""The growth plot: how channels, or costs, run through the blocks of a network, residual and dense on one axis."""

from math import ceil

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGraphicsItem,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.experiment.analysis import Analysis
from explorer.number_format import shape_text
from explorer.ui.growth_items import BlockAxis, QuantityAxis, ReadOut, SizeAxis, StagesItem, StepsItem
from explorer.ui.growth_series import GrowthSeries, growth_series, quantities
from explorer.ui.icons import icon
from explorer.ui.network_part import COLORS, part_of
from explorer.ui.palette import Palette, palettes
from explorer.ui.training.metric_axes import nice_spacing
from models.summary import Summary

HEADROOM = 1.02
TOP_STEPS = 16
"""The top of the axis is one of about so many round values."""
SMALLEST_HEIGHT = 1e-9
DIMMED = 0.35
BEHIND = -1000
"""Where grid lines are: under all that the plot shows."""


class GrowthPlot(QWidget):
    """Shows one quantity of every block of an analysis; of one that is not legal, the last legal one, dimmed."""

    partSelected = Signal(str)
    """The part of a block that a person clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quantities = quantities()
        self._quantity = self._quantities[0]
        self._summary: Summary | None = None
        self._series: GrowthSeries | None = None
        self._selected = ""
        self._hovered: int | None = None
        self._palette = palettes()["light"]
        self._build_plot()
        self._build_bar()
        self._lay_out()
        self.apply_palette(self._palette)

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
        return self._legend.text()

    def set_analysis(self, analysis: Analysis) -> None:
        self.graph.getPlotItem().setOpacity(1.0 if analysis.is_legal else DIMMED)
        if analysis.summary is not None:
            self._summary = analysis.summary
            self._show()

    def set_selected(self, part: str) -> None:
        """Lightly shades the blocks of a part."""
        self._selected = part
        if self._series is not None:
            self._stages.set_selected(self._series.extent(part))

    def set_quantity(self, name: str) -> None:
        """Shows "channels", "params", "macs", "kept" or "field"."""
        self.selector.setCurrentIndex([quantity.name for quantity in self._quantities].index(name))

    def apply_palette(self, palette: Palette) -> None:
        self.graph.setBackground(palette.color("surface"))
        for item in (*self._steps, self._stages, self._read_out, *self._axes):
            item.apply_palette(palette)
        self._palette = palette
        self._show_legend()
        self._fit.setIcon(icon("fit", palette))

    def sizeHint(self) -> QSize:
        return QSize(420, 240)

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
        self._read_out = ReadOut()
        for drawn in (self._stages, *self._steps, self._read_out):
            item.addItem(drawn, ignoreBounds=True)
        self.graph.setAccessibleName(self.tr("Growth through the blocks of the network"))
        self.graph.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.graph.installEventFilter(self)
        self.graph.scene().sigMouseMoved.connect(self._move)
        self.graph.scene().sigMouseClicked.connect(self._click)

    def _build_bar(self) -> None:
        self.selector = QComboBox()
        self.selector.setAccessibleName(self.tr("What the plot shows"))
        for i, quantity in enumerate(self._quantities):
            self.selector.addItem(quantity.title)
            self.selector.setItemData(i, quantity.tip, Qt.ItemDataRole.ToolTipRole)
        self.selector.currentIndexChanged.connect(self._choose_quantity)
        self._legend = QLabel()
        self._legend.setProperty("role", "caption")
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._fit = QToolButton()
        self._fit.setProperty("role", "compact")
        self._fit.setIconSize(QSize(16, 16))
        self._fit.setToolTip(self.tr("Show all blocks (double-click in the plot)"))
        self._fit.setAccessibleName(self.tr("Show all blocks"))
        self._fit.clicked.connect(self._show_all)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 6, 2)
        bar.setSpacing(8)
        bar.addWidget(self.selector)
        bar.addWidget(self._legend, 1)
        bar.addWidget(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.graph, 1)
        self._choose_quantity(0)

    def _choose_quantity(self, index: int) -> None:
        self._quantity = self._quantities[index]
        self.selector.setToolTip(self._quantity.tip)
        self._axes[0].set_quantity(self._quantity)
        self._point_at(None)
        if self._summary is not None:
            self._show()

    def _show(self) -> None:
        old = self._series
        self._series = series = growth_series(self._summary, self._quantity)
        for item in (*self._steps, self._stages):
            item.set_series(series)
        self._axes[2].set_spans(series.spans)
        self._show_legend()
        self._stages.set_selected(series.extent(self._selected))
        if self._hovered is not None:
            self._point_at(min(self._hovered, len(series.blocks) - 1))
        if old is None or len(old.blocks) != len(series.blocks):
            self._show_all()
        self._fit_height(series.largest)

    def _fit_height(self, largest: float) -> None:
        """Up to a round value, so that the axis is calm while a person edits."""
        largest = max(largest, SMALLEST_HEIGHT) * HEADROOM
        spacing = nice_spacing(largest, TOP_STEPS)
        top = ceil(largest / spacing) * spacing
        box = self.graph.getPlotItem().getViewBox()
        if box.viewRange()[1] != [0, top]:
            box.setYRange(0, top, padding=0)

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
        self._fit.setVisible(end - start < len(self._series.blocks) - 1e-6)

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
            self.partSelected.emit(part_of(self._series.blocks[block]))

    def _press(self, event: QKeyEvent) -> bool:
        """Left and right move the read-out."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key())
        if step is None or self._series is None:
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
        self._read_out.show_lines(row.name, self._quantity.write(row), shape_text(row.output_shape))
        self._read_out.place(block, top, on_left=block > (start + end) / 2)

    def _show_legend(self) -> None:
        """The kinds of blocks that a stage can hold and that there are."""
        if self._series is None:
            return
        names = {"residual": self.tr("residual"), "dense": self.tr("dense"), "transition": self.tr("transition")}
        entries = [
            f"<span style='color:{getattr(self._palette, color)}'>■</span>&nbsp;{name}"
            for color, name in names.items()
            if color in self._series.colors
        ]
        self._legend.setText("&nbsp;&nbsp; ".join(entries))
