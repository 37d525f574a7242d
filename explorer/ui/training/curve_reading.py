"""What the curves say in numbers: at the cursor, or last."""

import html
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import themed
from explorer.ui.plots.axis import clock_text
from explorer.ui.training.metric import Metric
from explorer.ui.training.shown_run import ProgressScale, ShownRun

translate = QCoreApplication.translate

LONGEST_NAME = 21
"""Characters of a run's name beside the cursor."""


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


def describe_position(scale: ProgressScale, position: float) -> str:
    """A position that several runs share."""
    match scale.name:
        case "time":
            return clock_text(position, 1)
        case "epoch":
            return translate("MetricPlots", "epoch {:,.2f}").format(position)
    return translate("MetricPlots", "step {:,.0f}").format(position)


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
    head = f"<td>{describe_position(scale, position)}</td>" + "".join(
        f"<td align='right'>&nbsp;{name}</td>"
        for name in (translate("MetricPlots", "training"), translate("MetricPlots", "test"))
    )
    rows = [head]
    for run in runs:
        values = (
            "–" if value is None else metric.write(value)
            for value in _values(metric, run.history, scale, position, within=True)
        )
        cells = "".join(f"<td align='right'>&nbsp;{value}</td>" for value in values)
        rows.append(f"<td>{_colored(run.test_color, f'● {_shortened(run.name)}')}</td>{cells}")
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _values(
    metric: Metric, history: MetricHistory, scale: ProgressScale, position: float | None, *, within: bool = False
) -> tuple[float | None, float | None]:
    """Training and test at a position, or the last ones; with `within` none after the run's last number."""
    if within and position > scale.end(history):
        return None, None
    step, epoch = len(history.steps) - 1, len(history.epochs) - 1
    if position is not None:
        step, epoch = scale.nearest_step(history, position), scale.nearest_epoch(history, position)
    training = None if step is None or step < 0 else metric.steps(history)[step]
    test = None if epoch is None or epoch < 0 else metric.tests(history)[epoch]
    return training, test


def _shortened(name: str) -> str:
    # Its end has the time, which tells runs of one experiment apart.
    half = LONGEST_NAME // 2
    return name if len(name) <= LONGEST_NAME else f"{name[:half]}…{name[-half:]}"


def _colored(color: str, text: str) -> str:
    return f'<span style="color: {themed(color).name()}">{html.escape(text)}</span>'
