"""The curves show every number that the history has, and nothing else."""

import itertools
from collections import Counter

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import Palette, palettes
from explorer.ui.train_page.curves.metric_plots import MetricPlots
from explorer.ui.train_page.curves.shown_run import ShownRun


def curve(plots, plot, name):
    """Where the points of a curve of the first run stand; none where it is hidden."""
    drawn = getattr(plot.curves_of(plots.runs[0].history), name)
    return drawn.getData() if drawn.isVisible() else (np.empty(0), np.empty(0))


def span(plot):
    return plot.view.viewRange()[0]


def test_that_an_empty_history_is_a_hint_and_no_axes(plots):
    assert not plots.loss.isVisible()
    assert not plots.controls.isVisible()
    assert plots.hint.isVisible()


def test_that_every_step_and_epoch_is_drawn(plots, history):
    plots.set_runs([ShownRun(history)])
    assert plots.loss.isVisible()
    for plot, steps, tests in (
        (plots.loss, history.losses, history.test_losses),
        (plots.accuracy, history.accuracies, history.test_accuracies),
    ):
        np.testing.assert_array_equal(curve(plots, plot, "raw")[0], history.steps)
        np.testing.assert_array_equal(curve(plots, plot, "raw")[1], steps)
        np.testing.assert_array_equal(curve(plots, plot, "test")[1], tests)
        np.testing.assert_array_equal(curve(plots, plot, "test_marks")[0], history.epoch_steps)
        np.testing.assert_array_equal(curve(plots, plot, "epoch_marks")[0], history.epoch_steps)
        assert curve(plots, plot, "best_mark")[0].tolist() == [20]


def test_that_a_history_that_grows_is_drawn_soon_and_then_the_timer_rests(qtbot, plots, play):
    history = MetricHistory()
    history.add(play.started())
    plots.set_runs([ShownRun(history, is_running=True)])
    for first in (1, 4):
        history.add(play.steps(first, 3))
        plots.mark_new()
    assert not len(curve(plots, plots.loss, "raw")[0])
    qtbot.waitUntil(lambda: len(curve(plots, plots.loss, "raw")[0]) == 6)
    qtbot.waitUntil(lambda: not plots.is_drawing)


def test_that_a_run_that_goes_on_has_room_ahead_and_one_that_is_over_has_not(plots, play, history):
    history.num_steps = 1000
    plots.set_runs([ShownRun(history, is_running=True)])
    assert 25 < plots.loss.view.viewRange()[0][1] < 60
    plots.set_runs([ShownRun(history)])
    assert plots.loss.view.viewRange()[0][1] == pytest.approx(20, abs=1)


def test_that_smoothing_adds_a_curve_and_zero_takes_it_away(plots, history):
    plots.set_runs([ShownRun(history)])
    assert len(curve(plots, plots.loss, "smooth")[0]) == 20
    plots.controls.slider.setValue(0)
    assert not len(curve(plots, plots.loss, "smooth")[0])
    np.testing.assert_array_equal(curve(plots, plots.loss, "raw")[1], history.losses)


def test_that_the_loss_can_be_logarithmic(plots, history):
    plots.set_runs([ShownRun(history)])
    plots.controls.log_box.click()
    np.testing.assert_allclose(curve(plots, plots.loss, "raw")[1], np.log10(history.losses))
    np.testing.assert_array_equal(curve(plots, plots.accuracy, "raw")[1], history.accuracies)
    low, high = plots.loss.view.viewRange()[1]
    assert low < np.log10(history.losses.min()) < np.log10(history.losses.max()) < high


def test_that_numbers_that_cannot_be_drawn_leave_a_gap_and_no_warning(plots, play):
    history = MetricHistory()
    events = play.steps(1, 5)
    history.add(
        type(events)(**{**{f: getattr(events, f) for f in events.__slots__}, "losses": (1, np.nan, 0, np.inf, 2)})
    )
    plots.set_runs([ShownRun(history)])
    plots.controls.log_box.click()
    assert np.isnan(curve(plots, plots.loss, "raw")[1]).tolist() == [False, True, True, True, False]


def test_that_the_height_fits_what_is_in_view(plots, play):
    history = MetricHistory()
    history.add(play.steps(1, 1000))
    plots.set_runs([ShownRun(history)])
    plots.loss.view.setXRange(500, 1000, padding=0)
    assert plots.loss.view.viewRange()[1][1] < 2 * history.losses[499]


def test_that_both_plots_move_together_and_a_button_leads_back(qtbot, plots, history):
    plots.set_runs([ShownRun(history)])
    assert not plots.controls.fit_button.isEnabled()
    plots.loss.view.setXRange(5, 10, padding=0)
    plots.loss.view.sigRangeChangedManually.emit([True, False])
    assert plots.accuracy.view.viewRange()[0] == pytest.approx([5, 10])
    plots.controls.fit_button.click()
    assert plots.loss.view.viewRange()[0][1] > 19
    assert not plots.controls.fit_button.isEnabled()


def test_that_a_view_that_a_person_chose_stays_while_the_run_goes_on(plots, history, play):
    plots.set_runs([ShownRun(history, is_running=True)])
    plots.loss.view.setXRange(5, 10, padding=0)
    plots.loss.view.sigRangeChangedManually.emit([True, False])
    history.add(play.steps(21, 10))
    plots.flush()
    assert plots.loss.view.viewRange()[0] == pytest.approx([5, 10])


def test_that_the_wheel_zooms_the_steps(qtbot, plots, history):
    plots.set_runs([ShownRun(history)])
    before = plots.loss.view.viewRange()[0]
    plots.loss.view.scaleBy(x=0.5, y=None)
    after = plots.loss.view.viewRange()[0]
    assert after[1] - after[0] < before[1] - before[0]


def test_that_the_cursor_reads_both_plots(qtbot, plots, history):
    plots.set_runs([ShownRun(history)])
    place = plots.loss.view.mapViewToScene(QPointF(7.2, 0.5)).toPoint()
    qtbot.mouseMove(plots.loss.viewport(), QPoint(place.x() - 3, place.y()))
    qtbot.mouseMove(plots.loss.viewport(), place)
    qtbot.waitUntil(lambda: plots.accuracy.cursor_line.isVisible())
    assert plots.loss.cursor_line.value() == pytest.approx(plots.accuracy.cursor_line.value())
    texts = [reading.text() for reading in plots.readings]
    assert all("step 7, epoch 1" in text for text in texts)
    assert "training 0.3286" in texts[0] and "test 0.6000" in texts[0]
    assert "training 87.14 %" in texts[1] and "test 90.00 %" in texts[1]
    plots.loss.pointed.emit(None)
    assert not plots.accuracy.cursor_line.isVisible()
    assert "step" not in plots.readings[0].text()
    assert "test 0.3000" in plots.readings[0].text()


def test_that_another_history_replaces_the_one_before(plots, history, play):
    plots.set_runs([ShownRun(history)])
    other = MetricHistory()
    other.add(play.steps(1, 3))
    plots.set_runs([ShownRun(other)])
    assert len(curve(plots, plots.loss, "raw")[0]) == 3
    assert not len(curve(plots, plots.loss, "test")[0])
    assert len(curve(plots, plots.loss, "smooth")[0]) == 3


def test_that_a_million_steps_are_drawn_by_a_few_points(plots, play):
    history = MetricHistory()
    for first in range(1, 200_001, 50_000):
        history.add(play.steps(first, 50_000))
    plots.set_runs([ShownRun(history)])
    assert len(curve(plots, plots.loss, "raw")[0]) < 4 * plots.loss.width()
    assert curve(plots, plots.loss, "raw")[1].max() == history.losses.max()


def test_that_the_curves_take_the_colours_of_the_theme(plots, history, wear):
    plots.set_runs([ShownRun(history)])
    for name, palette in palettes().items():
        wear(name)
        image = plots.loss.grab().toImage()
        colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert {palette.training, palette.test, palette.surface} <= colors


def test_that_the_curves_differ_without_colour(plots, history):
    plots.set_runs([ShownRun(history)])
    drawn = plots.loss.curves_of(history)
    widths = [line.width for line in (drawn.raw, drawn.smooth, drawn.test)]
    assert widths == sorted(set(widths))
    assert drawn.test_marks.opts["symbol"] != drawn.epoch_marks.opts["symbol"]


@pytest.fixture
def overlaid(plots, play):
    """Two runs of other lengths and batch sizes, shown together; the second is twice as slow a learner."""
    histories = []
    for number, (steps_per_epoch, epochs) in enumerate(((10, 2), (20, 3)), start=1):
        history = MetricHistory()
        history.add(play.started(epochs, steps_per_epoch), 0.0)
        for epoch in range(epochs):
            history.add(play.steps(epoch * steps_per_epoch + 1, steps_per_epoch), 10.0 * number * (epoch + 1))
            done = play.epoch(epoch + 1, 0.9, steps_per_epoch=steps_per_epoch)
            history.add(done, 10.0 * number * (epoch + 1))
        histories.append(history)
    plots.set_runs([ShownRun(history, f"run {place}", None, place) for place, history in enumerate(histories)])
    return histories


def test_that_several_runs_are_drawn_in_their_own_colours(plots, overlaid):
    for place, history in enumerate(overlaid):
        drawn = plots.loss.curves_of(history)
        np.testing.assert_array_equal(drawn.raw.getData()[0], history.steps)
        np.testing.assert_array_equal(drawn.test.getData()[0], history.epoch_steps)
        for line in (drawn.smooth, drawn.test):
            assert line.color == Palette.run_name(place)
    assert [button.text() for button in plots.legend.buttons] == ["run 0", "run 1"]
    assert plots.loss.view.viewRange()[0][1] == pytest.approx(61.2)


def test_that_a_click_in_the_legend_hides_a_run_in_both_plots(plots, overlaid):
    plots.legend.buttons[1].click()
    for plot in plots.plots:
        assert not plot.curves_of(overlaid[1]).isVisible()
        assert plot.curves_of(overlaid[0]).isVisible()
    assert plots.loss.view.viewRange()[0][1] == pytest.approx(20.4)
    plots.legend.buttons[1].click()
    assert plots.loss.curves_of(overlaid[1]).isVisible()


def test_that_a_hidden_run_stays_hidden_while_others_come(plots, overlaid):
    plots.legend.buttons[0].click()
    other = MetricHistory()
    plots.set_runs([*plots.runs, ShownRun(other, "third", None, 2)])
    assert plots.legend.hidden_runs == {overlaid[0]}
    assert [button.isChecked() for button in plots.legend.buttons] == [False, True, True]


def test_that_the_running_one_is_on_top_and_else_the_first(plots, overlaid):
    first, second = plots.runs
    heights = [plots.loss.curves_of(history).zValue() for history in overlaid]
    assert heights[0] > heights[1]
    plots.set_runs([first, ShownRun(second.history, second.name, None, 1, is_running=True)])
    assert plots.loss.curves_of(overlaid[1]).zValue() > plots.loss.curves_of(overlaid[0]).zValue()


def test_that_a_run_that_is_shown_no_more_leaves_nothing_in_the_plots(plots, overlaid):
    plots.set_runs(plots.runs[:1])
    alone = len(plots.loss.scene().items())
    plots.set_runs([plots.runs[0], ShownRun(overlaid[1], "again", None, 1)])
    assert len(plots.loss.scene().items()) > alone
    plots.set_runs(plots.runs[:1])
    assert len(plots.loss.scene().items()) == alone
    assert not plots.legend.isVisible()
    assert plots.loss.curves_of(overlaid[0]).test.color == Palette.run_name(0)


def test_that_the_cursor_compares_all_runs_in_sight(plots, overlaid):
    plots.loss.pointed.emit(QPointF(15.0, 0))
    text = plots.accuracy.read_out.text()
    assert plots.accuracy.read_out.isVisible()
    assert "step 15" in text and "run 0" in text and "run 1" in text
    assert text.count("94.00 %") == 2
    plots.loss.pointed.emit(QPointF(50.0, 0))
    assert plots.accuracy.read_out.text().count("–") == 2
    plots.loss.pointed.emit(None)
    assert not plots.accuracy.read_out.isVisible()


@pytest.mark.parametrize(("scale", "ends"), [("step", (20, 60)), ("epoch", (2, 3)), ("time", (20, 60))])
def test_that_curves_are_drawn_over_steps_epochs_or_time(plots, overlaid, scale, ends):
    plots.controls.scale.set_value(scale)
    for history, end in zip(overlaid, ends, strict=True):
        drawn = plots.loss.curves_of(history)
        assert drawn.raw.getData()[0][-1] == pytest.approx(end)
        assert drawn.test.getData()[0][-1] == pytest.approx(end)
        assert drawn.raw.getData()[0].size == history.steps.size
    assert plots.loss.view.viewRange()[0][1] == pytest.approx(ends[1] * 1.02)


def test_that_dense_steps_are_seen_over_the_whole_plot_on_another_scale(plots, play):
    history = MetricHistory()
    history.add(play.started(3, 5000), 0.0)
    for epoch in range(3):
        history.add(play.steps(5000 * epoch + 1, 5000), 60.0 * (epoch + 1))
    plots.controls.slider.setValue(0)
    plots.set_runs([ShownRun(history)])
    for scale in ("epoch", "time"):
        plots.controls.scale.set_value(scale)
        image, x = plots.accuracy.grab().toImage(), plots.accuracy.width() - 40
        seen = {image.pixelColor(x, y).name() for y in range(image.height())}
        assert palettes()["light"].training in seen


def test_that_the_numbers_above_a_plot_make_nothing_wider_and_the_place_leaves_first(plots, history):
    plots.set_runs([ShownRun(history)])
    before = plots.minimumSizeHint().width()
    plots.loss.pointed.emit(QPointF(15.0, 0))
    assert plots.minimumSizeHint().width() == before
    reading = plots.readings[0]
    reading.resize(reading.sizeHint().width(), reading.height())
    assert "step 15" in reading.text() and "training" in reading.text()
    reading.resize(reading.width() - 20, reading.height())
    assert "step 15" not in reading.text() and "training" in reading.text()


@pytest.mark.parametrize("width", [420, 640, 900])
def test_that_the_note_is_whole_and_inside_wherever_the_cursor_is(plots, overlaid, width):
    plots.resize(width, 320)
    for position in (0.0, 10.0, 14.0, 15.0, 20.0, 30.0, None, 30.0):
        plots.loss.pointed.emit(None if position is None else QPointF(position, 0))
        for plot in plots.plots if position is not None else ():
            assert plot.rect().contains(plot.read_out.geometry())
            assert plot.read_out.width() >= min(plot.read_out.sizeHint().width(), plot.width())


def test_that_the_cursor_leaves_no_trace(qtbot, plots, overlaid):
    def seen():
        QApplication.processEvents()
        return plots.screen().grabWindow(plots.winId()).toImage()

    before = seen()
    for position in (3.0, 8.0, 13.0, 27.0, 17.0):
        plots.loss.pointed.emit(None if position is None else QPointF(position, 0))
        qtbot.waitUntil(lambda: seen() != before)
    plots.loss.pointed.emit(None)
    qtbot.waitUntil(lambda: seen() == before, timeout=2000)


def test_that_the_cursor_tells_the_time_as_well(plots, overlaid):
    plots.set_runs(plots.runs[1:])
    plots.controls.scale.set_value("time")
    plots.loss.pointed.emit(QPointF(30.0, 0))
    assert "0:30, step 30, epoch 2" in plots.readings[0].text()


def test_that_keys_move_the_cursor_zoom_and_lead_back(qtbot, plots, history):
    plots.set_runs([ShownRun(history)])
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        qtbot.keyClick(plots.loss, key)
    assert plots.accuracy.cursor_line.value() == 20
    qtbot.keyClick(plots.loss, Qt.Key.Key_Plus)
    start, end = plots.accuracy.view.viewRange()[0]
    assert end - start < 15
    assert plots.controls.fit_button.isEnabled()
    qtbot.keyClick(plots.loss, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert plots.accuracy.view.viewRange()[0][0] < start
    qtbot.keyClick(plots.loss, Qt.Key.Key_Home)
    assert plots.accuracy.view.viewRange()[0] == pytest.approx([0, 20.4])
    qtbot.keyClick(plots.loss, Qt.Key.Key_Escape)
    assert not plots.accuracy.cursor_line.isVisible()


def test_that_a_resumed_run_shows_what_it_repeated_once(plots, history, play):
    plots.set_runs([ShownRun(history)])
    history.add(play.steps(11, 5))
    plots.flush()
    assert curve(plots, plots.loss, "raw")[0].tolist() == list(range(1, 16))
    assert len(curve(plots, plots.loss, "smooth")[0]) == 15


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_that_an_image_of_the_curves_is_written(plots, overlaid, tmp_path, suffix):
    path = tmp_path / f"curves.{suffix}"
    plots.save_figure(path)
    image = QImage(str(path))
    assert image.width() >= plots.width() and image.height() >= plots.height() - 60
    places = itertools.product(range(0, image.width(), 3), range(0, image.height(), 3))
    colors = Counter(image.pixelColor(x, y).name() for x, y in places)
    palette = palettes()["light"]
    assert {palette.run_0, palette.run_1} <= set(colors)
    assert colors[palette.surface] > 0.8 * colors.total()


def test_that_an_image_that_cannot_be_written_is_a_sentence(plots, history, tmp_path):
    plots.set_runs([ShownRun(history)])
    with pytest.raises(ValueError, match=r"\.png or \.svg file; curves\.bmp is neither"):
        plots.save_figure(tmp_path / "curves.bmp")
    with pytest.raises(ValueError, match="its folder does not exist"):
        plots.save_figure(tmp_path / "missing" / "curves.png")


def test_that_what_a_person_set_is_remembered(plots, settings):
    plots.controls.slider.setValue(3)
    plots.controls.log_box.click()
    plots.controls.scale.set_value("time")
    plots.remember(settings)
    other = MetricPlots()
    other.restore(settings)
    assert other.controls.slider.value() == 3
    assert other.controls.log_box.isChecked()
    assert other.controls.scale.value() == "time"
    shiboken6.delete(other)


def test_that_the_cursor_leaves_with_the_runs_that_it_read(plots, overlaid, history):
    plots.loss.pointed.emit(QPointF(15.0, 0))
    plots.set_runs([ShownRun(history)])
    assert not any(plot.cursor_line.isVisible() or plot.read_out.isVisible() for plot in plots.plots)
