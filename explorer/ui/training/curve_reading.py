"""What the curves say in numbers: at the cursor, or last."""

import html

from PySide6.QtCore import QCoreApplication

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import Palette
from explorer.ui.training.metric import Metric
from explorer.ui.training.metric_plot import nearest

translate = QCoreApplication.translate


def describe_place(history: MetricHistory, step: float) -> str:
    """The step that is nearest, and its epoch: "step 230, epoch 11"."""
    index = nearest(history.steps, step)
    number = step if index is None else history.steps[index]
    text = translate("MetricPlots", "step {:,.0f}").format(number)
    if not history.steps_per_epoch:
        return text
    # The last step of an epoch belongs to it.
    epoch = -(-number // history.steps_per_epoch)
    return text + translate("MetricPlots", ", epoch {:,.0f}").format(epoch)


def describe_values(metric: Metric, history: MetricHistory, step: float | None, palette: Palette) -> str:
    """Training at the nearest step and test at the nearest epoch, or the last ones, in the curves' colours."""
    parts = []
    index = _position(history.steps, step)
    if index is not None:
        value = metric.write(metric.steps(history)[index])
        parts.append(_colored(palette.training, translate("MetricPlots", "training {}").format(value)))
    index = _position(history.epoch_steps, step)
    if index is not None:
        value = metric.write(metric.tests(history)[index])
        parts.append(_colored(palette.test, translate("MetricPlots", "test {}").format(value)))
    return "&nbsp;&nbsp; ".join(parts)


def _position(places: object, step: float | None) -> int | None:
    if step is None:
        return len(places) - 1 if len(places) else None
    return nearest(places, step)


def _colored(color: str, text: str) -> str:
    return f'<span style="color: {color}">{html.escape(text)}</span>'
