"""What fine-tuning leaves alone: frozen stages, and how fast each stage learns."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Recipe
from explorer.experiment.recipe_rules import RANGES
from explorer.ui.editor.controls import NumberBox, Switch
from explorer.ui.subject_text import subject_text

FROZEN, RATE = "recipe.frozen_stages", "recipe.stage_rate"
STEP = 0.1
COLUMNS = 5
"""Switches in a row: the stem and the four stages that most networks have."""


class FineTuningSection(QWidget):
    """Chooses `Recipe.frozen_stages` and `Recipe.stage_rate`."""

    fieldEdited = Signal(str, object)
    """(path in the experiment, value)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switches: list[Switch] = []
        """Of the stem and of each stage."""
        self.rate = NumberBox(RANGES[Recipe]["stage_rate"], STEP)
        self.rate.edited.connect(lambda value: self.fieldEdited.emit(RATE, value))
        self.rate.setAccessibleName(self.tr("Learning rate of each earlier stage, times"))
        frozen, rate = QLabel(self.tr("Frozen")), QLabel(self.tr("Each earlier stage, times"))
        for control, name in ((frozen, "frozen_stages"), (rate, "stage_rate"), (self.rate, "stage_rate")):
            doc = subject_text(Recipe.model_fields[name].description.replace("\n", " "))
            control.setToolTip(f"<p>{doc}</p>")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        rate.setBuddy(self.rate)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(_line(frozen, self._grid))
        rows.addLayout(_line(rate, self.rate))

    def set_experiment(self, experiment: Experiment) -> None:
        """Shows an experiment's choice, with a switch for each of its stages."""
        self._have_switches(len(experiment.network.stages) + 1)
        for number, switch in enumerate(self.switches):
            switch.set_value(number in experiment.recipe.frozen_stages)
        self.rate.set_value(experiment.recipe.stage_rate)

    def _have_switches(self, count: int) -> None:
        while len(self.switches) > count:
            self.switches.pop().deleteLater()
        while len(self.switches) < count:
            number = len(self.switches)
            name = self.tr("Freeze stage {}").format(number) if number else self.tr("Freeze the stem")
            switch = Switch(str(number) if number else self.tr("Stem"), self)
            switch.setAccessibleName(name)
            switch.setToolTip(name)
            switch.edited.connect(self._tell_frozen)
            self._grid.addWidget(switch, *divmod(number, COLUMNS))
            self.switches.append(switch)

    @Slot()
    def _tell_frozen(self) -> None:
        frozen = tuple(number for number, switch in enumerate(self.switches) if switch.value())
        self.fieldEdited.emit(FROZEN, frozen)


def _line(label: QLabel, field: QWidget | QLayout) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(label)
    line.addWidget(field, 1) if isinstance(field, QWidget) else line.addLayout(field)
    if isinstance(field, QLayout):
        line.addStretch(1)
    return line
