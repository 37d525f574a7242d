"""An export: trained weights written to a file by a child."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from explorer.exports.staging import remove_leftovers
from explorer.jobs.requests import ExportRequest
from explorer.runs.events import Event, ExportDone, JobFailed, JobNote
from explorer.ui.training.job_set import JobSet

GRACE = 1.0
"""Seconds: what is converted is not asked, and nothing of it is kept."""
KIND = "export"


class ExportJob(QObject):
    """Writes one file at a time; what is stopped leaves nothing behind."""

    noted = Signal(str)
    """What the export does, in a sentence."""
    done = Signal(object)
    """ExportDone; without files where it was stopped."""
    failed = Signal(object)
    """JobFailed."""

    def __init__(self, jobs: JobSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._is_stopped = False

    def begin(self, request: ExportRequest) -> None:
        """Nothing where an export goes on."""
        self._is_stopped = False
        self._jobs.begin(KIND, request)

    def stop(self) -> None:
        """Its process is ended where that takes too long."""
        self._is_stopped = self._jobs.ask_stop(KIND, GRACE)

    def hear(self, events: list[Event]) -> None:
        """What it says on its way."""
        for event in events:
            if isinstance(event, JobNote):
                self.noted.emit(event.message)

    def end(self, request: ExportRequest, event: ExportDone | JobFailed) -> None:
        """Its last word."""
        if isinstance(event, ExportDone):
            self.done.emit(event)
            return
        # Its process may have been ended in the middle of writing.
        remove_leftovers(Path(request.out))
        if self._is_stopped:
            message = self.tr("The export was stopped; nothing is left of it.")
            self.done.emit(ExportDone(files=(), message=message))
        else:
            self.failed.emit(event)
