"""What helps to choose a recipe: named ones, a look at the pictures, and a search for the learning rate."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from explorer.experiment.recipe_presets import RecipePreset
from explorer.jobs.requests import FindRateRequest, PreviewRequest, Request
from explorer.runs.events import Event
from explorer.ui.document import Document
from explorer.ui.subject_text import subject_text
from explorer.ui.training.job_controller import JobController
from explorer.ui.training.preview_dialog import PreviewDialog
from explorer.ui.training.rate_dialog import RateDialog
from explorer.ui.training.recipe_form import RecipePicker


class RecipeTools(QObject):
    """Turns what the picker and the dialogs ask into jobs and into edits, each one step of undo."""

    def __init__(self, document: Document, jobs: JobController, picker: RecipePicker, page: QWidget) -> None:
        super().__init__(page)
        self._document, self._jobs, self._page = document, jobs, page
        self.preview: PreviewDialog | None = None
        self.rates: RateDialog | None = None
        picker.recipeRequested.connect(self._take_recipe)
        picker.previewRequested.connect(self._open_preview)
        picker.ratesRequested.connect(self._open_rates)
        jobs.spoke.connect(self._hear)

    @Slot(object)
    def _take_recipe(self, preset: RecipePreset) -> None:
        experiment = self._document.experiment
        recipe = preset.applied_to(experiment.recipe)
        text = self.tr("use the recipe {}").format(subject_text(preset.title))
        self._document.edit(experiment.model_copy(update={"recipe": recipe}), text)

    @Slot()
    def _open_preview(self) -> None:
        if self.preview is None:
            self.preview = PreviewDialog(self._page.window())
            self.preview.previewRequested.connect(self._look)
            self.preview.abandoned.connect(lambda: self._jobs.give_up(PreviewRequest))
        self.preview.begin()

    @Slot()
    def _open_rates(self) -> None:
        if self.rates is None:
            self.rates = RateDialog(self._page.window())
            self.rates.searchRequested.connect(self._search)
            self.rates.abandoned.connect(lambda: self._jobs.give_up(FindRateRequest))
            self.rates.rateTaken.connect(self._take_rate)
        self.rates.begin(self._document.experiment.recipe)

    @Slot(int)
    def _look(self, number: int) -> None:
        self._jobs.submit(PreviewRequest(experiment=self._document.experiment, number=number), replace=True)

    @Slot()
    def _search(self) -> None:
        self._jobs.submit(FindRateRequest(experiment=self._document.experiment), replace=True)

    @Slot(object, object)
    def _hear(self, request: Request, event: Event) -> None:
        match request:
            case PreviewRequest() if self.preview is not None:
                self.preview.show_event(event)
            case FindRateRequest() if self.rates is not None:
                self.rates.show_event(event)

    @Slot(float)
    def _take_rate(self, rate: float) -> None:
        self._document.edit_field("recipe.learning_rate", rate, self.tr("use the learning rate that was found"))
