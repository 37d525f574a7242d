"""The runs: which there are, and which of them the plots and the table of epochs show."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QItemSelection, QModelIndex, QObject, QTimer, Signal, Slot

from explorer.runs.events import EpochDone, Event, JobContinued, JobFailed, JobFinished, JobPaused, JobStarted
from explorer.runs.metric_history import MetricHistory
from explorer.runs.run_record import RunRecord
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.palette import NUM_RUN_COLORS
from explorer.ui.train_page.curves.metric_plots import MetricPlots
from explorer.ui.train_page.curves.shown_run import ShownRun
from explorer.ui.train_page.runs.epoch_table import EpochModel, EpochTable
from explorer.ui.train_page.runs.run_reader import News, RunContent, RunReader
from explorer.ui.train_page.runs.run_table import RunModel, RunTable

FOLLOW_MILLISECONDS = 500
"""How often runs that other processes write are looked at while they are shown."""
LIST_EVERY = 4
"""At each so many of these looks the folders of runs are listed too."""


class RunBrowser(QObject):
    """Keeps the list of runs in step with the disk, and shows the running job or the runs that are selected."""

    selectionChanged = Signal(list)
    """The RunRecords that are selected, the current one first."""
    statusChanged = Signal()
    """Another run's standing is shown, or there is news of it: see `external_run`."""

    def __init__(self, jobs: JobController, plots: MetricPlots, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._plots = jobs, plots
        self._shown: list[Path] = []
        self._contents: dict[Path, RunContent] = {}
        self._live_epochs: list[EpochDone] = []
        self._is_training = self._is_reading_news = False
        self._num_polls = 0
        self._colors = RunColors()
        self.folders: tuple[Path, ...] = ()
        """Folders of runs besides that of the job controller."""
        self.epochs, self.runs = EpochModel(self), RunModel(self)
        self.epoch_card, self.run_card = EpochTable(self.epochs), RunTable(self.runs)
        self._reader = RunReader(self)
        self._timer = QTimer(self, interval=FOLLOW_MILLISECONDS)
        self._connect()

    @property
    def selected(self) -> list[RunRecord]:
        """The runs that are selected in the list, the current one first."""
        return [self.runs.record_at(row) for row in self.run_card.selected_rows()]

    @property
    def external_run(self) -> tuple[RunRecord, RunContent | None] | None:
        """The run whose epochs are listed, where it is not of this window's last job, and its numbers once read."""
        main = self._main
        if main is None or main == self._jobs.run_folder:
            return None
        row = self.runs.row_of(main)
        return None if row is None else (self.runs.record_at(row), self._contents.get(main))

    @Slot()
    def refresh(self) -> None:
        """Lists the runs anew."""
        self._reader.list_runs((self._jobs.runs_root, *self.folders))

    def set_folders(self, folders: Sequence[Path]) -> None:
        """Lists the runs of these folders too."""
        self.folders = tuple(folders)
        self.refresh()

    def set_watching(self, is_watching: bool) -> None:
        """Whether the folders are looked at again and again."""
        self._timer.start() if is_watching else self._timer.stop()

    @property
    def is_watching(self) -> bool:
        return self._timer.isActive()

    def content_of(self, path: Path) -> tuple[MetricHistory, list[EpochDone]]:
        """What is known of a run's numbers: nothing unless it is shown."""
        if path == self._jobs.run_folder:
            return self._jobs.history, self._live_epochs
        content = self._contents.get(path)
        return (MetricHistory(), []) if content is None else (content.history, content.epochs)

    def show_new_job(self, epochs: Sequence[EpochDone] = ()) -> None:
        """A training has just been asked for, which has these epochs behind it: it is what is shown."""
        self._live_epochs, self._is_training = list(epochs), True
        self.show_job()

    @Slot()
    def show_job(self) -> None:
        """Shows the job of this window that runs or ran last."""
        if self._jobs.run_folder is None:
            return
        self._shown = [self._jobs.run_folder]
        self._show_runs()
        self.run_card.view.clearSelection()
        self.run_card.view.setCurrentIndex(QModelIndex())
        row = self.runs.row_of(self._jobs.run_folder)
        if row is not None:
            self.run_card.select_row(row)

    def match_view(self, other: "RunBrowser") -> None:
        """Shows the runs that another browser of the same jobs shows."""
        self._live_epochs, self._is_training, self._colors = other._live_epochs, other._is_training, other._colors
        self.set_folders(other.folders)
        self.runs.set_records([other.runs.record_at(row) for row in range(other.runs.rowCount())])
        self.run_card.filter.setText(other.run_card.filter.text())
        rows = (self.runs.row_of(record.path) for record in other.selected)
        self.run_card.select_row(*(row for row in rows if row is not None))
        self._shown = other._shown
        self._show_runs()

    @property
    def best_epochs(self) -> list[EpochDone]:
        """The epochs of this window's last job that were better than all before."""
        return [epoch for epoch in self._live_epochs if epoch.is_best]

    def forget(self, paths: Sequence[Path]) -> None:
        """These runs are gone: nothing of them is shown any more."""
        self._shown = [path for path in self._shown if path not in paths]
        self._show_curves()
        self.refresh()

    @property
    def _main(self) -> Path | None:
        """The run whose epochs are listed."""
        return self._shown[0] if self._shown else None

    def _connect(self) -> None:
        self._jobs.stepsArrived.connect(self._mark_new_steps)
        self._jobs.eventArrived.connect(self._handle_job_event)
        self._reader.runsListed.connect(self._set_records)
        self._reader.runsRead.connect(self._add_contents)
        self._reader.newsRead.connect(self._add_news)
        self._reader.failed.connect(self._report_failure)
        self._timer.timeout.connect(self._poll)
        self.run_card.view.selectionModel().selectionChanged.connect(self._show_selected)

    @Slot(list)
    def _mark_new_steps(self, events: list) -> None:
        if self._jobs.run_folder in self._shown:
            self._plots.mark_new()

    @Slot(object)
    def _handle_job_event(self, event: Event) -> None:
        match event:
            case JobStarted():
                # What came after the checkpoint of a run that is resumed comes again.
                self._live_epochs = [epoch for epoch in self._live_epochs if epoch.epoch < event.first_epoch]
                self.refresh()
                self._show_runs()
            case EpochDone():
                self._add_epoch(event)
            case JobPaused() | JobContinued():
                self.refresh()
            case JobFinished() | JobFailed():
                self._is_training = False
                self.refresh()
                self._show_runs()

    def _add_epoch(self, event: EpochDone) -> None:
        # A run that is resumed where an epoch ended reports that epoch again.
        self._live_epochs = [*(epoch for epoch in self._live_epochs if epoch.epoch < event.epoch), event]
        if self._main == self._jobs.run_folder:
            self._append_epochs([event])
        if self._jobs.run_folder in self._shown:
            self._plots.mark_new()
        row = self.runs.row_of(self._jobs.run_folder)
        if row is not None:
            record = self.runs.record_at(row)
            best = event.test_accuracy if event.is_best else record.best_accuracy
            self.runs.set_record(replace(record, epochs=event.epoch, best_accuracy=best))

    def _append_epochs(self, epochs: list[EpochDone]) -> None:
        self.epoch_card.keep_end_in_view()
        for epoch in epochs:
            self.epochs.add(epoch)

    @Slot(list)
    def _set_records(self, records: list) -> None:
        were_running = {path for path in self._shown if self._is_running(path)}
        self.runs.set_records(records)
        now_running = {path for path in self._shown if self._is_running(path)}
        for path in now_running - were_running:
            # It was resumed: what came after its last checkpoint is written anew.
            self._contents.pop(path, None)
        if not self.selected and self._main is not None and (row := self.runs.row_of(self._main)) is not None:
            self.run_card.select_row(row)
        if self._main is None:
            # An earlier window has left it to itself, or a terminal trains it.
            going_on = (row for row, record in enumerate(self.runs.rows) if record.is_active)
            self.run_card.select_row(*islice(going_on, 1))
        if now_running != were_running:
            self._show_runs()
        self.statusChanged.emit()
        self.selectionChanged.emit(self.selected)

    @Slot(QItemSelection, QItemSelection)
    def _show_selected(self, new: QItemSelection, old: QItemSelection) -> None:
        records = self.selected
        self.selectionChanged.emit(records)
        paths = [record.path for record in records]
        if paths and paths != self._shown:
            self._shown = paths
            self._show_runs()

    def _show_runs(self) -> None:
        """Shows what is known of the runs that should be shown, and asks for the rest."""
        missing = [path for path in self._shown if path not in self._contents and path != self._jobs.run_folder]
        if missing:
            self._reader.read_runs(missing)
        for path in [path for path in self._contents if path not in self._shown]:
            del self._contents[path]
        self.statusChanged.emit()
        if len(missing) < len(self._shown):
            self._show_curves()

    @Slot(list)
    def _add_contents(self, contents: list[RunContent]) -> None:
        known = [content for content in contents if content.path in self._shown]
        self._contents |= {content.path: content for content in known}
        if known:
            self._show_curves()

    def _show_curves(self) -> None:
        paths = [path for path in self._shown if path in self._contents or path == self._jobs.run_folder]
        colors = self._colors.of(paths) if len(paths) > 1 else [None] * len(paths)
        self._plots.set_runs([self._shown_run(path, color) for path, color in zip(paths, colors, strict=True)])
        self._mark_runs()
        self._show_epochs()
        self.statusChanged.emit()

    def _shown_run(self, path: Path, color: int | None) -> ShownRun:
        is_live = path == self._jobs.run_folder
        history = self._jobs.history if is_live else self._contents[path].history
        return ShownRun(history, path.name, path, color, is_running=self._is_running(path))

    def _show_epochs(self) -> None:
        main = self._main
        if main == self._jobs.run_folder:
            epochs = self._live_epochs
        else:
            epochs = self._contents[main].epochs if main in self._contents else []
        if epochs != self.epochs.epochs:
            self.epochs.set_epochs(epochs)
        self.epoch_card.caption.set_text("" if main is None else main.name)

    def _mark_runs(self) -> None:
        colored = (run for run in self._plots.runs if run.color is not None)
        self.runs.set_swatches({run.path: run.test_color for run in colored if run.path is not None})

    def _is_running(self, path: Path) -> bool:
        if path == self._jobs.run_folder:
            return self._is_training
        row = self.runs.row_of(path)
        return row is not None and self.runs.record_at(row).is_active

    @Slot()
    def _poll(self) -> None:
        self._num_polls += 1
        if self._num_polls % LIST_EVERY == 0:
            self.refresh()
        running = [content for path, content in self._contents.items() if self._is_running(path)]
        # One look at a time: each continues where the one before ended.
        if running and not self._is_reading_news:
            self._is_reading_news = True
            self._reader.read_news(running)

    @Slot(list)
    def _add_news(self, news: list[News]) -> None:
        self._is_reading_news = False
        for content, events in news:
            before = self._contents.get(content.path)
            if before is content and events:
                self._add_events(content, events)
            elif before is not None and before.tail is not content.tail:
                self._contents[content.path] = content
                self._show_curves()

    def _add_events(self, content: RunContent, events: list) -> None:
        epochs = content.add(events)
        if content.path == self._main:
            self._append_epochs(epochs)
            self.statusChanged.emit()
        self._plots.mark_new()

    @Slot(str)
    def _report_failure(self, message: str) -> None:
        self._is_reading_news = False
        self._jobs.raise_message("error", message)


class RunColors:
    """Gives each run a colour of its own and remembers it."""

    def __init__(self) -> None:
        self._chosen: dict[Path, int] = {}

    def of(self, paths: Sequence[Path]) -> list[int]:
        """The colours of runs that are shown together; they differ while there are no more runs than colours."""
        taken = {self._chosen[path] for path in paths if path in self._chosen}
        for path in paths:
            if path not in self._chosen:
                self._chosen[path] = _free(path, taken)
                taken.add(self._chosen[path])
        return [self._chosen[path] for path in paths]


def _free(path: Path, taken: set[int]) -> int:
    """The colour that the run's name asks for, or the next one that is free: the same in every session."""
    wanted = crc32(path.name.encode())
    places = [(wanted + offset) % NUM_RUN_COLORS for offset in range(NUM_RUN_COLORS)]
    return next((place for place in places if place not in taken), places[0])
