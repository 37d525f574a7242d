"""The memory that training takes with the document's recipe, and whether a device has it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from explorer.number_format import byte_count, exact_count, memory_size
from explorer.runs.events import DevicesKnown
from explorer.ui.build_page.costs.device_choice import DeviceChoice
from explorer.ui.build_page.costs.memory_bar import MemoryBar, MemoryPart, memory_parts
from explorer.ui.document import DocumentState
from explorer.ui.icons import Mark
from explorer.ui.layout import column, label, row, set_label
from explorer.ui.palette import follow_theme
from models.memory import TrainingMemory, training_memory

SWATCH = 10
_NOTHING = TrainingMemory(weights=0, gradients=0, optimizer_state=0, casts=0, saved_per_image=0, saved_per_batch=0)


class MemoryView(QWidget):
    """A bar, its legend with the bytes, and for the chosen device: fits or not, and the largest batch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory: TrainingMemory | None = None
        self._batch_size = 1
        self.bar = MemoryBar()
        self.device = DeviceChoice()
        self._kinds = tuple(_Kind() for _ in memory_parts(_NOTHING, 1))
        self._total_name, self.total = label("", "strong"), label("", "strong", alignment=Qt.AlignmentFlag.AlignRight)
        kinds = QGridLayout(horizontalSpacing=8, verticalSpacing=5)
        for line, kind in enumerate(self._kinds):
            for place, shown in enumerate((kind.swatch, kind.name, kind.num_bytes)):
                kinds.addWidget(shown, line, place)
        kinds.addWidget(self._total_name, len(self._kinds), 0, 1, 2)
        kinds.addWidget(self.total, len(self._kinds), 2)
        kinds.setColumnStretch(1, 1)
        self._mark = Mark("info", "text_muted", 16)
        self._mark.hide()
        self.verdict, self.largest = label(), label("", "title")
        for words in (self.verdict, self.largest):
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        text = self.tr("The work space of the libraries comes on top: leave some room.")
        caveat = label(text, "caption", wordWrap=True)
        line = row(self._mark, (self.verdict, 1), spacing=6)
        judgement = column(self.device, 2, line, self.largest, caveat, ..., spacing=4)
        columns = row((kinds, 5), (judgement, 4), spacing=24)
        self.setLayout(column(self.bar, columns, ..., spacing=10, margins=(12, 12, 12, 8)))
        self.device.changed.connect(self._show)
        follow_theme(self, self._show)

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
        self._show()

    def set_devices(self, known: DevicesKnown) -> None:
        self.device.set_devices(known)

    @property
    def fits(self) -> bool | None:
        """Whether the device has the memory; None where its size is not known."""
        available = self.device.device.memory
        if available is None or self._memory is None:
            return None
        return self._memory.total(self._batch_size) <= available

    def _show(self) -> None:
        if self._memory is None:
            return
        parts = memory_parts(self._memory, self._batch_size)
        self.bar.set_parts(parts, self.device.device.memory)
        for kind, part in zip(self._kinds, parts, strict=True):
            kind.show_part(part)
        self.total.setText(byte_count(self._memory.total(self._batch_size)))
        self._total_name.setText(self.tr("Total at batch {}").format(exact_count(self._batch_size)))
        self._show_verdict()

    def _show_verdict(self) -> None:
        fits, available = self.fits, self.device.device.memory
        self._mark.show()
        if fits is None:
            self._mark.show_icon("info", "text_muted")
            set_label(self.verdict, self.tr("The memory of this device is not known"))
            self.largest.setText(self.tr("Choose or type a size."))
            return
        self._mark.show_icon(*(("check", "success") if fits else ("warning", "danger")))
        text = self.tr("Fits {}") if fits else self.tr("Does not fit {}")
        set_label(self.verdict, text.format(memory_size(available)), "success" if fits else "danger")
        largest = self._memory.largest_batch(available)
        none, some = self.tr("Not even one image fits."), self.tr("Largest batch: {}")
        self.largest.setText(some.format(exact_count(largest)) if largest else none)


class _Kind:
    """The row of one kind of memory."""

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
