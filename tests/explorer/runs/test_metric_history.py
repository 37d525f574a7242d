"""Numbers for the plots: complete, in order, and cheap to ask for."""

from dataclasses import replace

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


def test_that_time_is_counted_from_the_start_and_spread_over_the_steps(tmp_path, make_started, make_steps, make_epoch):
    history = MetricHistory()
    history.add(make_started(tmp_path), 1000.0)
    history.add(make_steps(1, 4), 1002.0)
    history.add(make_steps(5, 2), 1003.0)
    history.add(make_epoch(1, 0.8), 1005.0)
    assert history.seconds.tolist() == [0.5, 1.0, 1.5, 2.0, 2.5, 3.0]
    assert history.epoch_seconds.tolist() == [5.0]
    assert history.num_steps == 20


def test_that_the_pause_before_a_run_goes_on_is_no_time_of_training(tmp_path, make_started, make_steps):
    history = MetricHistory()
    for event, moment in ((make_started(tmp_path), 0.0), (make_steps(1, 1), 2.0)):
        history.add(event, moment)
    for event, moment in ((replace(make_started(tmp_path), first_step=2), 900.0), (make_steps(2, 1), 901.0)):
        history.add(event, moment)
    assert history.seconds.tolist() == [2.0, 3.0]


def test_that_what_a_resumed_run_repeats_takes_the_place_of_what_was(make_steps, make_epoch):
    history = MetricHistory()
    for event in (make_steps(1, 10), make_epoch(1, 0.5), make_steps(11, 7)):
        history.add(event)
    before = history.steps
    history.add(make_steps(11, 10))
    history.add(make_epoch(2, 0.6))
    assert history.steps.tolist() == list(range(1, 21))
    assert history.epochs.tolist() == [1, 2]
    assert history.revision == 1
    assert before.tolist() == list(range(1, 18))


def test_that_a_clock_that_is_set_back_does_not_turn_the_time_around(make_steps):
    history = MetricHistory()
    for first, moment in ((1, 100.0), (2, 50.0), (3, 51.0)):
        history.add(make_steps(first, 1), moment)
    assert (np.diff(history.seconds) >= 0).all()


def test_that_the_time_of_what_is_trained_again_counts_once(tmp_path, make_started, make_steps):
    history = MetricHistory()
    history.add(make_started(tmp_path), 0.0)
    history.add(make_steps(1, 2), 2.0)
    history.add(make_steps(3, 2), 10.0)
    history.add(replace(make_started(tmp_path), first_step=3), 900.0)
    history.add(make_steps(3, 2), 908.0)
    assert history.seconds.tolist() == [1.0, 2.0, 6.0, 10.0]
