"""The numbers of a run as arrays, for plotting."""

import time
from collections.abc import Sequence

import numpy as np

from explorer.runs.events import EpochDone, Event, JobContinued, JobPaused, JobStarted, StepsDone

FIRST_CAPACITY = 1024


class GrowingTable:
    """Columns of float64 that grow by appending: room is doubled when it runs out, so that a row costs the same
    however many there are."""

    def __init__(self, num_columns: int):
        self._values = np.empty((num_columns, FIRST_CAPACITY))
        self._num_rows = 0

    def __len__(self) -> int:
        return self._num_rows

    def extend(self, *columns: Sequence[float] | np.ndarray) -> None:
        """Append rows, given as equally long columns."""
        end = self._num_rows + len(columns[0])
        self._make_room(end)
        self._values[:, self._num_rows : end] = columns
        self._num_rows = end

    def truncate(self, num_rows: int) -> None:
        """Keep the first rows only. Views given out before stay as they are."""
        self._values = self._values.copy()
        self._num_rows = num_rows

    def column(self, index: int) -> np.ndarray:
        """A read-only view of one column. It stays as it is when rows are appended; ask again for the longer one."""
        view = self._values[index, : self._num_rows]
        view.flags.writeable = False
        return view

    def _make_room(self, num_rows: int) -> None:
        capacity = self._values.shape[1]
        if num_rows <= capacity:
            return
        values = np.empty((len(self._values), max(num_rows, 2 * capacity)))
        values[:, : self._num_rows] = self._values[:, : self._num_rows]
        self._values = values


def _column(table: str, index: int, doc: str) -> property:
    def column(history: "MetricHistory") -> np.ndarray:
        return getattr(history, table).column(index)

    return property(column, doc=doc)


class MetricHistory:
    """Collects a run's events into arrays, one pair of x and y for each curve.

    Every array is a read-only float64 view that costs nothing to ask for, however long the run is.
    """

    steps = _column("_steps", 0, "Step numbers: x of `losses` and `accuracies`.")
    losses = _column("_steps", 1, "Training loss of each step.")
    accuracies = _column("_steps", 2, "Training accuracy of each step, 0 to 1.")
    seconds = _column("_steps", 3, "Seconds of training at each step: x of both in a plot over time.")
    epochs = _column("_epochs", 0, "Epoch numbers: x of the four arrays that end an epoch each.")
    epoch_steps = _column("_epochs", 1, "The last step of each epoch: x of the same four in a plot over steps.")
    train_losses = _column("_epochs", 2, "Mean training loss of each epoch.")
    train_accuracies = _column("_epochs", 3, "Training accuracy of each epoch, 0 to 1.")
    test_losses = _column("_epochs", 4, "Test loss at each epoch's end.")
    test_accuracies = _column("_epochs", 5, "Test accuracy at each epoch's end, 0 to 1.")
    epoch_seconds = _column("_epochs", 6, "Seconds of training at each epoch's end, its test included.")

    def __init__(self) -> None:
        self.steps_per_epoch: int | None = None
        """Known from the start of the job on."""
        self.num_steps: int | None = None
        """Steps that the job will have done at its end; known from its start on."""
        self.best_epoch: int | None = None
        """The epoch whose weights were saved as best."""
        self.revision = 0
        """Grows whenever numbers are removed: a resumed run repeats what came after its checkpoint."""
        self._steps = GrowingTable(4)
        self._epochs = GrowingTable(7)
        self._moment: float | None = None
        self._trained = 0.0

    def add(self, event: Event, moment: float | None = None) -> None:
        """Appends the numbers of an event; most events have none.

        Args:
            moment: when it was emitted, in seconds since 1970; None is now.
        """
        if moment is None:
            moment = time.time()
        match event:
            case JobStarted():
                self._start(event, moment)
            case StepsDone():
                self._add_steps(event, moment)
            case EpochDone():
                self._add_epoch(event, moment)
            case JobPaused():
                self._advance_clock(moment)
            case JobContinued():
                self._moment = moment

    def _start(self, event: JobStarted, moment: float) -> None:
        self.steps_per_epoch = event.steps_per_epoch
        self.num_steps = event.num_steps
        if len(self._steps) and event.first_step <= self.steps[-1]:
            self._truncate(event.first_step)
        # The hours between a stop and its resumption are not spent training.
        self._moment = moment

    def _add_steps(self, event: StepsDone, moment: float) -> None:
        if len(self._steps) and event.steps[0] <= self.steps[-1]:
            self._truncate(event.steps[0])
        before = self._trained
        self._advance_clock(moment)
        spread = np.linspace(before, self._trained, len(event.steps) + 1)[1:]
        self._steps.extend(event.steps, event.losses, event.accuracies, spread)

    def _add_epoch(self, event: EpochDone, moment: float) -> None:
        if len(self._epochs) and event.step <= self.epoch_steps[-1]:
            self._epochs.truncate(int(np.searchsorted(self.epoch_steps, event.step)))
            self.revision += 1
        self._advance_clock(moment)
        row = (
            event.epoch,
            event.step,
            event.train_loss,
            event.train_accuracy,
            event.test_loss,
            event.test_accuracy,
            self._trained,
        )
        self._epochs.extend(*((value,) for value in row))
        if event.is_best:
            self.best_epoch = event.epoch

    def _advance_clock(self, moment: float) -> None:
        # A clock that is set back must not turn the curves around.
        if self._moment is not None:
            self._trained += max(0.0, moment - self._moment)
        self._moment = moment

    def _truncate(self, step: int) -> None:
        """Removes everything from `step` on."""
        self._steps.truncate(int(np.searchsorted(self.steps, step)))
        self._epochs.truncate(int(np.searchsorted(self.epoch_steps, step)))
        # What was lost is trained again, and its time with it.
        self._trained = max([0.0, *self.seconds[-1:], *self.epoch_seconds[-1:]])
        self.revision += 1
