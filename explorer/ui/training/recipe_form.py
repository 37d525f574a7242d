"""The form of the recipe. It is made once and filled again at every change, so a person's cursor stays."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.experiment.experiment import Experiment
from explorer.experiment.field_path import get_field
from explorer.experiment.recipe import Recipe
from explorer.experiment.recipe_rules import check_recipe
from explorer.runs.events import DevicesKnown
from explorer.ui.editor.field_row import FieldRow
from explorer.ui.editor.form_section import FormSection
from explorer.ui.subject_text import subject_text
from explorer.ui.training.recipe_plan import recipe_sections

translate = QCoreApplication.translate


class RecipeForm(QWidget):
    """Every field of a recipe but its data."""

    fieldEdited = Signal(str, object)
    """(path in the experiment, value)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections = tuple(FormSection(section) for section in recipe_sections())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for section in self._sections:
            layout.addWidget(section)
        for row in self.rows():
            row.edited.connect(self._pass_on)

    def rows(self) -> Iterator[FieldRow]:
        for section in self._sections:
            yield from section.rows

    def row(self, name: str) -> FieldRow:
        """The row of the field with this name."""
        return next(row for row in self.rows() if row.plan.name == name)

    def unfold(self, name: str) -> None:
        """Opens the section of the field with this name."""
        for section in self._sections:
            if any(row.plan.name == name for row in section.rows):
                section.set_open(True)

    def set_experiment(self, experiment: Experiment) -> None:
        """Fills the form with the experiment's recipe, its issues included."""
        fill_rows(self.rows(), experiment)

    def set_devices(self, known: DevicesKnown) -> None:
        """Greys out the devices that this machine does not have, and names the others."""
        box = self.row("device").control
        model: QStandardItemModel = box.model()
        there = dict(zip(known.devices, map(subject_text, known.descriptions), strict=True))
        there["auto"] = subject_text(known.descriptions[0])
        for row in range(box.count()):
            name = box.itemData(row)
            tip = there.get(name, self.tr("PyTorch finds no such device on this machine."))
            model.item(row).setEnabled(name in there)
            box.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)

    def _pass_on(self, value: object) -> None:
        self.fieldEdited.emit(self.sender().plan.path, value)


def fill_rows(rows: Sequence[FieldRow] | Iterator[FieldRow], experiment: Experiment) -> None:
    """Shows the values of an experiment's recipe in rows, each with its first issue or why it means nothing now."""
    recipe = experiment.recipe
    messages: dict[str, str] = {}
    for issue in check_recipe(recipe):
        messages.setdefault(f"recipe.{issue.field}", subject_text(issue.message))
    for row in rows:
        message = messages.get(row.plan.path, "")
        row.set_value(get_field(experiment, row.plan.path))
        row.set_issue(message)
        row.set_irrelevance(None if message else irrelevance(recipe, row.plan.name))


def irrelevance(recipe: Recipe, name: str) -> str | None:
    """Why the field `name` of a recipe changes nothing now; None where it does."""
    match name:
        case "nesterov" if recipe.optimizer == "adamw":
            return translate("RecipeForm", "AdamW has no Nesterov momentum.")
        case "decay_all" if recipe.weight_decay == 0:
            return translate("RecipeForm", "The weight decay is zero.")
        case "epochs" if recipe.steps is not None:
            return translate("RecipeForm", "The length is given in steps.")
        case "milestones" | "decay_factor" if recipe.schedule != "step":
            return translate("RecipeForm", "Only the schedule that falls at milestones has them.")
        case "test_fraction" if recipe.data.name != "folder":
            return translate("RecipeForm", "These pictures have a split of their own.")
    return None
