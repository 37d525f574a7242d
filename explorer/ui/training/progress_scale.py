"""What the curves are drawn over: steps, epochs or the time of training."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from explorer.runs.metric_history import MetricHistory


@dataclass(frozen=True, kw_only=True)
class ProgressScale:
    """Where a history's numbers stand along the plots. Positions are the history's places times its factor."""

    name: str
    places: Callable[[MetricHistory], np.ndarray]
    """Of every step, ascending."""
    epoch_places: Callable[[MetricHistory], np.ndarray]
    """Of every epoch's end, ascending."""
    smallest_span: float
    """What a view shows at least."""
    counts_epochs: bool = False

    def factor(self, history: MetricHistory) -> float:
        """From a place to a position. It is applied to what is drawn, not to all there is."""
        return 1 / history.steps_per_epoch if self.counts_epochs and history.steps_per_epoch else 1.0

    def end(self, history: MetricHistory) -> float:
        """The position of the last number."""
        ends = (self.places(history)[-1:], self.epoch_places(history)[-1:])
        return max(float(end.max(initial=0.0)) for end in ends) * self.factor(history)

    def nearest_step(self, history: MetricHistory, position: float) -> int | None:
        """Index of the step that is nearest to a position; None where there are none."""
        return nearest(self.places(history), position / self.factor(history))

    def nearest_epoch(self, history: MetricHistory, position: float) -> int | None:
        """Index of the epoch whose end is nearest to a position; None where there are none."""
        return nearest(self.epoch_places(history), position / self.factor(history))


STEPS = ProgressScale(
    name="step",
    places=lambda history: history.steps,
    epoch_places=lambda history: history.epoch_steps,
    smallest_span=4,
)
EPOCHS = ProgressScale(
    name="epoch",
    places=lambda history: history.steps,
    epoch_places=lambda history: history.epoch_steps,
    smallest_span=0.02,
    counts_epochs=True,
)
TIME = ProgressScale(
    name="time",
    places=lambda history: history.seconds,
    epoch_places=lambda history: history.epoch_seconds,
    smallest_span=0.5,
)

SCALES = {scale.name: scale for scale in (STEPS, EPOCHS, TIME)}


def nearest(values: np.ndarray, value: float) -> int | None:
    """Position of the entry of ascending `values` that is nearest to `value`; None where there are none."""
    if not len(values):
        return None
    after = int(np.clip(np.searchsorted(values, value), 1, max(1, len(values) - 1)))
    candidates = [index for index in (after - 1, after) if index < len(values)]
    return min(candidates, key=lambda index: abs(values[index] - value))
