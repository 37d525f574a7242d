"""The curves show every number that the history has, and nothing else."""

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import palettes
from explorer.ui.training.metric_plots import MetricPlots


@pytest.fixture
def plots(qtbot, palette):
    plots = MetricPlots(palette)
    plots.resize(900, 320)
    plots.show()
    qtbot.waitExposed(plots)
    yield plots
    shiboken6.delete(plots)
    plots.__dict__.clear()


@pytest.fixture
def history(play):
    history = MetricHistory()
    for event in play.whole_run():
        history.add(event)
    return history


def curve(plot, name):
    item = getattr(plot._curves, f"_{name}")
    return item.getData()


def test_that_an_empty_history_is_a_hint_and_no_axes(plots):
    assert not plots.loss.isVisible()
    assert not plots.controls.isVisible()
    assert plots._hint.isVisible()


def test_that_every_step_and_epoch_is_drawn(plots, history):
    plots.set_history(history)
    assert plots.loss.isVisible()
    for plot, steps, tests in (
        (plots.loss, history.losses, history.test_losses),
        (plots.accuracy, history.accuracies, history.test_accuracies),
    ):
        np.testing.assert_array_equal(curve(plot, "raw")[0], history.steps)
        np.testing.assert_array_equal(curve(plot, "raw")[1], steps)
        np.testing.assert_array_equal(curve(plot, "test")[1], tests)
        np.testing.assert_array_equal(curve(plot, "test_marks")[0], history.epoch_steps)
        np.testing.assert_array_equal(curve(plot, "epoch_marks")[0], history.epoch_steps)
        assert curve(plot, "best_mark")[0].tolist() == [20]


def test_that_a_history_that_grows_is_drawn_soon_and_then_the_timer_rests(qtbot, plots, play):
    history = MetricHistory()
    history.add(play.started())
    plots.set_history(history, 20)
    for first in (1, 4):
        history.add(play.steps(first, 3))
        plots.mark_new()
    assert not len(curve(plots.loss, "raw")[0])
    qtbot.waitUntil(lambda: len(curve(plots.loss, "raw")[0]) == 6)
    qtbot.waitUntil(lambda: not plots._timer.isActive())


def test_that_a_run_that_goes_on_has_room_ahead_and_one_that_is_over_has_not(plots, play, history):
    plots.set_history(history, 1000)
    assert 20 < plots.loss._view.viewRange()[0][1] < 60
    plots.set_num_steps(None)
    plots.flush()
    assert plots.loss._view.viewRange()[0][1] == pytest.approx(20, abs=1)


def test_that_smoothing_adds_a_curve_and_zero_takes_it_away(plots, history):
    plots.set_history(history)
    assert len(curve(plots.loss, "smooth")[0]) == 20
    plots.controls.slider.setValue(0)
    assert not len(curve(plots.loss, "smooth")[0] if curve(plots.loss, "smooth")[0] is not None else [])
    np.testing.assert_array_equal(curve(plots.loss, "raw")[1], history.losses)


def test_that_the_loss_can_be_logarithmic(plots, history):
    plots.set_history(history)
    plots.controls.log_box.click()
    np.testing.assert_allclose(curve(plots.loss, "raw")[1], np.log10(history.losses))
    np.testing.assert_array_equal(curve(plots.accuracy, "raw")[1], history.accuracies)
    low, high = plots.loss._view.viewRange()[1]
    assert low < np.log10(history.losses.min()) < np.log10(history.losses.max()) < high


def test_that_numbers_that_cannot_be_drawn_leave_a_gap_and_no_warning(plots, play):
    history = MetricHistory()
    events = play.steps(1, 5)
    history.add(
        type(events)(**{**{f: getattr(events, f) for f in events.__slots__}, "losses": (1, np.nan, 0, np.inf, 2)})
    )
    plots.set_history(history)
    plots.controls.log_box.click()
    assert np.isnan(curve(plots.loss, "raw")[1]).tolist() == [False, True, True, True, False]


def test_that_the_height_fits_what_is_in_view(plots, play):
    history = MetricHistory()
    history.add(play.steps(1, 1000))
    plots.set_history(history)
    plots.loss._view.setXRange(500, 1000, padding=0)
    assert plots.loss._view.viewRange()[1][1] < 2 * history.losses[499]


def test_that_both_plots_move_together_and_a_button_leads_back(qtbot, plots, history):
    plots.set_history(history)
    assert not plots.controls.fit_button.isEnabled()
    plots.loss._view.setXRange(5, 10, padding=0)
    plots.loss._view.sigRangeChangedManually.emit([True, False])
    assert plots.accuracy._view.viewRange()[0] == pytest.approx([5, 10])
    plots.controls.fit_button.click()
    assert plots.loss._view.viewRange()[0][1] > 19
    assert not plots.controls.fit_button.isEnabled()


def test_that_a_view_that_a_person_chose_stays_while_the_run_goes_on(plots, history, play):
    plots.set_history(history, 1000)
    plots.loss._view.setXRange(5, 10, padding=0)
    plots.loss._view.sigRangeChangedManually.emit([True, False])
    history.add(play.steps(21, 10))
    plots.flush()
    assert plots.loss._view.viewRange()[0] == pytest.approx([5, 10])


def test_that_the_wheel_zooms_the_steps(qtbot, plots, history):
    plots.set_history(history)
    before = plots.loss._view.viewRange()[0]
    plots.loss._view.scaleBy(x=0.5, y=None)
    after = plots.loss._view.viewRange()[0]
    assert after[1] - after[0] < before[1] - before[0]


def test_that_the_cursor_reads_both_plots(qtbot, plots, history):
    plots.set_history(history)
    place = plots.loss._view.mapViewToScene(QPointF(7.2, 0.5)).toPoint()
    qtbot.mouseMove(plots.loss.viewport(), QPoint(place.x() - 3, place.y()))
    qtbot.mouseMove(plots.loss.viewport(), place)
    qtbot.waitUntil(lambda: plots.accuracy._cursor.isVisible())
    assert plots.loss._cursor.value() == pytest.approx(plots.accuracy._cursor.value())
    texts = [reading.text() for reading in plots._readings]
    assert all("step 7, epoch 1" in text for text in texts)
    assert "training 0.3286" in texts[0] and "test 0.6000" in texts[0]
    assert "training 87.14 %" in texts[1] and "test 90.00 %" in texts[1]
    plots.loss.cursorMoved.emit(None)
    assert not plots.accuracy._cursor.isVisible()
    assert "step" not in plots._readings[0].text()
    assert "test 0.3000" in plots._readings[0].text()


def test_that_another_history_replaces_the_one_before(plots, history, play):
    plots.set_history(history)
    other = MetricHistory()
    other.add(play.steps(1, 3))
    plots.set_history(other)
    assert len(curve(plots.loss, "raw")[0]) == 3
    assert not len(curve(plots.loss, "test")[0])
    assert len(curve(plots.loss, "smooth")[0]) == 3


def test_that_a_million_steps_are_drawn_by_a_few_points(plots, play):
    history = MetricHistory()
    for first in range(1, 200_001, 50_000):
        history.add(play.steps(first, 50_000))
    plots.set_history(history)
    assert len(curve(plots.loss, "raw")[0]) < 4 * plots.loss.width()
    assert curve(plots.loss, "raw")[1].max() == history.losses.max()


def test_that_the_curves_take_the_colours_of_the_theme(plots, history):
    plots.set_history(history)
    for palette in palettes().values():
        plots.apply_palette(palette)
        assert plots.loss._curves._smooth.opts["pen"].color() == palette.color("training")
        assert plots.loss._curves._test.opts["pen"].color() == palette.color("test")
        assert plots.loss.backgroundBrush().color() == palette.color("surface")


def test_that_the_curves_differ_without_colour(plots, history):
    plots.set_history(history)
    curves = plots.loss._curves
    assert curves._test.opts["pen"].style() == Qt.PenStyle.DashLine
    assert curves._smooth.opts["pen"].widthF() > curves._raw.opts["pen"].widthF()
    assert curves._test_marks.opts["symbol"] != curves._epoch_marks.opts["symbol"]
