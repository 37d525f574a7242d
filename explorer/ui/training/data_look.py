"""A look at data: what a folder holds, found out by a child."""

from PySide6.QtCore import QObject, Signal

from explorer.jobs.requests import DataRequest
from explorer.runs.events import DataFound, JobFailed
from explorer.ui.training.job_set import JobSet

GRACE = 1.0
"""Seconds: nobody waits for a look at data that is no longer wanted."""
KIND = "look"


class DataLook(QObject):
    """Looks at one folder at a time; of several questions only the last is answered."""

    found = Signal(object)
    """DataFound."""
    refused = Signal(str)
    """Why the data cannot be used."""

    def __init__(self, jobs: JobSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._next: DataRequest | None = None

    def begin(self, request: DataRequest) -> None:
        """A look that goes on is given up for this one."""
        if not self._jobs.begin(KIND, request) and self._jobs.ask_stop(KIND, GRACE):
            self._next = request

    def end(self, event: DataFound | JobFailed) -> None:
        """The last word of a look."""
        if self._next is not None:
            request, self._next = self._next, None
            self._jobs.begin(KIND, request)
        elif isinstance(event, DataFound):
            self.found.emit(event)
        else:
            self.refused.emit(event.message)
