"""The memory that training takes with the document's recipe, and whether a device has it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.number_format import byte_count, exact_count, memory_size
from explorer.runs.events import DevicesKnown
from explorer.ui.costs.device_choice import DeviceChoice
from explorer.ui.costs.memory_bar import MemoryBar, MemoryPart, memory_parts
from explorer.ui.document import DocumentState
from explorer.ui.icons import Mark
from models.memory import TrainingMemory, training_memory

SWATCH = 10
_NOTHING = TrainingMemory(weights=0, gradients=0, optimizer_state=0, casts=0, kept_per_picture=0, kept_per_batch=0)


class MemoryView(QWidget):
    """A bar, its legend with the bytes, and for the chosen device: fits or not, and the largest batch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory: TrainingMemory | None = None
        self._batch_size = 1
        self.bar = MemoryBar()
        self.device = DeviceChoice()
        self.verdict, self.largest, self.total = QLabel(), QLabel(), QLabel()
        self._mark = Mark("info", "text_muted", 16)
        self._caveat = QLabel(self.tr("The work space of the libraries comes on top: leave some room."))
        self._kinds = tuple(_Kind() for _ in memory_parts(_NOTHING, 1))
        self._lay_out()
        self.device.changed.connect(self._show)

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
        name, color = {None: ("info", "text_muted"), True: ("check", "success"), False: ("warning", "danger")}[fits]
        self._mark.show_icon(name, color)
        self.verdict.setProperty("role", {None: "muted", True: "success", False: "danger"}[fits])
        self.verdict.style().polish(self.verdict)
        if fits is None:
            self.verdict.setText(self.tr("The memory of this device is not known"))
            self.largest.setText(self.tr("Choose or type a size."))
            return
        size = memory_size(available)
        self.verdict.setText((self.tr("Fits {}") if fits else self.tr("Does not fit {}")).format(size))
        largest = self._memory.largest_batch(available)
        if largest:
            self.largest.setText(self.tr("Largest batch: {}").format(exact_count(largest)))
        else:
            self.largest.setText(self.tr("Not even one picture fits."))

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(self._lay_out_kinds(), 5)
        columns.addLayout(self._lay_out_verdict(), 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(10)
        layout.addWidget(self.bar)
        layout.addLayout(columns)
        layout.addStretch()

    def _lay_out_kinds(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        for row, kind in enumerate(self._kinds):
            for column, label in enumerate((kind.swatch, kind.name, kind.num_bytes)):
                grid.addWidget(label, row, column)
        self._total_name = QLabel()
        for label in (self._total_name, self.total):
            label.setProperty("role", "strong")
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._total_name, len(self._kinds), 0, 1, 2)
        grid.addWidget(self.total, len(self._kinds), 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _lay_out_verdict(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._mark)
        line.addWidget(self.verdict, 1)
        self.largest.setProperty("role", "title")
        self._caveat.setProperty("role", "caption")
        self._caveat.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.device)
        column.addSpacing(2)
        column.addLayout(line)
        column.addWidget(self.largest)
        column.addWidget(self._caveat)
        column.addStretch()
        for label in (self.verdict, self.largest):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return column


class _Kind:
    """The row of one kind of memory."""

    def __init__(self) -> None:
        self.swatch, self.name, self.num_bytes = QLabel(), QLabel(), QLabel()
        self.swatch.setFixedSize(SWATCH, SWATCH)
        self.num_bytes.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._color = ""

    def show_part(self, part: MemoryPart) -> None:
        self.name.setText(part.name)
        self.name.setToolTip(part.tip)
        self.num_bytes.setText(byte_count(part.num_bytes) if part.num_bytes else "0")
        color = part.ink().name()
        if color != self._color:
            self._color = color
            self.swatch.setStyleSheet(f"background: {color}; border-radius: 2px;")
