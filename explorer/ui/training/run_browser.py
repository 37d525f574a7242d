"""The runs: which there are, and which one the plots and the table of epochs show."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, Signal, Slot

from explorer.runs.events import EpochDone, Event, JobFailed, JobFinished, JobStarted
from explorer.runs.metric_history import MetricHistory
from explorer.runs.run_record import RunRecord
from explorer.ui.palette import Palette
from explorer.ui.training.epoch_model import EpochModel
from explorer.ui.training.job_controller import JobController
from explorer.ui.training.metric_plots import MetricPlots
from explorer.ui.training.run_model import RunModel
from explorer.ui.training.run_reader import RunContent, RunReader
from explorer.ui.training.shown_run import ShownRun
from explorer.ui.training.table_card import TableCard


class RunBrowser(QObject):
    """Keeps the list of runs in step with the disk, and shows the job that runs or the run that a person selects."""

    selectionChanged = Signal(object)
    """The RunRecord that is selected, or None."""

    def __init__(
        self, jobs: JobController, plots: MetricPlots, palette: Palette, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._plots = jobs, plots
        self._shown: Path | None = None
        self._live_epochs: list[EpochDone] = []
        self._num_steps: int | None = None
        self.epochs, self.runs = EpochModel(self), RunModel(palette, self)
        self.epoch_card = TableCard(
            self.tr("Epochs"), self.tr("Each epoch of the run is listed here."), self.epochs, wide_column=0
        )
        self.run_card = TableCard(
            self.tr("Runs"), self.tr("Every run is kept, with its weights, and listed here."), self.runs, wide_column=0
        )
        self._reader = RunReader(self)
        self._connect()

    @property
    def selected(self) -> RunRecord | None:
        """The run that is selected in the list."""
        row = self.run_card.view.currentIndex().row()
        return self.runs.record_at(row) if row >= 0 else None

    @Slot()
    def refresh(self) -> None:
        """Lists the runs anew."""
        self._reader.list_runs(self._jobs.runs_root)

    def begin(self) -> None:
        """A training has just been asked for: it is what is shown."""
        self._live_epochs, self._num_steps = [], None
        self._show_job()
        self.run_card.view.setCurrentIndex(QModelIndex())

    def apply_palette(self, palette: Palette) -> None:
        self.runs.apply_palette(palette)

    @property
    def _is_live(self) -> bool:
        """Whether the job of this window is what is shown."""
        return self._shown is not None and self._shown == self._jobs.run_folder

    def _connect(self) -> None:
        self._jobs.stepsArrived.connect(self._follow_steps)
        self._jobs.eventArrived.connect(self._follow)
        self._reader.runsListed.connect(self._list)
        self._reader.runRead.connect(self._show_content)
        self._reader.failed.connect(self._tell_failure)
        self.run_card.view.selectionModel().currentRowChanged.connect(self._show_selected)

    @Slot(list)
    def _follow_steps(self, events: list) -> None:
        if self._is_live:
            self._plots.mark_new()

    @Slot(object)
    def _follow(self, event: Event) -> None:
        match event:
            case JobStarted():
                self._num_steps = event.epochs * event.steps_per_epoch
                self.refresh()
            case EpochDone():
                self._add_epoch(event)
            case JobFinished() | JobFailed():
                self._num_steps = None
                self.refresh()
        if self._is_live:
            self._show_curves(self._jobs.history, is_running=self._num_steps is not None)

    def _add_epoch(self, event: EpochDone) -> None:
        self._live_epochs.append(event)
        if self._is_live:
            self.epoch_card.keep_end_in_view()
            self.epochs.add(event)
        row = self.runs.row_of(self._jobs.run_folder)
        if row is not None:
            record = self.runs.record_at(row)
            best = event.test_accuracy if event.is_best else record.best_accuracy
            self.runs.set_record(replace(record, epochs=event.epoch, best_accuracy=best))

    @Slot(list)
    def _list(self, records: list) -> None:
        self.runs.set_records(records)
        row = self.runs.row_of(self._shown)
        if row is not None and row != self.run_card.view.currentIndex().row():
            self.run_card.view.selectRow(row)
        self.selectionChanged.emit(self.selected)

    @Slot(QModelIndex, QModelIndex)
    def _show_selected(self, current: QModelIndex, previous: QModelIndex) -> None:
        record = self.selected
        self.selectionChanged.emit(record)
        if record is None or record.path == self._shown:
            return
        if record.path == self._jobs.run_folder:
            self._show_job()
        else:
            self._shown = record.path
            self._reader.read_run(record.path)

    def _show_job(self) -> None:
        self._shown = self._jobs.run_folder
        self.epochs.set_epochs(self._live_epochs)
        self._show_curves(self._jobs.history, is_running=self._num_steps is not None)
        self._name_shown()

    @Slot(object)
    def _show_content(self, content: RunContent) -> None:
        if content.path == self._shown:
            self.epochs.set_epochs(content.epochs)
            self._show_curves(content.history, is_running=False)
            self._name_shown()

    def _show_curves(self, history: MetricHistory, *, is_running: bool) -> None:
        name = "" if self._shown is None else self._shown.name
        self._plots.set_runs([ShownRun(history, name, self._shown, is_running=is_running)])

    def _name_shown(self) -> None:
        self.epoch_card.caption.set_text("" if self._shown is None else self._shown.name)

    @Slot(str)
    def _tell_failure(self, message: str) -> None:
        self._jobs.raise_message("error", message)
