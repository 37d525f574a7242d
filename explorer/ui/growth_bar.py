"""The bar over the growth plot: what it shows, on which scale, what the colours mean."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from explorer.ui.editor.controls import ChoiceBox
from explorer.ui.growth_series import GrowthSeries, Quantity
from explorer.ui.icons import icon
from explorer.ui.palette import shown_palette

GAP = "&nbsp; "
"""Between two entries of the legend."""


class GrowthBar(QWidget):
    """Only what a person sees and presses."""

    quantityChosen = Signal(int)
    scaleChosen = Signal(bool)
    """Whether it is logarithmic."""
    fitRequested = Signal()
    saveRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: list[str] = []
        self._names: list[str] = []
        self._shown: tuple[list[str], int] | None = None
        self.selector = ChoiceBox(())
        self.selector.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.selector.currentIndexChanged.connect(self.quantityChosen)
        self.legend = QLabel()
        self.legend.setProperty("role", "caption")
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.log, self.fit, self.save = QToolButton(), QToolButton(), QToolButton()
        self.fit.setIcon(icon("fit"))
        self.save.setIcon(icon("export"))
        self.log.setCheckable(True)
        self.log.toggled.connect(self.scaleChosen)
        self.fit.clicked.connect(self.fitRequested)
        self.save.clicked.connect(self.saveRequested)
        self._lay_out()

    def set_quantities(self, quantities: tuple[Quantity, ...]) -> None:
        self._fill(quantities)
        self.selector.setAccessibleName(self.tr("What the plot shows"))
        self.log.setText(self.tr("log"))
        self.log.setToolTip(self.tr("Logarithmic axis: equal factors are equal steps, so that small blocks show too"))
        self.log.setAccessibleName(self.tr("Logarithmic axis"))
        self.fit.setToolTip(self.tr("Show all blocks (double-click in the plot)"))
        self.fit.setAccessibleName(self.tr("Show all blocks"))
        self.save.setToolTip(self.tr("Save the plot as PNG or SVG"))
        self.save.setAccessibleName(self.tr("Save the plot"))

    def show_legend(self, series: GrowthSeries, quantity: Quantity) -> None:
        """What thin lines mean, and the kinds of blocks."""
        entries = []
        if series.least is not None:
            entries.append((shown_palette().text_muted, "┅", quantity.least_title))
        if series.baseline is not None:
            entries.append((shown_palette().text, "━", self.tr("baseline")))
        entries += [(getattr(shown_palette(), color), "■", name) for color, name in self.kinds(series)]
        self._marks = [f"<span style='color:{color}'>{mark}</span>" for color, mark, _ in entries]
        self._names = [f"{mark}&nbsp;{name}" for mark, (*_, name) in zip(self._marks, entries, strict=True)]
        self.legend.setToolTip(GAP.join(self._names))
        self._fit_legend()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_legend()

    def _fit_legend(self) -> None:
        """As many names as there is room for, then marks alone, whose names the tooltip says."""
        if self._shown == (self._names, self.legend.width()):
            return
        self._shown = (self._names, self.legend.width())
        for num_names in range(len(self._names), -1, -1):
            self.legend.setText(GAP.join(self._names[:num_names] + self._marks[num_names:]))
            if self.legend.sizeHint().width() <= self.legend.width():
                break

    def kinds(self, series: GrowthSeries) -> list[tuple[str, str]]:
        """(colour, name) of the kinds of blocks that a stage can hold and that there are."""
        units = [block.unit for block in series.blocks if block.kind in ("basic", "bottleneck")]
        is_plain = bool(units) and all(unit.shortcut is None for unit in units)
        residual = self.tr("plain") if is_plain else self.tr("residual")
        names = {"residual": residual, "dense": self.tr("dense"), "transition": self.tr("transition")}
        return [(color, name) for color, name in names.items() if color in series.colors]

    def _fill(self, quantities: tuple[Quantity, ...]) -> None:
        chosen = max(0, self.selector.currentIndex())
        self.selector.blockSignals(True)
        self.selector.clear()
        for i, quantity in enumerate(quantities):
            self.selector.addItem(quantity.title)
            self.selector.setItemData(i, quantity.tip, Qt.ItemDataRole.ToolTipRole)
        self.selector.setCurrentIndex(chosen)
        self.selector.blockSignals(False)
        self.selector.setToolTip(quantities[chosen].tip)

    def _lay_out(self) -> None:
        bar = QHBoxLayout(self)
        bar.setContentsMargins(8, 6, 6, 2)
        bar.setSpacing(4)
        bar.addWidget(self.selector)
        bar.addWidget(self.legend, 1)
        for button in (self.fit, self.log, self.save):
            button.setProperty("role", "compact")
            button.setIconSize(QSize(16, 16))
            bar.addWidget(button)
