from xml.etree import ElementTree

import numpy as np
import pytest

from explorer.reports.confusion_svg import draw_confusion
from explorer.reports.curve_svg import draw_loss, spread_by_pixel, ticks
from explorer.runs.evaluation_result import EvaluationResult
from explorer.runs.events import StepsDone
from explorer.runs.metric_history import MetricHistory


def test_that_every_spike_is_kept():
    values = np.ones(100_000)
    values[54_321], values[77_777] = 40.0, -3.0
    columns, low, high = spread_by_pixel(np.linspace(0, 1, len(values)), values, 300)
    assert len(columns) == 300
    assert (low.min(), high.max()) == (-3.0, 40.0)


def test_that_a_long_run_is_a_short_drawing():
    steps = tuple(range(1, 50_001))
    history = MetricHistory()
    losses = tuple(1 + step % 7 for step in steps)
    event = StepsDone(
        steps=steps,
        losses=losses,
        accuracies=losses,
        learning_rate=0.1,
        epoch=1.0,
        images_per_second=1.0,
        seconds_left=None,
    )
    history.add(event, 0.0)
    assert len(draw_loss(history).body) < 30_000


@pytest.mark.parametrize(("low", "high"), ((0, 1), (0, 2.37), (0, 120_000), (0, 1e-3)))
def test_that_ticks_are_few_and_inside(low, high):
    found = ticks(low, high)
    assert 2 <= len(found) <= 6
    assert all(low <= value <= high for value in found)


@pytest.mark.parametrize("num_classes", (2, 30, 100))
def test_that_a_matrix_of_any_size_is_drawn(num_classes):
    labels = np.arange(510, dtype=np.int32) % num_classes
    result = EvaluationResult(
        weights="",
        digest="",
        data="",
        data_key="",
        classes=tuple(f"<{index}>" for index in range(num_classes)),
        loss=0.0,
        labels=labels,
        predictions=np.roll(labels, 1),
        confidences=np.ones(510, np.float32),
        pictured=np.empty(0, np.int32),
        thumbnails=np.empty((0, 1, 1, 1), np.uint8),
    )
    root = ElementTree.fromstring(draw_confusion(result).inline())
    kinds = [element.get("class") for element in root.iter()]
    assert kinds.count("mistake") == (num_classes if num_classes <= 30 else 0)
