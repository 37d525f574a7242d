"""What the left column of the Train page edits: the recipe by its name, the data, the recipe's fields, the weights."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from explorer.experiment.data_sets import KNOWN_DATA, data_root, seems_here
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import TORCHVISION, DataConfig, Recipe
from explorer.experiment.recipe_presets import ALL_RECIPES, RECIPES, recipe_preset_of
from explorer.experiment.recipe_rules import check_recipe
from explorer.number_format import byte_count
from explorer.runs.events import DataFound, DevicesKnown
from explorer.ui.forms.controls import ChoiceBox, NumberBox, Switch
from explorer.ui.forms.fields import Field, data_fields, recipe_sections
from explorer.ui.forms.form import FieldRow, Form, by_field
from explorer.ui.language import in_words
from explorer.ui.layout import button, column, icon_button, label, row, set_label, styled
from explorer.ui.train_page.recipe.data_watch import DataWatch
from explorer.ui.widgets.dialogs import ask_to_open

OWN = ""
"""The choice that is no named recipe."""
LISTED_CLASSES = 40
"""Names of classes in the tooltip."""
FRESH, FILE = "fresh", "file"
START, FROZEN, RATE = "recipe.start_from", "recipe.frozen_stages", "recipe.stage_lr_decay"
COLUMNS = 5
"""Switches in a row: the stem and the four stages that most networks have."""


class RecipePicker(QWidget):
    """Shows which named recipe this is and offers others, the preview of images and the search for a rate."""

    recipeRequested = Signal(object)
    """The RecipePreset."""
    previewRequested = Signal()
    ratesRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        named = ((preset.name, in_words(preset.title)) for preset in ALL_RECIPES)
        self.box = ChoiceBox(((OWN, self.tr("Custom")), *named), accessibleName=self.tr("Recipe"))
        self.box.setToolTip(
            self.tr("<p>Recipes of tutorials, papers and current practice. Seed and device are not changed.</p>")
        )
        for place, preset in enumerate(ALL_RECIPES, 1):
            self.box.setItemData(place, in_words(preset.note), Qt.ItemDataRole.ToolTipRole)
        # It is what a changed recipe is, not what one could choose.
        self.box.set_choosable(OWN, False)
        self.box.edited.connect(lambda name: self.recipeRequested.emit(RECIPES[name]))
        title, self.note = label(self.tr("Recipe"), "section"), label("", "caption", wordWrap=True)
        title.setBuddy(self.box)
        small = QSize(16, 16)
        self.preview = button(self.tr("Images…"), self.previewRequested, mark="picture", iconSize=small)
        self.rates = button(self.tr("Learning rate…"), self.ratesRequested, mark="chart", iconSize=small)
        buttons = row((self.preview, 1), (self.rates, 1), spacing=8)
        self.setLayout(column(title, self.box, self.note, buttons, spacing=4, margins=(0, 0, 0, 8)))
        self.set_obstacle(None)

    def set_experiment(self, experiment: Experiment) -> None:
        """Shows which named recipe an experiment has, if it is one."""
        preset = recipe_preset_of(experiment.recipe)
        self.box.set_value(OWN if preset is None else preset.name)
        own = self.tr("Modified: it is saved with the network; choose a named recipe to start over.")
        self.note.setText(own if preset is None else in_words(preset.note))

    def set_obstacle(self, message: str | None) -> None:
        """Why neither images can be looked at nor rates be tried; None where both can be."""
        looks = self.tr(
            "<p>Shows some training images before and after augmentation, and the number of images in each class.</p>"
        )
        tries = self.tr(
            "<p>Trains briefly with an increasing learning rate and shows where the loss falls (Smith 2015).</p>"
        )
        for chosen, tip in ((self.preview, looks), (self.rates, tries)):
            chosen.setEnabled(message is None)
            chosen.setToolTip(message or tip)


class RecipeForm(Form):
    """Every field of a recipe but its data."""

    def __init__(self) -> None:
        super().__init__(recipe_sections())

    def set_experiment(self, experiment: Experiment) -> None:
        """Fills the form with the experiment's recipe, its issues included."""
        self.fill(experiment, issues=by_field(check_recipe(experiment.recipe), "recipe."))

    def set_devices(self, known: DevicesKnown) -> None:
        """Greys out the devices that this machine does not have, and names the others."""
        box = self.row("device").control
        assert isinstance(box, ChoiceBox), "the field of the device is a choice"
        there = dict(zip(known.devices, map(in_words, known.descriptions), strict=True))
        there["auto"] = in_words(known.descriptions[0])
        for place in range(box.count()):
            name = box.itemData(place)
            tip = there.get(name, self.tr("PyTorch finds no such device on this machine."))
            box.set_choosable(name, name in there)
            box.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)


class DataSection(QWidget):
    """Chooses the data and shows what it holds."""

    fieldEdited = Signal(str, object)
    """(path in the experiment, value)."""
    lookRequested = Signal()
    """The folder may hold something else by now."""

    def __init__(self) -> None:
        super().__init__()
        self._data = DataConfig()
        self.source, self.split = map(FieldRow, data_fields())
        self.source.edited.connect(self._emit_source)
        self.split.edited.connect(lambda value: self.fieldEdited.emit("recipe.data.test_fraction", value))
        folder = Field(DataConfig, "path")
        self.path = PathField(folder.label)
        self.path.line.setToolTip(f"<p>{folder.help}</p>")
        self.path.edited.connect(lambda path: self.fieldEdited.emit("recipe.data.path", path or None))
        self.path.line.returnPressed.connect(self.lookRequested)
        self.report = label(wordWrap=True)
        title = label(self.tr("Data"), "section")
        fields = column(title, self.source, self.path, self.report, self.split, spacing=2, margins=(0, 0, 0, 8))
        self.setLayout(fields)

    def set_experiment(self, experiment: Experiment) -> None:
        """Shows which data an experiment has."""
        data = self._data = experiment.recipe.data
        for field in (self.source, self.split):
            field.fill(experiment, issues=by_field(check_recipe(experiment.recipe), "recipe."))
        self.path.setVisible(data.name != "digits")
        place = Field(DataConfig, "path").label if data.name == "folder" else str(data_root(DataConfig(name=data.name)))
        self.path.line.setPlaceholderText(place)
        self.path.set_path(data.path or "")

    def set_knowledge(self, watch: DataWatch) -> None:
        """Shows what was found, or why the data cannot be used."""
        text, role, tip = self.tr("Choose a folder that holds a folder of images for each class."), "caption", ""
        if watch.found is not None:
            text, tip = self._describe(watch.found), self._list_classes(watch.found)
        elif watch.refusal:
            text, role = watch.refusal, "issue"
        elif watch.is_looking:
            text = self.tr("Reading the folder…")
        set_label(self.report, text, role)
        self.report.setToolTip(tip)

    def _describe(self, found: DataFound) -> str:
        text = self.tr("{:,} classes · {:,} training · {:,} test images").format(
            len(found.classes), found.train_images, found.test_images
        )
        if self._data.name == "folder" or seems_here(self._data):
            return text
        size = byte_count(KNOWN_DATA[self._data.name].download_bytes)
        return text + "\n" + self.tr("Downloaded once, on first use: {}").format(size)

    def _list_classes(self, found: DataFound) -> str:
        names = ", ".join(found.classes[:LISTED_CLASSES])
        more = len(found.classes) - LISTED_CLASSES
        return self.tr("{} and {} more").format(names, more) if more > 0 else names

    @Slot(object)
    def _emit_source(self, name: str) -> None:
        # The folder of the user's own images is not that of another set.
        self.fieldEdited.emit("recipe.data", self._data.model_copy(update={"name": name, "path": None}))


class WeightsSection(QWidget):
    """Chooses `Recipe.start_from`: fresh weights, torchvision's or a file's; and what of them is left alone."""

    fieldEdited = Signal(str, object)
    """(path in the experiment, value)."""

    def __init__(self) -> None:
        super().__init__()
        start, imagenet = Field(Recipe, "start_from"), (TORCHVISION, self.tr("torchvision (ImageNet)"))
        self.source = ChoiceBox(
            ((FRESH, self.tr("Random initialisation")), imagenet, (FILE, self.tr("A file"))),
            accessibleName=start.label,
            toolTip=f"<p>{start.help}</p>",
        )
        self.source.edited.connect(
            lambda source: self.fieldEdited.emit(START, {FRESH: None, FILE: ""}.get(source, source))
        )
        self.path = PathField(self.tr("Weights file"), (self.tr("Weights (*.safetensors *.pt *.pth)"), "*"))
        self.path.edited.connect(lambda path: self.fieldEdited.emit(START, path))
        self.fine_tuning = FineTuningSection()
        self.fine_tuning.fieldEdited.connect(self.fieldEdited)
        title = label(start.label, "section")
        title.setBuddy(self.source)
        self.setLayout(column(title, self.source, self.path, self.fine_tuning, spacing=4, margins=(0, 0, 0, 8)))

    def set_experiment(self, experiment: Experiment) -> None:
        """Shows what an experiment begins with."""
        recipe, start = experiment.recipe, experiment.recipe.start_from
        source = FRESH if start is None else TORCHVISION if start == TORCHVISION else FILE
        self.source.set_value(source)
        self.path.setVisible(source == FILE)
        self.path.set_path(start if start is not None and source == FILE else "")
        # With fresh weights there is nothing to keep.
        self.fine_tuning.setVisible(source != FRESH or bool(recipe.frozen_stages) or recipe.stage_lr_decay != 1)
        self.fine_tuning.set_experiment(experiment)


class FineTuningSection(QWidget):
    """Chooses `Recipe.frozen_stages` and `Recipe.stage_lr_decay`: what fine-tuning leaves alone or trains slowly."""

    fieldEdited = Signal(str, object)
    """(path in the experiment, value)."""

    def __init__(self) -> None:
        super().__init__()
        frozen_field, decay = Field(Recipe, "frozen_stages"), Field(Recipe, "stage_lr_decay")
        frozen_tip, decay_tip = f"<p>{frozen_field.help}</p>", f"<p>{decay.help}</p>"
        self.switches: list[Switch] = []
        """Of the stem and of each stage."""
        self.rate = NumberBox(decay.legal, decay.spec.step, accessibleName=decay.label, toolTip=decay_tip)
        self.rate.edited.connect(lambda value: self.fieldEdited.emit(RATE, value))
        rate = label(decay.label, toolTip=decay_tip)
        rate.setBuddy(self.rate)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        frozen = row(label(frozen_field.label, toolTip=frozen_tip), self._grid, ..., spacing=12)
        self.setLayout(column(frozen, row(rate, (self.rate, 1), spacing=12), spacing=6, margins=(0, 4, 0, 0)))

    def set_experiment(self, experiment: Experiment) -> None:
        """Shows an experiment's choice, with a switch for each of its stages."""
        self._set_num_switches(len(experiment.network.stages) + 1)
        for number, switch in enumerate(self.switches):
            switch.set_value(number in experiment.recipe.frozen_stages)
        self.rate.set_value(experiment.recipe.stage_lr_decay)

    def _set_num_switches(self, count: int) -> None:
        while len(self.switches) > count:
            self.switches.pop().deleteLater()
        while len(self.switches) < count:
            number = len(self.switches)
            name = self.tr("Freeze stage {}").format(number) if number else self.tr("Freeze the stem")
            switch = Switch(str(number) if number else self.tr("Stem"), accessibleName=name, toolTip=name)
            switch.edited.connect(self._emit_frozen)
            self._grid.addWidget(switch, *divmod(number, COLUMNS))
            self.switches.append(switch)

    @Slot()
    def _emit_frozen(self) -> None:
        self.fieldEdited.emit(FROZEN, tuple(n for n, switch in enumerate(self.switches) if switch.value()))


class PathField(QWidget):
    """A field for the path of a folder or a file, with a button that chooses it."""

    edited = Signal(str)
    """The path, without spaces around it; may be empty."""

    def __init__(self, name: str, filters: tuple[str, ...] | None = None) -> None:
        """
        Args:
            name: what is chosen, for the button and for screen readers.
            filters: name filters of the dialog for a file; None for a folder.
        """
        super().__init__()
        self._name, self._filters = name, filters
        self.line = styled(QLineEdit(), placeholderText=name, accessibleName=name)
        self.line.textEdited.connect(self._emit_path)
        self.choose = icon_button("folder", self.tr("Choose: {}").format(name), self._open_dialog)
        self.setLayout(row((self.line, 1), self.choose, spacing=4, margins=(0, 2, 0, 2)))

    def set_path(self, path: str) -> None:
        """Shows a path without telling anybody, and without moving the cursor where it is shown already."""
        if self.line.text().strip() != path:
            self.line.setText(path)

    @Slot(str)
    def _emit_path(self, text: str) -> None:
        self.edited.emit(text.strip())

    @Slot()
    def _open_dialog(self) -> None:
        start = self.line.text().strip() or str(Path.home())
        ask_to_open(self, self._name, self._emit_path, start=start, filters=self._filters)
