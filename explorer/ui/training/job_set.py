"""The jobs of a window: at most one of each kind at a time, until the window is left."""

from dataclasses import replace

from PySide6.QtCore import QObject, QThread, Signal, Slot

from explorer.jobs.requests import Request
from explorer.jobs.spare import Spare
from explorer.runs.events import Event
from explorer.ui.subject_text import subject_text
from explorer.ui.training.job import Job


class JobSet(QObject):
    """Begins jobs by their kind, passes on what they say, and ends them all."""

    eventsArrived = Signal(object, list)
    """(a Job, its next events in order)."""
    busyChanged = Signal(str, bool)
    """(a kind, whether a job of it goes on)."""
    closed = Signal()
    """Every thread and every child is gone."""

    def __init__(self, spare: Spare, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spare = spare
        self.jobs: list[Job] = []
        """Those whose threads or children are not gone yet."""
        self._current: dict[str, Job] = {}
        self._closer: _Closer | None = None
        self._is_closed = False

    @property
    def is_closing(self) -> bool:
        """Whether no job begins any more."""
        return self._closer is not None

    @property
    def is_closed(self) -> bool:
        """Whether every thread and every child is gone."""
        return self._is_closed

    def current(self, kind: str) -> Job | None:
        """The job of a kind that goes on."""
        return self._current.get(kind)

    def kind_of(self, job: Job) -> str | None:
        """None for a job that has said its last."""
        return next((kind for kind, current in self._current.items() if current is job), None)

    def begin(self, kind: str, request: Request) -> bool:
        """False where one of that kind goes on, or the window is being left."""
        if kind in self._current or self.is_closing:
            return False
        job = Job(self.spare, request, self)
        job.eventsArrived.connect(self._pass_on)
        job.gone.connect(self._forget)
        self.jobs.append(job)
        self._current[kind] = job
        self.busyChanged.emit(kind, True)
        return True

    def ask_stop(self, kind: str, grace: float) -> bool:
        """Has a job of this kind stop, its child ended after `grace` seconds; False where none goes on."""
        job = self._current.get(kind)
        if job is not None:
            job.ask_stop(grace)
        return job is not None

    def conclude(self, job: Job) -> None:
        """The job has said its last: another of its kind may begin."""
        kind = self.kind_of(job)
        if kind is not None:
            del self._current[kind]
            self.busyChanged.emit(kind, False)

    def close(self, grace: float, *, but: str | None = None) -> None:
        """Begins to end everything, each job and child within `grace` seconds. Returns at once; `closed` follows.

        A job of the kind `but` goes on by itself.
        """
        for job in self.jobs:
            if but is not None and job is self.current(but):
                job.detach()
            else:
                job.ask_stop(grace)
        self._closer = _Closer(self.spare, grace, self)
        self._closer.finished.connect(self._check_closed)
        self._closer.start()

    def wait(self) -> None:
        """Blocks until all that is closing is gone: only for an application that has no event loop left."""
        self._closer.wait()
        for job in self.jobs:
            job.wait()

    @Slot(object, list)
    def _pass_on(self, job: Job, events: list[Event]) -> None:
        self.eventsArrived.emit(job, list(map(_in_words_of_window, events)))

    @Slot(object)
    def _forget(self, job: Job) -> None:
        self.jobs.remove(job)
        # Already told, unless the job was closed before it began.
        self.conclude(job)
        job.deleteLater()
        self._check_closed()

    @Slot()
    def _check_closed(self) -> None:
        if self._is_closed or self._closer is None or self.jobs or not self._closer.isFinished():
            return
        # The thread says that it is finished a moment before it is.
        self._closer.wait()
        self._is_closed = True
        self.closed.emit()


def _in_words_of_window(event: Event) -> Event:
    """The same with its sentences in the language that is shown: a child speaks English."""
    texts = {name: subject_text(getattr(event, name)) for name in ("message", "what") if hasattr(event, name)}
    return replace(event, **texts) if texts else event


class _Closer(QThread):
    """Waits for the children to leave, so that the window need not."""

    def __init__(self, spare: Spare, grace: float, parent: QObject) -> None:
        super().__init__(parent)
        self._spare, self._grace = spare, grace

    def run(self) -> None:
        self._spare.close(self._grace)
