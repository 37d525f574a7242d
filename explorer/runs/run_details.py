"""What a run table can show of a run besides its record: how it was trained, where, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig
from explorer.runs.events import EpochDone, Event, JobFinished, JobStarted


@dataclass(frozen=True, kw_only=True, slots=True)
class RunDetails:
    """Each None where the run's files do not say."""

    num_epochs: int | None = None
    """Epochs asked for."""
    best_epoch: int | None = None
    """The one with the highest test accuracy."""
    test_loss: float | None = None
    """Of the last epoch."""
    seconds: float | None = None
    """Wall-clock time of the epochs, or of the whole job where it ended in order."""
    params: int | None = None
    device: str | None = None
    data: str | None = None
    """The data set's name, or the name of its folder."""
    optimizer: str | None = None
    learning_rate: float | None = None
    batch_size: int | None = None


def find_details(events: Sequence[Event], experiment: Experiment | None) -> RunDetails:
    """From a run's events, its steps apart, and its experiment where that can be read."""
    recipe = None if experiment is None else experiment.recipe
    started = next((event for event in reversed(events) if isinstance(event, JobStarted)), None)
    epochs = [event for event in events if isinstance(event, EpochDone)]
    best = max(epochs, key=lambda event: event.test_accuracy, default=None)
    return RunDetails(
        num_epochs=(recipe and recipe.epochs) if started is None else started.epochs,
        best_epoch=None if best is None else best.epoch,
        test_loss=epochs[-1].test_loss if epochs else None,
        seconds=_seconds(events, epochs),
        params=None if started is None else started.params,
        device=None if started is None else started.device,
        data=recipe and _data(recipe.data),
        optimizer=recipe and recipe.optimizer,
        learning_rate=recipe and recipe.learning_rate,
        batch_size=recipe and recipe.batch_size,
    )


def _seconds(events: Sequence[Event], epochs: Sequence[EpochDone]) -> float | None:
    if events and isinstance(events[-1], JobFinished):
        return events[-1].seconds
    return sum(epoch.seconds for epoch in epochs) if epochs else None


def _data(data: DataConfig) -> str:
    if data.name == "folder" and data.path is not None:
        return data.path.rstrip("/\\").replace("\\", "/").rpartition("/")[2]
    return data.name
