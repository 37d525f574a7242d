"""The memory that training with the document's recipe takes, kind by kind, and whether a device has it."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from explorer.number_format import byte_count, exact_count, memory_size
from explorer.runs.events import DevicesKnown
from explorer.ui.build_page.costs.device_choice import DeviceChoice
from explorer.ui.document import DocumentState
from explorer.ui.icons import Mark
from explorer.ui.layout import column, label, row, set_label
from explorer.ui.palette import follow_theme, shown_palette, themed
from models.memory import TrainingMemory, training_memory

SWATCH = 10
BAR_HEIGHT = 16
RADIUS = 4
MARK_WIDTH = 2
_NOTHING = TrainingMemory(weights=0, gradients=0, optimizer_state=0, casts=0, saved_per_image=0, saved_per_batch=0)

translate = QCoreApplication.translate


class MemoryPart(NamedTuple):
    """One kind of memory."""

    name: str
    tip: str
    num_bytes: int
    color: str
    """Of the palette. What grows with the batch has the accent, the rest shades of grey."""
    strength: float

    def ink(self) -> QColor:
        return shown_palette().mixed(self.color, "surface", self.strength)


class MemoryBar(QWidget):
    """A segment for each kind, on a track as long as the device's memory; a mark where that ends before them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[MemoryPart, ...] = ()
        self._available: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: tuple[MemoryPart, ...], available: int | None) -> None:
        """Shows the kinds and the bytes that the device has; None: the kinds fill the bar."""
        self._parts, self._available = parts, available
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, BAR_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(part.num_bytes for part in self._parts)
        length = max(total, self._available or 0, 1)
        track = QPainterPath()
        track.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(track)
        painter.fillRect(self.rect(), themed("sunken"))
        self._paint_parts(painter, self.width() / length)
        painter.setClipping(False)
        painter.setPen(QPen(themed("border_strong"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self._available is not None and total > self._available:
            left = self._available * self.width() / length
            painter.fillRect(QRectF(left, 0, MARK_WIDTH, self.height()), themed("danger"))

    def _paint_parts(self, painter: QPainter, pixels_per_byte: float) -> None:
        left = 0.0
        for part in self._parts:
            width = part.num_bytes * pixels_per_byte
            painter.fillRect(QRectF(left, 0, width, self.height()), part.ink())
            left += width


class MemoryView(QWidget):
    """A bar, its legend with the bytes, and for the chosen device: fits or not, and the largest batch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory: TrainingMemory | None = None
        self._batch_size = 1
        self.bar = MemoryBar()
        self.device = DeviceChoice()
        self.kinds = tuple(_Kind() for _ in memory_parts(_NOTHING, 1))
        self._total_name, self.total = label("", "strong"), label("", "strong", alignment=Qt.AlignmentFlag.AlignRight)
        kinds = QGridLayout()
        kinds.setHorizontalSpacing(8)
        kinds.setVerticalSpacing(5)
        for line, kind in enumerate(self.kinds):
            for place, shown in enumerate((kind.swatch, kind.name, kind.num_bytes)):
                kinds.addWidget(shown, line, place)
        kinds.addWidget(self._total_name, len(self.kinds), 0, 1, 2)
        kinds.addWidget(self.total, len(self.kinds), 2)
        kinds.setColumnStretch(1, 1)
        self._mark = Mark("info", "text_muted", 16)
        self._mark.hide()
        self.verdict, self.largest = label(), label("", "title")
        for words in (self.verdict, self.largest):
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        text = self.tr("Libraries need workspace on top of this: leave some room.")
        caveat = label(text, "caption", wordWrap=True)
        line = row(self._mark, (self.verdict, 1), spacing=6)
        judgement = column(self.device, 2, line, self.largest, caveat, ..., spacing=4)
        columns = row((kinds, 5), (judgement, 4), spacing=24)
        self.setLayout(column(self.bar, columns, ..., spacing=10, margins=(12, 12, 12, 8)))
        self.device.changed.connect(self._show_memory)
        follow_theme(self, self._show_memory)

    def set_state(self, state: DocumentState) -> None:
        """Shows an experiment; while its network is not legal, the numbers of the last legal one, dimmed."""
        summary, recipe = state.analysis.summary, state.experiment.recipe
        self.setEnabled(summary is not None)
        self._batch_size = recipe.part_size
        self.device.set_wanted(recipe.device)
        if summary is not None:
            self._memory = training_memory(
                summary, optimizer=recipe.optimizer, momentum=recipe.momentum, precision=recipe.precision
            )
        self._show_memory()

    def set_devices(self, known: DevicesKnown) -> None:
        self.device.set_devices(known)

    def _show_memory(self) -> None:
        if self._memory is None:
            return
        parts = memory_parts(self._memory, self._batch_size)
        self.bar.set_parts(parts, self.device.device.memory)
        for kind, part in zip(self.kinds, parts, strict=True):
            kind.show_part(part)
        self.total.setText(byte_count(self._memory.total(self._batch_size)))
        self._total_name.setText(self.tr("Total at batch {}").format(exact_count(self._batch_size)))
        self._show_verdict(self._memory)

    def _show_verdict(self, memory: TrainingMemory) -> None:
        available = self.device.device.memory
        self._mark.show()
        if available is None:
            self._mark.show_icon("info", "text_muted")
            set_label(self.verdict, self.tr("The memory of this device is not known"))
            self.largest.setText(self.tr("Choose or type a size."))
            return
        fits = memory.total(self._batch_size) <= available
        self._mark.show_icon(*(("check", "success") if fits else ("warning", "danger")))
        text = self.tr("Fits in {}") if fits else self.tr("Does not fit in {}")
        set_label(self.verdict, text.format(memory_size(available)), "success" if fits else "danger")
        largest = memory.largest_batch(available)
        none, some = self.tr("Not even one image fits."), self.tr("Largest batch: {}")
        self.largest.setText(some.format(exact_count(largest)) if largest else none)


class _Kind:
    """The legend's row of one kind of memory."""

    def __init__(self) -> None:
        self.swatch, self.name, self.num_bytes = label(), label(), label(alignment=Qt.AlignmentFlag.AlignRight)
        self.swatch.setFixedSize(SWATCH, SWATCH)
        self._color = ""

    def show_part(self, part: MemoryPart) -> None:
        self.name.setText(part.name)
        self.name.setToolTip(part.tip)
        self.num_bytes.setText(byte_count(part.num_bytes) if part.num_bytes else "0")
        color = part.ink().name()
        if color != self._color:
            self._color = color
            self.swatch.setStyleSheet(f"background: {color}; border-radius: 2px;")


def memory_parts(memory: TrainingMemory, batch_size: int) -> tuple[MemoryPart, ...]:
    """The memory that training with batches of this size takes: all kinds, in the order in which they are drawn."""
    saved = memory.saved_per_batch + memory.saved_per_image * batch_size
    return (
        MemoryPart(
            translate("Memory", "Weights"),
            translate("Memory", "Parameters in fp32, and the running mean and variance of every batch norm"),
            memory.weights,
            "text_muted",
            0.85,
        ),
        MemoryPart(
            translate("Memory", "Gradients"),
            translate("Memory", "One fp32 number for each parameter"),
            memory.gradients,
            "text_muted",
            0.6,
        ),
        MemoryPart(
            translate("Memory", "Optimiser state"),
            translate("Memory", "SGD keeps one momentum for each parameter, AdamW two moments (Kingma 2014)"),
            memory.optimizer_state,
            "text_muted",
            0.4,
        ),
        MemoryPart(
            translate("Memory", "bf16 copies"),
            translate("Memory", "Copies of convolution and linear weights that autocast makes at each step"),
            memory.casts,
            "text_muted",
            0.25,
        ),
        MemoryPart(
            translate("Memory", "Activation memory"),
            translate("Memory", "Activations saved by the forward pass; the only part that grows with the batch size"),
            saved,
            "accent",
            1.0,
        ),
    )
