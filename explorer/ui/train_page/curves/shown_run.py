"""The runs whose curves are shown, the scales that they are drawn over, and their values as text."""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import Palette, themed
from explorer.ui.plots.axis import clock_text
from explorer.ui.train_page.curves.metric import Metric

translate = QCoreApplication.translate

LONGEST_NAME = 21
"""Characters of a run's name beside the cursor."""


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A history, with the name and the colour of its curves."""

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
    """Where a history's numbers lie along the plots. Positions are the history's places times its factor."""

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


def describe_place(history: MetricHistory, scale: ProgressScale, position: float) -> str:
    """The step that is nearest, and its epoch: "step 230, epoch 11"; over time, the time as well."""
    index = scale.nearest_step(history, position)
    if index is None:
        return ""
    number = history.steps[index]
    text = translate("MetricPlots", "step {:,.0f}").format(number)
    if history.steps_per_epoch:
        # The last step of an epoch belongs to it.
        epoch = -(-number // history.steps_per_epoch)
        text += translate("MetricPlots", ", epoch {:,.0f}").format(epoch)
    if scale.name == "time":
        text = f"{clock_text(history.seconds[index], 1)}, {text}"
    return text


def describe_values(metric: Metric, run: ShownRun, scale: ProgressScale, position: float | None) -> str:
    """Training at the nearest step and test at the nearest epoch, or the last ones, in the curves' colours."""
    training, test = _values(metric, run.history, scale, position)
    parts = []
    if training is not None:
        text = translate("MetricPlots", "training {}").format(metric.write(training))
        parts.append(_colored(run.training_color, text))
    if test is not None:
        parts.append(_colored(run.test_color, translate("MetricPlots", "test {}").format(metric.write(test))))
    return "&nbsp;&nbsp; ".join(parts)


def compare_values(metric: Metric, runs: Sequence[ShownRun], scale: ProgressScale, position: float) -> str:
    """A table, a row for each run: its training and its test value at a position, with its name in its colour."""
    match scale.name:
        case "time":
            place = clock_text(position, 1)
        case "epoch":
            place = translate("MetricPlots", "epoch {:,.2f}").format(position)
        case _:
            place = translate("MetricPlots", "step {:,.0f}").format(position)
    rows: list[tuple[str, ...]] = [(place, translate("MetricPlots", "training"), translate("MetricPlots", "test"))]
    for run in runs:
        values = _values(metric, run.history, scale, position, within=True)
        written = ("–" if value is None else metric.write(value) for value in values)
        rows.append((_colored(run.test_color, f"● {_shortened(run.name)}"), *written))
    cells = "<tr><td>{}</td><td align='right'>&nbsp;{}</td><td align='right'>&nbsp;{}</td></tr>"
    return f"<table>{''.join(cells.format(*row) for row in rows)}</table>"


def _values(
    metric: Metric, history: MetricHistory, scale: ProgressScale, position: float | None, *, within: bool = False
) -> tuple[float | None, float | None]:
    """Training and test at a position, or the last ones; with `within` none after the run's last number."""
    if within and position is not None and position > scale.end(history):
        return None, None
    step, epoch = len(history.steps) - 1, len(history.epochs) - 1
    if position is not None:
        step, epoch = scale.nearest_step(history, position), scale.nearest_epoch(history, position)
    training = None if step is None or step < 0 else metric.steps(history)[step]
    test = None if epoch is None or epoch < 0 else metric.tests(history)[epoch]
    return training, test


def _shortened(name: str) -> str:
    # Its end has the time, by which runs of one experiment differ.
    half = LONGEST_NAME // 2
    return name if len(name) <= LONGEST_NAME else f"{name[:half]}…{name[-half:]}"


def _colored(color: str, text: str) -> str:
    return f'<span style="color: {themed(color).name()}">{html.escape(text)}</span>'


def _nearest(values: np.ndarray, value: float) -> int | None:
    """Position of the entry of ascending `values` that is nearest to `value`; None where there are none."""
    after = int(np.searchsorted(values, value))
    near = [index for index in (after - 1, after) if 0 <= index < len(values)]
    return min(near, key=lambda index: abs(values[index] - value), default=None)
