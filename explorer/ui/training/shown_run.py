"""The runs whose curves are shown, and what the curves are drawn over: steps, epochs or the time of training."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import Palette


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A history with what tells its curves from those of other runs."""

    history: MetricHistory
    name: str = ""
    path: Path | None = None
    color: int | None = None
    """Which of the palette's colours for runs; None has the colours of training and test: it is shown alone."""
    is_running: bool = False

    @property
    def training_color(self) -> str:
        """Name of the colour of the curves of training."""
        return "training" if self.color is None else Palette.run_name(self.color)

    @property
    def test_color(self) -> str:
        return "test" if self.color is None else Palette.run_name(self.color)


@dataclass(frozen=True)
class ProgressScale:
    """Where a history's numbers stand along the plots. Positions are the history's places times its factor."""

    name: str
    places: Callable[[MetricHistory], np.ndarray]
    """Of every step, ascending."""
    epoch_places: Callable[[MetricHistory], np.ndarray]
    """Of every epoch's end, ascending."""
    smallest_span: float
    """What a view shows at least."""

    def factor(self, history: MetricHistory) -> float:
        """From a place to a position. It is applied to what is drawn, not to all there is."""
        return 1 / history.steps_per_epoch if self.name == "epoch" and history.steps_per_epoch else 1.0

    def end(self, history: MetricHistory) -> float:
        """The position of the last number."""
        ends = (self.places(history)[-1:], self.epoch_places(history)[-1:])
        return max(float(end.max(initial=0.0)) for end in ends) * self.factor(history)

    def nearest_step(self, history: MetricHistory, position: float) -> int | None:
        """Index of the step that is nearest to a position; None where there are none."""
        return _nearest(self.places(history), position / self.factor(history))

    def nearest_epoch(self, history: MetricHistory, position: float) -> int | None:
        """Index of the epoch whose end is nearest to a position; None where there are none."""
        return _nearest(self.epoch_places(history), position / self.factor(history))


STEPS = ProgressScale("step", lambda history: history.steps, lambda history: history.epoch_steps, 4)
EPOCHS = ProgressScale("epoch", STEPS.places, STEPS.epoch_places, 0.02)
TIME = ProgressScale("time", lambda history: history.seconds, lambda history: history.epoch_seconds, 0.5)
SCALES = {scale.name: scale for scale in (STEPS, EPOCHS, TIME)}


def _nearest(values: np.ndarray, value: float) -> int | None:
    """Position of the entry of ascending `values` that is nearest to `value`; None where there are none."""
    after = int(np.searchsorted(values, value))
    near = [index for index in (after - 1, after) if 0 <= index < len(values)]
    return min(near, key=lambda index: abs(values[index] - value), default=None)
