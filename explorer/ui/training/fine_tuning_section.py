"""What fine-tuning leaves alone: frozen stages, and how fast each stage learns."""

from PySide6.QtCore import QEvent, Signal, Slot
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
        self._frozen, self._rate = QLabel(), QLabel()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._rate.setBuddy(self.rate)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(_line(self._frozen, self._grid))
        rows.addLayout(_line(self._rate, self.rate))
        self.retranslate()

    def set_experiment(self, experiment: Experiment) -> None:
        """Shows an experiment's choice, with a switch for each of its stages."""
        self._have_switches(len(experiment.network.stages) + 1)
        for number, switch in enumerate(self.switches):
            switch.set_value(number in experiment.recipe.frozen_stages)
        self.rate.set_value(experiment.recipe.stage_rate)

    def retranslate(self) -> None:
        self._frozen.setText(self.tr("Frozen"))
        self._rate.setText(self.tr("Each earlier stage, times"))
        for control, name in ((self._frozen, "frozen_stages"), (self._rate, "stage_rate"), (self.rate, "stage_rate")):
            doc = subject_text(Recipe.model_fields[name].description.replace("\n", " "))
            control.setToolTip(f"<p>{doc}</p>")
        self.rate.setAccessibleName(self.tr("Learning rate of each earlier stage, times"))
        for number, switch in enumerate(self.switches):
            self._name(switch, number)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _have_switches(self, count: int) -> None:
        while len(self.switches) > count:
            self.switches.pop().deleteLater()
        while len(self.switches) < count:
            switch = Switch("", self)
            switch.edited.connect(self._tell_frozen)
            self._name(switch, len(self.switches))
            self._grid.addWidget(switch, *divmod(len(self.switches), COLUMNS))
            self.switches.append(switch)

    def _name(self, switch: Switch, number: int) -> None:
        switch.setText(self.tr("Stem") if number == 0 else str(number))
        name = self.tr("Freeze stage {}").format(number) if number else self.tr("Freeze the stem")
        switch.setAccessibleName(name)
        switch.setToolTip(name)

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
