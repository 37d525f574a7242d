"""The choice of a device by its memory: one of this machine, a common size, or a size that a person types."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from explorer.experiment.typed_input import TypedNumberError, parse_bytes
from explorer.number_format import memory_size
from explorer.runs.events import DevicesKnown
from explorer.ui.forms.controls import ComboBox
from explorer.ui.language import in_words
from explorer.ui.layout import restyle

GIB = 2**30
COMMON_SIZES = tuple(size * GIB for size in (4, 6, 8, 12, 16, 24, 40, 80))
FIRST_SIZE = 8 * GIB
"""Shown where nothing is known of this machine yet."""


class Device(NamedTuple):
    """A device to train on, or a mere size of memory."""

    name: str
    """Its name in a recipe; empty for a mere size."""
    text: str
    memory: int | None


class DeviceChoice(ComboBox):
    """Follows the recipe's device until a person chooses or types something else."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._devices: tuple[Device, ...] = ()
        self._wanted = "auto"
        self._chosen: Device | None = None
        self._line = QLineEdit(self)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setAccessibleName(self.tr("Device or its memory"))
        self.activated.connect(self._choose_item)
        self._line.editingFinished.connect(self._read_text)
        self._fill()

    @property
    def device(self) -> Device:
        """The chosen device, or the recipe's."""
        return self._chosen or self._recipe_device()

    def set_devices(self, known: DevicesKnown) -> None:
        """Offers the devices that a child process has found on this machine."""
        memories = known.memories or (None,) * len(known.devices)
        self._devices = tuple(map(_device, known.devices, map(in_words, known.descriptions), memories))
        self._fill()
        self.changed.emit()

    def set_wanted(self, name: str) -> None:
        """Sets the recipe's device; "auto" is the first of this machine."""
        if name != self._wanted:
            self._wanted = name
            self._show_device()

    def _recipe_device(self) -> Device:
        fitting = [device for device in self._devices if self._wanted in ("auto", device.name)]
        return fitting[0] if fitting else _size(FIRST_SIZE)

    def _fill(self) -> None:
        self.clear()
        for device in (*self._devices, *map(_size, COMMON_SIZES)):
            self.addItem(device.text, device)
        if self._devices:
            self.insertSeparator(len(self._devices))
        self._show_device()

    def _show_device(self) -> None:
        self._show_problem("")
        self.setEditText(self.device.text)
        self._line.setCursorPosition(0)

    def _choose_item(self, index: int) -> None:
        # Qt gives a named tuple back as a plain one.
        self._choose(Device(*self.itemData(index)))

    def _read_text(self) -> None:
        """Chooses the typed size; a text that is no size stays, marked, and the device stays chosen."""
        text = self.currentText().strip()
        if text == self.device.text:
            self._show_problem("")
            return
        try:
            self._choose(_size(parse_bytes(text)))
        except TypedNumberError as error:
            self._show_problem(in_words(error))

    def _choose(self, device: Device) -> None:
        self._chosen = device
        self._show_device()
        self.changed.emit()

    def _show_problem(self, problem: str) -> None:
        restyle(self, issue=bool(problem))
        self.problem = problem
        tip = self.tr("A device of this machine, or a size such as 11 GiB")
        self.setToolTip(f"{problem[:1].upper()}{problem[1:]}." if problem else tip)


def _device(name: str, description: str, memory: int | None) -> Device:
    return Device(name, description if memory is None else f"{description}, {memory_size(memory)}", memory)


def _size(memory: int) -> Device:
    return Device("", memory_size(memory), memory)
