"""The head of the Train page's form: which recipe it is, and what helps to choose its numbers."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe_presets import ALL_RECIPES, RECIPES, recipe_preset_of
from explorer.ui.editor.controls import ChoiceBox
from explorer.ui.icons import icon
from explorer.ui.subject_text import subject_text

OWN = ""
"""The choice that stands for no named recipe."""


class RecipePicker(QWidget):
    """Names the recipe, says what is special about it, and asks for another one."""

    recipeRequested = Signal(object)
    """The RecipePreset."""
    previewRequested = Signal()
    ratesRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self.note = QLabel(self.tr("Recipe")), QLabel()
        named = ((preset.name, subject_text(preset.title)) for preset in ALL_RECIPES)
        self.box = ChoiceBox(((OWN, self.tr("One of your own")), *named))
        self.preview = QPushButton(icon("picture"), self.tr("Pictures…"))
        self.rates = QPushButton(icon("chart"), self.tr("Learning rate…"))
        self._set_up()
        self._lay_out()
        self.set_obstacle(None)

    def set_experiment(self, experiment: Experiment) -> None:
        """Shows which named recipe an experiment has, if it is one."""
        preset = recipe_preset_of(experiment.recipe)
        self.box.set_value(OWN if preset is None else preset.name)
        own = self.tr("Changed by you: save it with the network, or begin again with a named one.")
        self.note.setText(own if preset is None else subject_text(preset.note))

    def set_obstacle(self, message: str | None) -> None:
        """Why neither pictures can be looked at nor rates be tried; None where both can be."""
        for button in (self.preview, self.rates):
            button.setEnabled(message is None)
        looks = self.tr("<p>Looks at some pictures as they are trained on, and counts the classes.</p>")
        tries = self.tr("<p>Tries growing rates in a short training and shows where the loss falls (Smith 2015).</p>")
        self.preview.setToolTip(message or looks)
        self.rates.setToolTip(message or tries)

    def _set_up(self) -> None:
        self._title.setProperty("role", "section")
        self._title.setBuddy(self.box)
        self.note.setProperty("role", "caption")
        self.note.setWordWrap(True)
        self.box.setAccessibleName(self.tr("Recipe"))
        self.box.setToolTip(
            self.tr("<p>How the tutorials, the papers and people of today train. Seed and device stay yours.</p>")
        )
        for row, preset in enumerate(ALL_RECIPES, 1):
            self.box.setItemData(row, subject_text(preset.note), Qt.ItemDataRole.ToolTipRole)
        model: QStandardItemModel = self.box.model()
        # It is what a changed recipe is, not what one could choose.
        model.item(0).setEnabled(False)
        for button in (self.preview, self.rates):
            button.setIconSize(QSize(16, 16))
        self.box.edited.connect(self._ask)
        self.preview.clicked.connect(self.previewRequested)
        self.rates.clicked.connect(self.ratesRequested)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.preview, 1)
        buttons.addWidget(self.rates, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self.box)
        layout.addWidget(self.note)
        layout.addLayout(buttons)

    @Slot(object)
    def _ask(self, name: str) -> None:
        self.recipeRequested.emit(RECIPES[name])
