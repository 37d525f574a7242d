"""Numbers for the plots: complete, in order, and cheap to ask for."""

import numpy as np
import pytest

from explorer.runs.events import JobNote
from explorer.runs.metric_history import MetricHistory


def test_that_every_step_and_epoch_is_kept(tmp_path, make_started, make_steps, make_epoch):
    history = MetricHistory()
    events = (
        make_started(tmp_path),
        make_steps(1, 700),
        JobNote(message="-"),
        make_epoch(1, 0.8),
        make_steps(701, 5000),
    )
    for event in (*events, make_epoch(2, 0.7, is_best=False)):
        history.add(event)
    np.testing.assert_array_equal(history.steps, np.arange(1, 5701))
    np.testing.assert_array_equal(history.losses, 1 / np.arange(1, 5701))
    np.testing.assert_array_equal(history.accuracies, 1 - 1 / np.arange(1, 5701))
    assert history.epochs.tolist() == [1, 2]
    assert history.epoch_steps.tolist() == [10, 20]
    assert history.test_accuracies.tolist() == [0.8, 0.7]
    assert [history.train_losses[0], history.train_accuracies[0], history.test_losses[0]] == [0.5, 0.9, 0.6]
    assert (history.best_epoch, history.steps_per_epoch) == (1, 10)


def test_that_an_empty_history_has_empty_arrays():
    history = MetricHistory()
    assert history.steps.size == history.test_losses.size == 0
    assert history.best_epoch is None


def test_that_arrays_are_views_nobody_can_write(make_steps):
    history = MetricHistory()
    history.add(make_steps(1, 10))
    before = history.losses
    assert before.base is not None
    with pytest.raises(ValueError, match="read-only"):
        before[0] = 7
    history.add(make_steps(11, 100_000))
    assert before.tolist() == [1 / step for step in range(1, 11)]
