"""The job controller: starts, steers and ends jobs, and passes on their events, all in the main thread."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from explorer.atomic_file import FileWriteError
from explorer.experiment.experiment import Experiment
from explorer.exports.staging import remove_leftovers
from explorer.jobs.requests import (
    DevicesRequest,
    ExportRequest,
    Request,
    TrainRequest,
    VerifyRequest,
    ends_job,
)
from explorer.jobs.spare import Spare
from explorer.runs.events import (
    DevicesKnown,
    Event,
    ExportDone,
    JobContinued,
    JobFailed,
    JobPaused,
    JobStarted,
    StepsDone,
)
from explorer.runs.metric_history import MetricHistory
from explorer.runs.run_folder import RunFolder, default_runs_root
from explorer.ui.background import Background
from explorer.ui.jobs.job import Job
from explorer.ui.language import in_words

STOP_GRACE = 15.0
"""Seconds: a step of a large net on a CPU takes some, and the last weights are worth the wait."""

CANCEL_GRACE = 1.0
"""Seconds: nothing waits for the result."""

State = Literal["idle", "warming", "starting", "running", "paused", "stopping"]


class JobController(QObject):
    """Runs at most one job of each kind of request at a time, each in its own process.

    An error of a job, or the death of its process, is a message; the next job works.
    """

    stateChanged = Signal(str)
    """One of State. warming: torch is being loaded by a spare process; training can be asked for all the same."""
    eventArrived = Signal(object)
    """The events of the training job except its steps: JobStarted, EpochDone, JobNote, JobPaused, JobContinued, then
    JobFinished or JobFailed."""
    stepsArrived = Signal(list)
    """StepsDone events of the training job, already in `history`."""
    finished = Signal(object)
    """JobFinished or JobFailed of the training job."""
    toolEventReceived = Signal(object, object)
    """(the request of another job, an event of that job). The last event of a job is one that `ends_job`; an export
    that was stopped ends with an ExportDone without files."""
    devicesKnown = Signal(object)
    """DevicesKnown."""
    busyChanged = Signal(object, bool)
    """(a class of requests, whether a job of that kind is running)."""
    messageRaised = Signal(str, object, str)
    """(severity: "error", "warning" or "info"; one sentence; details, which may be empty)."""
    closed = Signal()
    """Every thread and every child is gone."""

    def __init__(
        self,
        *,
        spare: Spare | None = None,
        runs_root: Path | None = None,
        parent: QObject | None = None,
        stop_grace: float = STOP_GRACE,
        cancel_grace: float = CANCEL_GRACE,
    ) -> None:
        """After so many seconds the process of a job that is stopped, or cancelled, is ended."""
        super().__init__(parent)
        self.stop_grace, self._cancel_grace = stop_grace, cancel_grace
        self.runs_root = runs_root or default_runs_root()
        self.history = MetricHistory()
        """The numbers of the training job that runs or ran last."""
        self.experiment: Experiment | None = None
        """What that job trains: later edits cannot reach it."""
        self.run_folder: Path | None = None
        """Where that job is recorded."""
        self.last_events: dict[type, Event] = {}
        """The last event of each type since that job started last, in their order: what a later window shows of it."""
        self.devices: DevicesKnown | None = None
        """The devices of this machine; None until a child has reported them."""
        self.jobs: list[Job] = []
        """Those whose threads or children are not gone yet."""
        self.is_closed = False
        """Whether every thread and every child is gone."""
        self._state: State = "idle"
        self._spare = spare or Spare()
        self._current: dict[type, Job] = {}
        self._next: dict[type, Request] = {}
        self._closer: Background | None = None
        self._is_spare_closed = False
        application = QCoreApplication.instance()
        assert application is not None, "jobs need Qt's event loop"
        application.aboutToQuit.connect(self.close_and_wait)

    @property
    def state(self) -> State:
        return self._state

    @property
    def is_training(self) -> bool:
        return self.is_busy(TrainRequest)

    def is_busy(self, kind: type[Request]) -> bool:
        """Whether a job is running that such a request started."""
        return kind in self._current

    def submit(self, request: Request, *, replace: bool = False) -> bool:
        """Starts a job, whose events `toolEventReceived` carries.

        Args:
            replace: of several that are asked for only the last is answered. One that goes on is given up.

        Returns:
            False where one of that kind goes on that is not replaced, or the window is being left.
        """
        kind = type(request)
        if self._closer is not None or (kind in self._current and not replace):
            return False
        if kind in self._current:
            self._next[kind] = request
            self._current[kind].ask_stop(self._cancel_grace)
            return True
        job = self._current[kind] = Job(self._spare, request, self, self._handle_events, self._remove)
        self.jobs.append(job)
        self._emit_busy_changed(kind)
        return True

    def cancel(self, kind: type[Request]) -> None:
        """Ends the running job of this kind, if any, because its result is no longer wanted."""
        self._next.pop(kind, None)
        if kind in self._current:
            self._current[kind].ask_stop(self._cancel_grace)

    def query_devices(self) -> None:
        """Has a spare process load torch and report which devices there are."""
        self.submit(DevicesRequest())

    def train(self, experiment: Experiment, *, beyond_memory: bool = False) -> None:
        """Trains in a new run folder; does nothing if a training is running.

        Args:
            beyond_memory: a person wants it though the network alone is larger than the device's memory.
        """
        if self.is_training or self._closer is not None:
            return
        try:
            folder = RunFolder.create(self.runs_root, experiment.name)
        except FileWriteError as error:
            self.messageRaised.emit("error", str(error), "")
            return
        request = TrainRequest(experiment=experiment, run_folder=str(folder.path), beyond_memory=beyond_memory)
        self._start_training(request, MetricHistory())

    def resume(self, experiment: Experiment, run_folder: Path, history: MetricHistory | None = None) -> None:
        """Resumes a run that was interrupted; does nothing if a training is running.

        Args:
            experiment: the run's own. Only how it is computed may be changed: device, compile, accumulate, TensorBoard.
            history: the numbers that the run has so far, where they are known.
        """
        if not self.is_training and self._closer is None:
            request = TrainRequest(experiment=experiment, run_folder=str(run_folder), resume=True)
            self._start_training(request, history or MetricHistory())

    def pause(self) -> None:
        """Pauses the training after its step, saved; JobPaused follows."""
        if self.is_training:
            self._current[TrainRequest].ask_pause()

    def continue_training(self) -> None:
        """Ends a pause; JobContinued follows."""
        if self.is_training:
            self._current[TrainRequest].ask_continue()

    def stop(self) -> None:
        """Stops the training after its step, saved; ends its process if that takes too long."""
        if self.is_training:
            self._current[TrainRequest].ask_stop(self.stop_grace)
            self._update_state("stopping")

    @Slot()
    def end_now(self) -> None:
        """Ends the process of the training at once; what it has saved stays."""
        if self.is_training:
            self._current[TrainRequest].end_now()

    def raise_message(self, severity: str, message: str, details: str = "") -> None:
        """Shows a message; severity is "error", "warning" or "info"."""
        self.messageRaised.emit(severity, message, details)

    def memory_of(self, device: str) -> int | None:
        """Bytes of memory of a recipe's device; None where that is not known."""
        known = self.devices
        if known is None:
            return None
        memories = dict(zip(known.devices, known.memories, strict=False))
        return memories.get(known.devices[0] if device == "auto" else device)

    @Slot()
    def close(self, *, detach: bool = False) -> None:
        """Begins to end everything: jobs stop and save, children leave. Returns at once; `closed` follows.

        With `detach` the training goes on by itself.
        """
        if self._closer is not None:
            return
        for job in self.jobs:
            if detach and job is self._current.get(TrainRequest):
                job.detach()
            else:
                job.ask_stop(self.stop_grace)
        # It waits for the children to leave, so that the window need not.
        self._closer = Background(self)
        self._closer.run(partial(self._spare.close, self.stop_grace), self._note_spare_closed)
        if self.is_training and not detach:
            self._update_state("stopping")

    def _start_training(self, request: TrainRequest, history: MetricHistory) -> None:
        self.history, self.last_events = history, {}
        self.experiment, self.run_folder = request.experiment, Path(request.run_folder)
        self.submit(request)
        self._update_state("starting")

    def _handle_events(self, job: Job, events: list[Event]) -> None:
        events = [_in_words_of_window(event) for event in events]
        is_end = ends_job(events[-1])
        if isinstance(job.request, TrainRequest):
            self._handle_training_events(events)
        elif type(job.request) not in self._next:
            for event in events[:-1] if is_end else events:
                self.toolEventReceived.emit(job.request, event)
        if is_end:
            # First, so that a listener to the end can start the next one.
            self._release(job)
            self._finish(job, events[-1])

    def _finish(self, job: Job, event: Event) -> None:
        """Passes on the last event of a job, and starts the request that waited for it."""
        request, following = job.request, self._next.pop(type(job.request), None)
        if isinstance(request, ExportRequest) and isinstance(event, JobFailed):
            # Its process may have been ended in the middle of writing.
            remove_leftovers(Path(request.out))
            if job.is_asked_to_stop:
                text = "The export was stopped; nothing is left of it."
                event = _in_words_of_window(ExportDone(files=(), message=text))
        if isinstance(request, TrainRequest) and isinstance(event, JobFailed):
            with suppress(OSError):
                # Only an empty folder goes: that of a job which never began.
                Path(request.run_folder).rmdir()
        is_heard_by_window = isinstance(request, TrainRequest | VerifyRequest | DevicesRequest)
        if is_heard_by_window and isinstance(event, JobFailed) and self._closer is None:
            self.messageRaised.emit("error", event.message, event.details)
        if following is not None:
            self.submit(following)
        elif isinstance(request, TrainRequest):
            self.finished.emit(event)
        else:
            self.toolEventReceived.emit(request, event)
        if isinstance(event, DevicesKnown):
            self.devices = event
            self.devicesKnown.emit(event)

    def _handle_training_events(self, events: list[Event]) -> None:
        for is_steps, group in groupby(events, lambda event: isinstance(event, StepsDone)):
            members = list(group)
            for event in members:
                self.history.add(event)
                if isinstance(event, JobStarted):
                    self.last_events.clear()
                self.last_events.pop(type(event), None)
                self.last_events[type(event)] = event
            if is_steps:
                self.stepsArrived.emit(members)
                continue
            for event in members:
                match event, self._state:
                    case (JobStarted(), "starting") | (JobContinued(), "paused"):
                        self._update_state("running")
                    case JobPaused(), "running":
                        self._update_state("paused")
                self.eventArrived.emit(event)

    def _release(self, job: Job) -> None:
        """Marks a job as ended: another of its kind may start."""
        kind = type(job.request)
        if self._current.get(kind) is job:
            del self._current[kind]
            self._emit_busy_changed(kind)

    def _emit_busy_changed(self, kind: type) -> None:
        self.busyChanged.emit(kind, self.is_busy(kind))
        if not self.is_training:
            self._update_state("warming" if self.is_busy(DevicesRequest) else "idle")

    def _update_state(self, state: State) -> None:
        if state != self._state:
            self._state = state
            self.stateChanged.emit(state)

    def _remove(self, job: Job) -> None:
        self.jobs.remove(job)
        # Already done, unless the job was closed before it started.
        self._release(job)
        self._check_closed()

    def _note_spare_closed(self, _: object) -> None:
        self._is_spare_closed = True
        self._check_closed()

    def _check_closed(self) -> None:
        if self._is_spare_closed and not self.jobs and not self.is_closed:
            self.is_closed = True
            self.closed.emit()

    @Slot()
    def close_and_wait(self) -> None:
        """Ends everything and blocks until it has ended: for an application that quits."""
        self.close()
        if self._closer is not None:
            self._closer.wait()
        for job in self.jobs:
            job.wait()


def _in_words_of_window(event: Event) -> Event:
    """The same event with its sentences in the language of the window: a child writes English."""
    texts = {name: in_words(getattr(event, name)) for name in ("message", "what") if hasattr(event, name)}
    return replace(event, **texts) if texts else event
