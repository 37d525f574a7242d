"""Knows what the experiment's data holds: reads a folder whenever another one is named."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from explorer.experiment.data_sets import KNOWN_DATA
from explorer.experiment.recipe import DataConfig, DataName
from explorer.jobs.requests import DataRequest, Request
from explorer.runs.events import DataFound, JobFailed
from explorer.ui.jobs.job_controller import JobController

PAUSE_MILLISECONDS = 400
"""The pause in typing after which the folder is read."""


class DataWatch(QObject):
    """Asks a job what a folder holds, once for each folder and split."""

    changed = Signal()

    def __init__(self, jobs: JobController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: DataFound | None = None
        """What the data holds; None while that is not known."""
        self.refusal = ""
        """Why the data cannot be used."""
        self._jobs = jobs
        self._asked: tuple[DataConfig, int] | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._request_look)
        jobs.toolEventReceived.connect(self._take_answer)

    @property
    def is_looking(self) -> bool:
        """Whether an answer is on its way."""
        return self._asked is not None and self.found is None and not self.refusal

    def set_data(self, data: DataConfig, seed: int) -> None:
        """The experiment's data is this from now on; `seed` decides on the split."""
        wanted = (data, seed) if data.name == "folder" and data.path else None
        if wanted is None:
            self._timer.stop()
            self._asked = None
            self._set_answer(None if data.name == "folder" else known_data(data.name), "")
        elif wanted != self._asked:
            self._asked = wanted
            self._set_answer(None, "")
            self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """The folder may have changed."""
        if self._asked is not None:
            self._set_answer(None, "")
            self._timer.start()

    @Slot()
    def _request_look(self) -> None:
        if self._asked is not None:
            data, seed = self._asked
            self._jobs.submit(DataRequest(data=data, seed=seed), replace=True)

    @Slot(object, object)
    def _take_answer(self, request: Request, event: DataFound | JobFailed) -> None:
        # An answer to an earlier question may come while the next one is being typed.
        if isinstance(request, DataRequest) and self._asked is not None and not self._timer.isActive():
            failed = isinstance(event, JobFailed)
            self._set_answer(None if failed else event, event.message if failed else "")

    def _set_answer(self, found: DataFound | None, refusal: str) -> None:
        if (found, refusal) != (self.found, self.refusal) or found is None:
            self.found, self.refusal = found, refusal
            self.changed.emit()


def known_data(name: DataName) -> DataFound:
    """What a named data set holds, without reading it."""
    known = KNOWN_DATA[name]
    return DataFound(
        path="",
        classes=known.classes,
        train_images=known.train_images,
        test_images=known.test_images,
        image=known.image,
    )
