"""The editor of one axis of a sweep: a field, its first and last value, and the step between them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from explorer.experiment.sweep import Axis, SweepError
from explorer.experiment.typed_input import parse_values
from explorer.ui.explore.sweep_field import SweepField
from explorer.ui.forms.controls import ComboBox, NumberBox
from explorer.ui.layout import label, row
from models.field import Range

DECIMALS = 6
ANY = Range(0, 1e9)
BOX_WIDTH = 104


class AxisEditor(QWidget):
    """Edits the values that a field takes; an optional axis may have no field."""

    changed = Signal()

    def __init__(self, name: str, *, is_optional: bool) -> None:
        super().__init__()
        self._is_optional = is_optional
        self._fields: list[SweepField] = []
        self.field = _FieldBox()
        self.field.setAccessibleName(name)
        self.start, self.end, self.step = self._boxes = tuple(NumberBox(ANY, 1) for _ in range(3))
        self._words = [label(text, "muted") for text in (self.tr("from"), self.tr("to"), self.tr("step"))]
        texts = (self.tr("first value"), self.tr("last value"), self.tr("step"))
        for box, text in zip(self._boxes, texts, strict=True):
            box.setAccessibleName(f"{name}, {text}")
            box.setFixedWidth(BOX_WIDTH)
        pairs = zip(self._words, self._boxes, strict=True)
        self.setLayout(row((self.field, 1), *(item for pair in pairs for item in pair), spacing=8))
        self.field.activated.connect(self._show_proposal)
        for box in self._boxes:
            box.edited.connect(lambda _: self.changed.emit())
            box.problemChanged.connect(box.setToolTip)
            box.problemChanged.connect(lambda _: self.changed.emit())

    def set_fields(self, fields: list[SweepField]) -> None:
        """Offers the fields of a network; the chosen one stays, with its range, if it is among them."""
        old = self.chosen
        paths = [field.path for field in fields]
        if paths == [field.path for field in self._fields]:
            self._fields = fields
            return
        self._fields = fields
        self.field.clear()
        if self._is_optional:
            self.field.addItem(self.tr("No second field"))
        self.field.addItems([field.label for field in fields])
        if old is not None and old.path in paths:
            self.field.setCurrentIndex(paths.index(old.path) + self._is_optional)
        else:
            self._show_proposal()

    def choose(self, path: str) -> None:
        """Chooses the field at a path, with the range that is proposed for it."""
        paths = [field.path for field in self._fields]
        self.field.setCurrentIndex(paths.index(path) + self._is_optional)
        self._show_proposal()

    @property
    def chosen(self) -> SweepField | None:
        at = self.field.currentIndex() - self._is_optional
        return self._fields[at] if 0 <= at < len(self._fields) else None

    def axis(self) -> Axis | None:
        """The field with its values; None where no field is chosen.

        Raises:
            SweepError: the range has no end or too many values, or one of its numbers cannot be read.
        """
        field = self.chosen
        if field is None:
            return None
        problem = next((box.problem for box in self._boxes if box.problem), "")
        if problem:
            raise SweepError(problem.removesuffix("."))
        start, end, step = (f"{box.value():.{DECIMALS}f}" for box in self._boxes)
        values = [value for value in parse_values(f"{start}:{end}:{step}") if isinstance(value, int | float)]
        return Axis(field.path, tuple(values if field.is_integer else map(float, values)))

    def _show_proposal(self) -> None:
        field = self.chosen
        for widget in (*self._boxes, *self._words):
            widget.setEnabled(field is not None)
        if field is not None:
            for box, value in zip(self._boxes, field.proposal, strict=True):
                blocked = box.blockSignals(True)
                box.is_whole, box.step = field.is_integer, field.step
                box.set_value(value)
                box.blockSignals(blocked)
        self.changed.emit()


class _FieldBox(ComboBox):
    """Many fields: the list scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
