"""The job controller: what the window asks of jobs, and what they answer, all in the main thread."""

from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from explorer.atomic_file import FileWriteError
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig
from explorer.exports.export_options import ExportOptions
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
    DevicesKnown,
    Event,
    JobContinued,
    JobFailed,
    JobNote,
    JobPaused,
    JobStarted,
    Loading,
    ReportReady,
    StepsDone,
)
from explorer.runs.metric_history import MetricHistory
from explorer.runs.run_folder import RunFolder, default_runs_root
from explorer.ui.training.data_look import DataLook
from explorer.ui.training.export_job import ExportJob
from explorer.ui.training.job import Job
from explorer.ui.training.job_set import JobSet
from models.config import NetworkConfig

STOP_GRACE = 15.0
"""Seconds: a step of a large net on a CPU takes some, and the last weights are worth the wait."""

GIVE_UP_GRACE = 1.0
"""Seconds: nobody waits for what it would say."""

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
        self.last_told: dict[type, Event] = {}
        """The last event of each type since that job started last, in their order: what a later window shows of it."""
        self.devices: DevicesKnown | None = None
        """Where a job can train here; None until a child has told."""
        self._state: State = "idle"
        self._jobs = JobSet(spare or Spare(), self)
        self._look, self._export = DataLook(self._jobs, self), ExportJob(self._jobs, self)
        self._connect()

    @property
    def state(self) -> State:
        return self._state

    @property
    def is_training(self) -> bool:
        return self.is_busy("train")

    @property
    def is_closed(self) -> bool:
        """Whether every thread and every child is gone."""
        return self._jobs.is_closed

    def is_busy(self, kind: str) -> bool:
        """Whether a job goes on: "train", "verify", "export" or the kind of a trial."""
        return self._jobs.current(kind) is not None

    def warm(self) -> None:
        """Has a spare process load torch and tell which devices there are."""
        self._jobs.begin("devices", DevicesRequest())

    def train(self, experiment: Experiment, *, beyond_memory: bool = False) -> None:
        """Trains in a new run folder; nothing where a training goes on.

        Args:
            beyond_memory: a person wants it though the network alone is larger than the device's memory.
        """
        if self.is_training or self._jobs.is_closing:
            return
        try:
            folder = RunFolder.create(self.runs_root, experiment.name)
        except FileWriteError as error:
            self.messageRaised.emit("error", str(error), "")
            return
        request = TrainRequest(experiment=experiment, run_folder=str(folder.path), beyond_memory=beyond_memory)
        self._begin(request, MetricHistory())

    def resume(self, experiment: Experiment, run_folder: Path, history: MetricHistory | None = None) -> None:
        """Goes on with a run that was interrupted; nothing where a training goes on.

        Args:
            experiment: the run's own. Only how it is computed may be changed: device, compile, accumulate, TensorBoard.
            history: the numbers that the run has so far, where they are known.
        """
        if not self.is_training and not self._jobs.is_closing:
            request = TrainRequest(experiment=experiment, run_folder=str(run_folder), resume=True)
            self._begin(request, history or MetricHistory())

    def pause(self) -> None:
        """Has the training save and wait after its step; JobPaused follows."""
        if self.is_training:
            self._jobs.current("train").ask_pause()

    def go_on(self) -> None:
        """Ends a pause; JobContinued follows."""
        if self.is_training:
            self._jobs.current("train").ask_continue()

    def stop(self) -> None:
        """Has the training end after its step and save; its process is ended where that takes too long."""
        if self._jobs.ask_stop("train", STOP_GRACE):
            self._update_state("stopping")

    @Slot()
    def end_now(self) -> None:
        """Ends the training's process without waiting for it any longer; what was saved before stays."""
        if self.is_training:
            self._jobs.current("train").end_now()

    def verify(self, network: NetworkConfig) -> None:
        """Has torchinfo count the network; nothing where that goes on."""
        self._jobs.begin("verify", VerifyRequest(network=network))

    def preview(self, experiment: Experiment, number: int) -> None:
        """Has a child show some pictures as they are trained on; nothing where that goes on."""
        self._jobs.begin("preview", PreviewRequest(experiment=experiment, number=number))

    def find_rate(self, experiment: Experiment) -> None:
        """Has a child try learning rates; nothing where that goes on."""
        self._jobs.begin("rates", FindRateRequest(experiment=experiment))

    def stop_tool(self, kind: str) -> None:
        """Has "preview" or "rates" end, where it goes on."""
        self._jobs.ask_stop(kind, GIVE_UP_GRACE if kind == "preview" else STOP_GRACE)

    def look_at(self, data: DataConfig, *, seed: int) -> None:
        """Has a child find out what a folder holds; a look that goes on is given up for this one."""
        self._look.begin(DataRequest(data=data, seed=seed))

    def export(self, source: Path, out: Path, options: ExportOptions, *, overwrite: bool = False) -> None:
        """Writes a trained network to the file `out`; nothing where an export goes on."""
        self._export.begin(ExportRequest(source=str(source), out=str(out), options=options, overwrite=overwrite))

    def stop_export(self) -> None:
        """Has the export end; its process is ended where that takes too long, and what it left is removed."""
        self._export.stop()

    def begin_trial(self, kind: str, request: TrialRequest) -> bool:
        """Has trained weights used; False where one of that kind goes on already."""
        return self._jobs.begin(kind, request)

    def give_up(self, kind: str) -> None:
        """Ends a job of this kind, where one goes on, because nobody waits for it any longer."""
        self._jobs.ask_stop(kind, GIVE_UP_GRACE)

    def raise_message(self, severity: str, message: str, details: str = "") -> None:
        """Tells a person; severity is "error", "warning" or "info"."""
        self.messageRaised.emit(severity, message, details)

    @Slot()
    def close(self, *, detach: bool = False) -> None:
        """Begins to end everything: jobs stop and save, children leave. Returns at once; `closed` follows.

        With `detach` the training goes on by itself.
        """
        if self._jobs.is_closing:
            return
        self._jobs.close(STOP_GRACE, but="train" if detach else None)
        if self.is_training and not detach:
            self._update_state("stopping")

    def _connect(self) -> None:
        jobs = self._jobs
        jobs.eventsArrived.connect(self._take_events)
        jobs.busyChanged.connect(self.busyChanged)
        jobs.busyChanged.connect(self._settle)
        jobs.closed.connect(self.closed)
        self._look.found.connect(self.dataFound)
        self._look.refused.connect(self.dataRefused)
        self._export.noted.connect(self.exportNoted)
        self._export.done.connect(self.exportDone)
        self._export.failed.connect(self.exportFailed)
        QCoreApplication.instance().aboutToQuit.connect(self._close_and_wait)

    def memory_of(self, device: str) -> int | None:
        """Bytes of memory of a recipe's device; None where that is not known."""
        known = self.devices
        if known is None:
            return None
        memories = dict(zip(known.devices, known.memories, strict=False))
        return memories.get(known.devices[0] if device == "auto" else device)

    def _begin(self, request: TrainRequest, history: MetricHistory) -> None:
        self.history, self.last_told = history, {}
        self.experiment, self.run_folder = request.experiment, Path(request.run_folder)
        self._jobs.begin("train", request)
        self._update_state("starting")

    @Slot(object, list)
    def _take_events(self, job: Job, events: list) -> None:
        kind = self._jobs.kind_of(job)
        self._hear(kind, job.request, events)
        if ends_job(events[-1]):
            # First, so that whoever hears the end can begin the next one.
            self._jobs.conclude(job)
            self._end(kind, job.request, events[-1])

    def _hear(self, kind: str, request: Request, events: list[Event]) -> None:
        """What a job says on its way; of a training also its last word."""
        match request:
            case TrainRequest():
                self._take_training(events)
            case ExportRequest():
                self._export.hear(events)
            case PreviewRequest() | FindRateRequest():
                for event in (event for event in events if not ends_job(event)):
                    self.toolSpoke.emit(kind, event)
            case _ if isinstance(request, TrialRequest):
                for event in (event for event in events if isinstance(event, JobNote | Loading)):
                    self.trialNoted.emit(kind, event)

    def _end(self, kind: str, request: Request, event: Event) -> None:
        """The last word of a job."""
        match request:
            case TrainRequest():
                if isinstance(event, JobFailed):
                    with suppress(OSError):
                        # Only an empty folder goes: that of a job which never began.
                        Path(request.run_folder).rmdir()
                self._tell_failure(event)
                self.finished.emit(event)
            case ExportRequest():
                self._export.end(request, event)
            case DataRequest():
                self._look.end(event)
            case PreviewRequest() | FindRateRequest():
                self.toolSpoke.emit(kind, event)
            case _ if isinstance(request, TrialRequest):
                self.trialEnded.emit(kind, event)
            case _:
                self._take_answer(event)

    def _take_answer(self, event: ReportReady | DevicesKnown | JobFailed) -> None:
        match event:
            case JobFailed():
                self._tell_failure(event)
            case ReportReady():
                self.reportReady.emit(event)
            case DevicesKnown():
                self.devices = event
                self.devicesKnown.emit(event)

    def _take_training(self, events: list[Event]) -> None:
        for is_steps, group in groupby(events, lambda event: isinstance(event, StepsDone)):
            members = list(group)
            for event in members:
                self.history.add(event)
                if isinstance(event, JobStarted):
                    self.last_told.clear()
                self.last_told.pop(type(event), None)
                self.last_told[type(event)] = event
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

    def _tell_failure(self, event: Event) -> None:
        if isinstance(event, JobFailed) and not self._jobs.is_closing:
            self.messageRaised.emit("error", event.message, event.details)

    @Slot()
    def _settle(self) -> None:
        """Between trainings."""
        if not self.is_training:
            self._update_state("warming" if self.is_busy("devices") else "idle")

    def _update_state(self, state: State) -> None:
        if state != self._state:
            self._state = state
            self.stateChanged.emit(state)

    @Slot()
    def _close_and_wait(self) -> None:
        self.close()
        self._jobs.wait()
