"""The weights that a training begins with: fresh ones, torchvision's, or a file's."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import TORCHVISION, Recipe
from explorer.ui.editor.controls import ChoiceBox
from explorer.ui.subject_text import subject_text
from explorer.ui.training.fine_tuning_section import FineTuningSection
from explorer.ui.training.path_field import PathField

FIELD = "recipe.start_from"
FRESH, FILE = "fresh", "file"
DOC = Recipe.model_fields["start_from"].description.replace("\n", " ")


class WeightsSection(QWidget):
    """Chooses `Recipe.start_from`, and what of it is left alone."""

    fieldEdited = Signal(str, object)
    """(path in the experiment, value)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        imagenet = (TORCHVISION, self.tr("torchvision's, for ImageNet"))
        self.source = ChoiceBox(((FRESH, self.tr("Fresh ones")), imagenet, (FILE, self.tr("A file"))))
        self.source.setAccessibleName(self.tr("Weights to begin with"))
        self.source.setToolTip(f"<p>{subject_text(DOC)}</p>")
        self.source.edited.connect(self._tell_source)
        self.path = PathField(self.tr("File of weights"), (self.tr("Weights (*.safetensors *.pt *.pth)"), "*"))
        self.path.edited.connect(self._tell_path)
        self.fine_tuning = FineTuningSection()
        self.fine_tuning.fieldEdited.connect(self.fieldEdited)
        self._lay_out()

    def set_experiment(self, experiment: Experiment) -> None:
        """Shows what an experiment begins with."""
        start = experiment.recipe.start_from
        source = FRESH if start is None else TORCHVISION if start == TORCHVISION else FILE
        self.source.set_value(source)
        self.path.setVisible(source == FILE)
        self.path.set_path(start if source == FILE else "")
        # With fresh weights there is nothing to keep.
        self.fine_tuning.setVisible(source != FRESH or _leaves_alone(experiment.recipe))
        self.fine_tuning.set_experiment(experiment)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Weights to begin with"))
        title.setProperty("role", "section")
        title.setBuddy(self.source)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(4)
        for widget in (title, self.source, self.path, self.fine_tuning):
            layout.addWidget(widget)

    @Slot(str)
    def _tell_source(self, source: str) -> None:
        self.fieldEdited.emit(FIELD, {FRESH: None, FILE: ""}.get(source, source))

    @Slot(str)
    def _tell_path(self, path: str) -> None:
        self.fieldEdited.emit(FIELD, path)


def _leaves_alone(recipe: Recipe) -> bool:
    return bool(recipe.frozen_stages) or recipe.stage_rate != 1
