"""The job controller: what the window asks of jobs, and what they answer, all in the main thread."""

from itertools import groupby
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from explorer.atomic_file import FileWriteError
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig
from explorer.exports.export_options import ExportOptions
from explorer.exports.staging import remove_leftovers
from explorer.jobs.requests import (
    DataRequest,
    DevicesRequest,
    ExportRequest,
    FindRateRequest,
    PreviewRequest,
    Request,
    TrainRequest,
    VerifyRequest,
    ends_job,
)
from explorer.jobs.spare import Spare
from explorer.jobs.trial_requests import TrialRequest
from explorer.runs.events import (
    DataFound,
    DevicesKnown,
    Event,
    ExportDone,
    JobContinued,
    JobFailed,
    JobFinished,
    JobNote,
    JobPaused,
    JobStarted,
    Loading,
    ReportReady,
    StepsDone,
)
from explorer.runs.metric_history import MetricHistory
from explorer.runs.run_folder import RunFolder, default_runs_root
from explorer.ui.training.job import Job
from models.config import NetworkConfig

STOP_GRACE = 15.0
"""Seconds: a step of a large net on a CPU takes some, and the last weights are worth the wait."""

EXPORT_GRACE = 1.0
"""Seconds: what is converted is not asked, and nothing of it is kept."""

LOOK_GRACE = 1.0
"""Seconds: nobody waits for a look at data that is no longer wanted."""

State = Literal["idle", "warming", "starting", "running", "paused", "stopping"]


class JobController(QObject):
    """Runs one training at a time, and beside it one verification and one export, each in a process of its own.

    An error of a job, or the death of its process, is a message; the next job works.
    """

    stateChanged = Signal(str)
    """One of State. warming: torch is being loaded by a spare process; training can be asked for all the same."""
    eventArrived = Signal(object)
    """What the training job says, its steps apart: JobStarted, EpochDone, JobNote, JobPaused, JobContinued, then
    JobFinished or JobFailed."""
    stepsArrived = Signal(list)
    """StepsDone events of the training job, already in `history`."""
    finished = Signal(object)
    """JobFinished or JobFailed of the training job."""
    reportReady = Signal(object)
    """ReportReady."""
    exportNoted = Signal(str)
    """What the export does, in a sentence."""
    exportDone = Signal(object)
    """ExportDone; without files where it was stopped."""
    exportFailed = Signal(object)
    """JobFailed."""
    devicesKnown = Signal(object)
    """DevicesKnown."""
    dataFound = Signal(object)
    """DataFound, of the data that was asked about last."""
    dataRefused = Signal(str)
    """Why that data cannot be used."""
    trialNoted = Signal(str, object)
    """(kind, what a job that uses trained weights says on its way: JobNote or Loading)."""
    trialEnded = Signal(str, object)
    """(kind, its last event: a TrialEvent or JobFailed)."""
    toolSpoke = Signal(str, object)
    """("preview" or "rates", what that job says); its last event is JobFailed, PreviewReady or RateFound."""
    busyChanged = Signal(str, bool)
    """("verify", "export" or the kind of a trial, whether one goes on)."""
    messageRaised = Signal(str, str, str)
    """(severity: "error", "warning" or "info"; one sentence; details, which may be empty)."""
    closed = Signal()
    """Every thread and every child is gone."""

    def __init__(
        self, *, spare: Spare | None = None, runs_root: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.runs_root = runs_root or default_runs_root()
        self.history = MetricHistory()
        """The numbers of the training job that runs or ran last."""
        self.experiment: Experiment | None = None
        """What that job trains: later edits cannot reach it."""
        self.run_folder: Path | None = None
        """Where that job is recorded."""
        self.devices: DevicesKnown | None = None
        """Where a job can train here; None until a child has told."""
        self._spare = spare or Spare()
        self._state: State = "idle"
        self._jobs: list[Job] = []
        self._current: dict[str, Job] = {}
        self._next_look: DataRequest | None = None
        self._is_export_stopped = False
        self._closer: _Closer | None = None
        self._is_closed = False
        QCoreApplication.instance().aboutToQuit.connect(self._close_and_wait)

    @property
    def state(self) -> State:
        return self._state

    @property
    def is_training(self) -> bool:
        return "train" in self._current

    @property
    def is_closed(self) -> bool:
        """Whether every thread and every child is gone."""
        return self._is_closed

    def is_busy(self, kind: str) -> bool:
        """Whether a job goes on: "train", "verify", "export" or the kind of a trial."""
        return kind in self._current

    def warm(self) -> None:
        """Has a spare process load torch and tell which devices there are."""
        if self._start("devices", DevicesRequest()):
            self._update_state("warming")

    def train(self, experiment: Experiment) -> None:
        """Trains in a new run folder; nothing where a training goes on."""
        if self.is_training or self._closer is not None:
            return
        try:
            folder = RunFolder.create(self.runs_root, experiment.name)
        except FileWriteError as error:
            self.messageRaised.emit("error", str(error), "")
            return
        self._begin(experiment, folder.path, MetricHistory(), resume=False)

    def resume(self, experiment: Experiment, run_folder: Path, history: MetricHistory | None = None) -> None:
        """Goes on with a run that was interrupted; nothing where a training goes on.

        Args:
            experiment: the run's own. Only how it is computed may be changed: device, compile, accumulate, TensorBoard.
            history: the numbers that the run has so far, where they are known.
        """
        if not self.is_training and self._closer is None:
            self._begin(experiment, run_folder, history or MetricHistory(), resume=True)

    def pause(self) -> None:
        """Has the training save and wait after its step; JobPaused follows."""
        if self.is_training:
            self._current["train"].ask_pause()

    def go_on(self) -> None:
        """Ends a pause; JobContinued follows."""
        if self.is_training:
            self._current["train"].ask_continue()

    def stop(self) -> None:
        """Has the training end after its step and save; its process is ended where that takes too long."""
        if self.is_training:
            self._current["train"].ask_stop(STOP_GRACE)
            self._update_state("stopping")

    def verify(self, network: NetworkConfig) -> None:
        """Has torchinfo count the network; nothing where that goes on."""
        self._start("verify", VerifyRequest(network=network))

    def preview(self, experiment: Experiment, number: int) -> None:
        """Has a child show some pictures as they are trained on; nothing where that goes on."""
        self._start("preview", PreviewRequest(experiment=experiment, number=number))

    def find_rate(self, experiment: Experiment) -> None:
        """Has a child try learning rates; nothing where that goes on."""
        self._start("rates", FindRateRequest(experiment=experiment))

    def stop_tool(self, kind: str) -> None:
        """Has "preview" or "rates" end, where it goes on."""
        if kind in self._current:
            self._current[kind].ask_stop(LOOK_GRACE if kind == "preview" else STOP_GRACE)

    def look_at(self, data: DataConfig, *, seed: int) -> None:
        """Has a child find out what a folder holds; a look that goes on is given up for this one."""
        request = DataRequest(data=data, seed=seed)
        if not self._start("look", request) and "look" in self._current:
            self._next_look = request
            self._current["look"].ask_stop(LOOK_GRACE)

    def export(self, source: Path, out: Path, options: ExportOptions, *, overwrite: bool = False) -> None:
        """Writes a trained network to the file `out`; nothing where an export goes on."""
        self._is_export_stopped = False
        self._start("export", ExportRequest(source=str(source), out=str(out), options=options, overwrite=overwrite))

    def stop_export(self) -> None:
        """Has the export end; its process is ended where that takes too long, and what it left is removed."""
        if "export" in self._current:
            self._is_export_stopped = True
            self._current["export"].ask_stop(EXPORT_GRACE)

    def begin_trial(self, kind: str, request: TrialRequest) -> bool:
        """Has trained weights used; False where one of that kind goes on already."""
        return self._start(kind, request)

    def give_up(self, kind: str) -> None:
        """Ends a job of this kind, where one goes on, because nobody waits for it any longer."""
        if kind in self._current:
            self._current[kind].ask_stop(LOOK_GRACE)

    def raise_message(self, severity: str, message: str, details: str = "") -> None:
        """Tells a person; severity is "error", "warning" or "info"."""
        self.messageRaised.emit(severity, message, details)

    @Slot()
    def close(self) -> None:
        """Begins to end everything: jobs stop and save, children leave. Returns at once; `closed` follows."""
        if self._closer is not None:
            return
        for job in self._jobs:
            job.ask_stop(STOP_GRACE)
        self._closer = _Closer(self._spare, self)
        self._closer.finished.connect(self._check_closed)
        self._closer.start()
        if self.is_training:
            self._update_state("stopping")

    def _begin(self, experiment: Experiment, run_folder: Path, history: MetricHistory, *, resume: bool) -> None:
        self.history = history
        self.experiment, self.run_folder = experiment, run_folder
        self._start("train", TrainRequest(experiment=experiment, run_folder=str(run_folder), resume=resume))
        self._update_state("starting")

    def _start(self, kind: str, request: Request) -> bool:
        if kind in self._current or self._closer is not None:
            return False
        job = Job(self._spare, request, self)
        job.eventsArrived.connect(self._take_events)
        job.gone.connect(self._forget)
        self._jobs.append(job)
        self._current[kind] = job
        self.busyChanged.emit(kind, True)
        return True

    @Slot(object, list)
    def _take_events(self, job: Job, events: list) -> None:
        if isinstance(job.request, TrainRequest):
            self._take_training(events)
        elif isinstance(job.request, PreviewRequest | FindRateRequest):
            self._take_tool(job, events)
            return
        if isinstance(job.request, TrialRequest):
            self._note_trial(job, events)
        if isinstance(job.request, ExportRequest):
            self._note_export(events)
        if ends_job(events[-1]):
            self._end(job, events[-1])

    def _note_export(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, JobNote):
                self.exportNoted.emit(event.message)

    def _note_trial(self, job: Job, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, JobNote | Loading):
                self.trialNoted.emit(self._kind_of(job), event)

    def _take_tool(self, job: Job, events: list[Event]) -> None:
        kind = "preview" if isinstance(job.request, PreviewRequest) else "rates"
        if ends_job(events[-1]):
            self._clear(job)
        for event in events:
            self.toolSpoke.emit(kind, event)

    def _take_training(self, events: list[Event]) -> None:
        for is_steps, group in groupby(events, lambda event: isinstance(event, StepsDone)):
            members = list(group)
            for event in members:
                self.history.add(event)
            if is_steps:
                self.stepsArrived.emit(members)
            else:
                self._tell(members)

    def _tell(self, events: list[Event]) -> None:
        for event in events:
            self._follow(event)
            self.eventArrived.emit(event)

    def _follow(self, event: Event) -> None:
        match event, self._state:
            case JobStarted(), "starting":
                self._update_state("running")
            case JobPaused(), "running":
                self._update_state("paused")
            case JobContinued(), "paused":
                self._update_state("running")

    def _end(self, job: Job, event: Event) -> None:
        kind = self._kind_of(job)
        self._clear(job)
        if isinstance(job.request, TrialRequest):
            self.trialEnded.emit(kind, event)
            return
        if isinstance(job.request, DataRequest):
            self._end_look(event)
            return
        if isinstance(job.request, ExportRequest):
            self._end_export(job.request, event)
            return
        match event:
            case JobFailed():
                self._raise_failure(event)
            case ReportReady():
                self.reportReady.emit(event)
            case DevicesKnown():
                self.devices = event
                self.devicesKnown.emit(event)
        if isinstance(job.request, TrainRequest):
            assert isinstance(event, JobFinished | JobFailed)
            self.finished.emit(event)

    def _end_export(self, request: ExportRequest, event: ExportDone | JobFailed) -> None:
        if isinstance(event, ExportDone):
            self.exportDone.emit(event)
            return
        # Its process may have been ended in the middle of writing.
        remove_leftovers(Path(request.out))
        if self._is_export_stopped:
            message = self.tr("The export was stopped; nothing is left of it.")
            self.exportDone.emit(ExportDone(files=(), message=message))
        else:
            self.exportFailed.emit(event)

    def _end_look(self, event: DataFound | JobFailed) -> None:
        if self._next_look is not None:
            request, self._next_look = self._next_look, None
            self._start("look", request)
        elif isinstance(event, DataFound):
            self.dataFound.emit(event)
        else:
            self.dataRefused.emit(event.message)

    def _raise_failure(self, event: JobFailed) -> None:
        if self._closer is None:
            self.messageRaised.emit("error", event.message, event.details)

    def _clear(self, job: Job) -> None:
        kind = self._kind_of(job)
        if kind is not None:
            del self._current[kind]
            self.busyChanged.emit(kind, False)
        if not self.is_training:
            self._update_state("warming" if "devices" in self._current else "idle")

    def _kind_of(self, job: Job) -> str | None:
        return next((kind for kind, current in self._current.items() if current is job), None)

    def _update_state(self, state: State) -> None:
        if self.is_training and state == "warming":
            return
        if state != self._state:
            self._state = state
            self.stateChanged.emit(state)

    @Slot(object)
    def _forget(self, job: Job) -> None:
        self._jobs.remove(job)
        # Already told, unless the job was closed before it began.
        self._clear(job)
        job.deleteLater()
        self._check_closed()

    @Slot()
    def _check_closed(self) -> None:
        if self._is_closed or self._closer is None or self._jobs or not self._closer.isFinished():
            return
        # The thread says that it is finished a moment before it is.
        self._closer.wait()
        self._is_closed = True
        self.closed.emit()

    @Slot()
    def _close_and_wait(self) -> None:
        self.close()
        self._closer.wait()
        for job in self._jobs:
            job.wait()


class _Closer(QThread):
    """Waits for the children to leave, so that the window need not."""

    def __init__(self, spare: Spare, parent: QObject) -> None:
        super().__init__(parent)
        self._spare = spare

    def run(self) -> None:
        self._spare.close(STOP_GRACE)
