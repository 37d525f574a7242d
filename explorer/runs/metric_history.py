"""The numbers of a run, kept for plotting."""

import numpy as np

from explorer.runs.events import EpochDone, Event, JobStarted, StepsDone

FIRST_CAPACITY = 1024


class GrowingTable:
    """Columns of float64 that grow by appending: room is doubled when it runs out, so that a row costs the same
    however many there are."""

    def __init__(self, num_columns: int):
        self._values = np.empty((num_columns, FIRST_CAPACITY))
        self._num_rows = 0

    def __len__(self) -> int:
        return self._num_rows

    def extend(self, *columns: tuple[float, ...]) -> None:
        """Append rows, given as equally long columns."""
        end = self._num_rows + len(columns[0])
        self._make_room(end)
        self._values[:, self._num_rows : end] = columns
        self._num_rows = end

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


class MetricHistory:
    """Collects a run's events into arrays, one pair of x and y for each curve.

    Every array is a read-only float64 view that costs nothing to ask for, however long the run is.
    """

    def __init__(self) -> None:
        self.steps_per_epoch: int | None = None
        """Known from the start of the job on."""
        self.best_epoch: int | None = None
        """The epoch whose weights were saved as best."""
        self._steps = GrowingTable(3)
        self._epochs = GrowingTable(6)

    def add(self, event: Event) -> None:
        """Take in an event; those without numbers change nothing."""
        match event:
            case JobStarted():
                self.steps_per_epoch = event.steps_per_epoch
            case StepsDone():
                self._steps.extend(event.steps, event.losses, event.accuracies)
            case EpochDone():
                self._add_epoch(event)

    def _add_epoch(self, event: EpochDone) -> None:
        row = (
            event.epoch,
            event.step,
            event.train_loss,
            event.train_accuracy,
            event.test_loss,
            event.test_accuracy,
        )
        self._epochs.extend(*((value,) for value in row))
        if event.is_best:
            self.best_epoch = event.epoch

    @property
    def steps(self) -> np.ndarray:
        """Step numbers: x of `losses` and `accuracies`."""
        return self._steps.column(0)

    @property
    def losses(self) -> np.ndarray:
        """Training loss of each step."""
        return self._steps.column(1)

    @property
    def accuracies(self) -> np.ndarray:
        """Training accuracy of each step, 0 to 1."""
        return self._steps.column(2)

    @property
    def epochs(self) -> np.ndarray:
        """Epoch numbers: x of the four arrays that end an epoch each."""
        return self._epochs.column(0)

    @property
    def epoch_steps(self) -> np.ndarray:
        """The last step of each epoch: x of the same four arrays in a plot over steps."""
        return self._epochs.column(1)

    @property
    def train_losses(self) -> np.ndarray:
        """Mean training loss of each epoch."""
        return self._epochs.column(2)

    @property
    def train_accuracies(self) -> np.ndarray:
        """Training accuracy of each epoch, 0 to 1."""
        return self._epochs.column(3)

    @property
    def test_losses(self) -> np.ndarray:
        """Test loss at each epoch's end."""
        return self._epochs.column(4)

    @property
    def test_accuracies(self) -> np.ndarray:
        """Test accuracy at each epoch's end, 0 to 1."""
        return self._epochs.column(5)
