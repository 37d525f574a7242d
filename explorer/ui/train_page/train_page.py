"""The page that trains: data and recipe on the left, the job, its curves and the runs on the right."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple, get_args

from pydantic import ValidationError
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from explorer.atomic_file import write_atomically
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Recipe
from explorer.runs.events import Event, JobFailed, JobFinished, JobStarted, StepsDone
from explorer.runs.run_claim import stop_run
from explorer.runs.run_files import read_run_experiment
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.runs.run_record import RunRecord
from explorer.ui.document import Document, DocumentState
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.layout import column, container, row, scrolled, split, styled
from explorer.ui.settings import WindowSettings
from explorer.ui.train_page.curves.metric_plots import MetricPlots
from explorer.ui.train_page.job_strip import JobStrip
from explorer.ui.train_page.recipe.data_watch import DataWatch
from explorer.ui.train_page.recipe.recipe_form import DataSection, RecipeForm, RecipePicker, WeightsSection
from explorer.ui.train_page.recipe.recipe_tools import RecipeTools
from explorer.ui.train_page.runs.run_actions import RunActions
from explorer.ui.train_page.runs.run_browser import RunBrowser
from explorer.ui.train_page.start_panel import MemoryQuestion, SlowStop, StartPanel
from explorer.ui.train_page.train_obstacle import Obstacle, find_obstacle
from explorer.ui.widgets.dialogs import ask_for_file, saved_message
from models.config import NetworkConfig

COLUMN_WIDTH = 340
Way = Qt.Orientation
DEVICE, AUTO = "train/device", "auto"
DEVICES = get_args(Recipe.model_fields["device"].annotation)


class Retry(NamedTuple):
    """What is worth a try after a failure."""

    experiment: Experiment
    change: str
    """How the edit is called that leads to it."""


class TrainPage(QWidget):
    """Edits the recipe of a document, trains it, and shows what comes of it."""

    offerMade = Signal(object, str, str)
    """(a failure's sentence, its details, what would help as the text of a button); `accept_offer` does it."""

    def __init__(self, document: Document, jobs: JobController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self.jobs = document, jobs
        self._offer: Retry | None = None
        self.data, self.recipe = DataSection(), RecipeForm()
        self.picker = RecipePicker()
        self.weights, self.foot = WeightsSection(), StartPanel()
        self.strip, self.run_strip, self.plots = JobStrip(), JobStrip(), MetricPlots()
        self.slow_stop = SlowStop(jobs)
        self.runs = RunBrowser(jobs, self.plots, self)
        self.run_actions = RunActions(document, jobs, self.runs.run_card)
        self.recipe_tools = RecipeTools(document, jobs, self.picker, self)
        self._watch, self.memory = DataWatch(jobs, self), MemoryQuestion(jobs, self)
        self._lay_out()
        self._connect()
        self._is_stale = True
        self._show_document(None, document.state)
        self._show_job_state(jobs.state)
        if jobs.devices is not None:
            self.recipe.set_devices(jobs.devices)

    @Slot()
    def start(self) -> None:
        """Trains the document's experiment, unless there is an obstacle, which the page shows.

        If its device has too little memory, a question comes first.
        """
        obstacle, summary = self.obstacle, self.document.analysis.summary
        is_allowed = (obstacle is None or not obstacle.stops) and not self.jobs.is_training
        if is_allowed and summary is not None:
            self.memory.check(self.document.experiment.recipe, summary)

    @Slot(object, bool)
    def _train(self, recipe: Recipe, beyond_memory: bool) -> None:
        """A smaller batch that was chosen is an edit, one step of undo."""
        experiment = self.document.experiment.model_copy(update={"recipe": recipe})
        self.document.edit(experiment, self._memory_text())
        self.jobs.train(experiment, beyond_memory=beyond_memory)
        if self.jobs.is_training:
            self.runs.show_new_job()

    @Slot(object)
    def resume(self, record: RunRecord) -> None:
        """Goes on with a run that was interrupted."""
        try:
            experiment = read_run_experiment(RunFolder(record.path))
        except RunFolderError as error:
            self.jobs.raise_message("error", str(error))
            return
        history, epochs = self.runs.content_of(record.path)
        if not self.jobs.is_training:
            self.jobs.resume(experiment, record.path, history)
            self.runs.show_new_job(epochs)

    @Slot()
    def accept_offer(self) -> None:
        """Trains again what failed, with what should help: one undo step."""
        if self._offer is not None and not self.jobs.is_training:
            retry, self._offer = self._offer, None
            self.document.edit(retry.experiment, retry.change)
            self.start()

    def reveal(self, name: str) -> None:
        """Puts the cursor into a field of the recipe, or where it can be chosen that there is such a field."""
        weights, tuning = self.weights, self.weights.fine_tuning
        fields = {row.field.name: row.control for row in (self.data.source, self.data.split, *self.recipe.rows())}
        fields |= {"path": self.data.path.line, "start_from": weights.source}
        fields |= {"frozen_stages": tuning.switches[0], "stage_lr_decay": tuning.rate}
        field = fields[name]
        if not field.isVisibleTo(self):
            field = self.data.source.control if name == "path" else weights.source
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        # What was hidden has no size before Qt has laid it out.
        QTimer.singleShot(0, field, lambda: self.form.ensureWidgetVisible(field))

    @property
    def _forms(self) -> tuple[DataSection, RecipeForm, WeightsSection]:
        return self.data, self.recipe, self.weights

    @Slot()
    def ask_for_figure(self) -> None:
        """Asks where to save a figure of the curves."""
        title, write = self.tr("Save figure of the curves"), self.plots.save_figure
        stem = self.plots.runs[0].name if self.plots.runs and self.plots.runs[0].name else "curves"
        ask_for_file(self.window(), title, stem, (".png", ".svg"), lambda path: self._save(path, write))

    @Slot()
    def ask_epochs(self) -> None:
        """Asks where to save the table of epochs."""
        card, title = self.runs.epoch_card, self.tr("Save the epochs")
        text, stem = card.view.csv().encode(), card.caption.whole_text or "epochs"
        write = partial(write_atomically, data=text)
        ask_for_file(self.window(), title, stem, (".csv",), lambda path: self._save(path, write))

    def remember(self, settings: WindowSettings) -> None:
        """Saves what the user has set on the page."""
        for name, splitter in self._splitters.items():
            settings.remember(f"train/{name}", splitter.saveState())
        for part in (self.plots, self.runs.run_card, self.run_actions.folders):
            part.remember(settings)
        settings.remember(DEVICE, self.document.experiment.recipe.device)

    def restore(self, settings: WindowSettings) -> None:
        for name, splitter in self._splitters.items():
            state = settings.state(f"train/{name}")
            if state is not None:
                splitter.restoreState(state)
        for part in (self.plots, self.runs.run_card, self.run_actions.folders):
            part.restore(settings)
        self._restore_device(settings.text(DEVICE, AUTO, DEVICES))

    def match_view(self, other: "TrainPage") -> None:
        """Shows what the page of another window shows: the same runs, and the latest events of the job."""
        self.runs.match_view(other.runs)
        self._show_last_events()
        place = other.form.verticalScrollBar().value()
        QTimer.singleShot(0, self.form, lambda: self.form.verticalScrollBar().setValue(place))

    def offer_again(self) -> None:
        """Offers what would help after the last failure, where there is one."""
        failure = self.jobs.last_events.get(JobFailed)
        if isinstance(failure, JobFailed):
            self._offer_retry(failure)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._show_state()
        # The terminal may have trained meanwhile.
        self.runs.refresh()
        self.runs.set_watching(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.runs.set_watching(False)

    def _lay_out(self) -> None:
        fields = (self.picker, self.data, self.recipe, self.weights)
        self.form = scrolled(container(column(*fields, ..., spacing=4, margins=(16, 12, 16, 8)), "column"))
        line = styled(QFrame(), "line")
        line.setFixedHeight(1)
        left = styled(QFrame(), "column")
        left.setFixedWidth(COLUMN_WIDTH)
        left.setLayout(column((self.form, 1), line, self.foot, spacing=0))
        tables = split(Way.Horizontal, self.runs.epoch_card, self.runs.run_card, sizes=(490, 430))
        self.splitter = split(Way.Vertical, self.plots, tables, sizes=(360, 240))
        self._splitters = {"board": self.splitter, "tables": tables}
        for splitter in self._splitters.values():
            splitter.setStretchFactor(0, 1)
            splitter.setStretchFactor(1, 1)
        self.run_strip.hide()
        strips = (self.strip, self.slow_stop, self.run_strip)
        self.setLayout(row(left, (column(*strips, (self.splitter, 1), spacing=8, margins=12), 1), spacing=0))

    def _connect(self) -> None:
        self.document.changed.connect(self._show_document)
        self.jobs.stateChanged.connect(self._show_job_state)
        self.jobs.eventArrived.connect(self._show_job_event)
        # After the message that the offer goes with.
        self.jobs.finished.connect(self._offer_retry)
        self.jobs.stepsArrived.connect(self._show_steps)
        self.jobs.devicesKnown.connect(self.recipe.set_devices)
        self._watch.changed.connect(self._show_found_data)
        for form in self._forms:
            form.fieldEdited.connect(self._edit_field)
        self.data.lookRequested.connect(self._watch.refresh)
        self.foot.startRequested.connect(self.start)
        self.memory.answered.connect(self._train)
        self.foot.stopRequested.connect(self.jobs.stop)
        self.foot.pauseRequested.connect(self.jobs.pause)
        self.foot.continueRequested.connect(self.jobs.continue_training)
        self.run_actions.resumeRequested.connect(self.resume)
        self.foot.matchRequested.connect(self._match_network)
        self.runs.statusChanged.connect(self._choose_strip)
        self.run_strip.stopRequested.connect(self._stop_external_run)
        self.runs.selectionChanged.connect(self.run_actions.set_records)
        self.runs.epoch_card.saveRequested.connect(self.ask_epochs)
        self.run_actions.runsGone.connect(self.runs.forget)
        self.run_actions.folders.changed.connect(self.runs.set_folders)
        self.plots.figureRequested.connect(self.ask_for_figure)

    @Slot(object, object)
    def _show_document(self, old: DocumentState | None, new: DocumentState) -> None:
        # What the data holds decides on whether Train does anything, also from another page.
        self._watch.set_data(new.experiment.recipe.data, new.experiment.recipe.seed)
        self._show_state_soon()

    def _show_state_soon(self) -> None:
        """At once where the page is in sight, else when it is next: edits elsewhere need not wait for its forms."""
        self._is_stale = True
        if self.isVisible():
            self._show_state()

    def _show_state(self) -> None:
        self._is_stale = False
        for form in (self.picker, *self._forms):
            form.set_experiment(self.document.experiment)
        self._show_found_data()
        self._show_edit_note()

    @Slot()
    def _show_found_data(self) -> None:
        if not self.isVisible():
            self._is_stale = True
            return
        self.data.set_knowledge(self._watch)
        obstacle = self.obstacle
        self.foot.set_obstacle(obstacle)
        self.picker.set_obstacle(obstacle.message if obstacle is not None and obstacle.stops else None)

    @Slot(str)
    def _show_job_state(self, state: str) -> None:
        self.foot.set_state(state)
        self.strip.set_state(state)
        self.strip.set_name("" if self.jobs.run_folder is None else self.jobs.run_folder.name)
        self._show_edit_note()

    def _show_last_events(self) -> None:
        if self.jobs.run_folder is None:
            return
        self.strip.set_state("starting")
        for event in (*self.runs.best_epochs[-1:], *self.jobs.last_events.values()):
            self.strip.show_event(event)
        for seconds in self.jobs.history.seconds[-1:]:
            self.strip.set_seconds(seconds)
        if self.jobs.state == "stopping":
            self.strip.set_state("stopping")

    @Slot(object)
    def _show_job_event(self, event: Event) -> None:
        self.strip.show_event(event)
        if isinstance(event, JobStarted):
            # What had to be downloaded is here now.
            self._show_found_data()

    @Slot()
    def _choose_strip(self) -> None:
        """Shows the strip of the run whose curves are shown."""
        run = self.runs.external_run
        if run is not None:
            self.run_strip.show_run(*run)
        self.strip.setVisible(run is None)
        self.run_strip.setVisible(run is not None)

    @Slot(object)
    def _stop_external_run(self, path: Path) -> None:
        try:
            stop_run(RunFolder(path))
        except RunFolderError as error:
            self.jobs.raise_message("error", str(error))

    @Slot(object)
    def _offer_retry(self, event: JobFinished | JobFailed) -> None:
        self._offer, failed = None, self.jobs.experiment
        if not isinstance(event, JobFailed) or failed is None:
            return
        if event.retry_batch_size is not None:
            text, why = self.tr("Continue with batch size {}").format(event.retry_batch_size), self._memory_text()
            change = {"batch_size": event.retry_batch_size}
        elif event.retry_accumulation is not None:
            text, why = (
                self.tr("Continue with {} accumulation steps").format(event.retry_accumulation),
                self._memory_text(),
            )
            change = {"accumulate": event.retry_accumulation}
        elif event.retry_learning_rate is not None:
            text = self.tr("Train again with learning rate {}").format(f"{event.retry_learning_rate:.4g}")
            why = self.tr("reduce the learning rate")
            change = {"learning_rate": event.retry_learning_rate}
        else:
            return
        recipe = failed.recipe.model_copy(update=change)
        self._offer = Retry(failed.model_copy(update={"recipe": recipe}), why)
        self.offerMade.emit(event.message, event.details, text)

    def _memory_text(self) -> str:
        return self.tr("fit the device's memory")

    @Slot(list)
    def _show_steps(self, events: list[StepsDone]) -> None:
        self.strip.show_event(events[-1])
        self.strip.set_seconds(self.jobs.history.seconds[-1])

    @Slot(str, object)
    def _edit_field(self, path: str, value: object) -> None:
        try:
            self.document.edit_field(path, value)
        except ValidationError:
            # A number that its field cannot hold: the form shows again what it had.
            self._show_state()

    @Slot(object)
    def _match_network(self, network: NetworkConfig) -> None:
        experiment = self.document.experiment.model_copy(update={"network": network})
        self.document.edit(experiment, self.tr("match the network to the data"))

    @property
    def obstacle(self) -> Obstacle | None:
        """What prevents the training, or is worth knowing before it."""
        return find_obstacle(self.document.state, self._watch.found, self._watch.refusal)

    def _save(self, path: Path, write: Callable[[Path], None]) -> None:
        self.jobs.raise_message(*saved_message(path, write))

    def _restore_device(self, name: str) -> None:
        """Gives a new experiment the device of the last one; a file has its own."""
        document = self.document
        if document.path is None and not document.is_modified and document.experiment.recipe.device == AUTO != name:
            recipe = document.experiment.recipe.model_copy(update={"device": name})
            document.replace(document.experiment.model_copy(update={"recipe": recipe}))

    def _show_edit_note(self) -> None:
        differs = self.jobs.is_training and self.document.experiment != self.jobs.experiment
        text = self.tr("An earlier version of this experiment is training; your edits apply to the next run.")
        self.foot.set_note(text if differs else "")
