"""What a person sees of the curves: all of it, and nothing is drawn that nobody sees."""

import numpy as np
import pytest

from explorer.runs.metric_history import MetricHistory
from explorer.ui.palette import palettes
from explorer.ui.train_page.curves.shown_run import ShownRun


def drawn_steps(plots):
    return plots.loss.curves_of(plots.runs[0].history).raw.getData()[0]


def test_that_nothing_is_drawn_until_the_plots_are_in_sight(qtbot, plots, play):
    history = MetricHistory()
    history.add(play.steps(1, 5))
    plots.set_runs([ShownRun(history, is_running=True)])
    plots.hide()
    history.add(play.steps(6, 5))
    plots.mark_new()
    assert not plots.is_drawing
    assert len(drawn_steps(plots)) == 5
    plots.show()
    assert len(drawn_steps(plots)) == 10


@pytest.mark.parametrize("num_steps", [100, 100_000])
def test_that_a_single_spike_is_seen_in_the_pixels(qtbot, plots, play, num_steps):
    history, flat = MetricHistory(), play.steps(1, num_steps)
    losses = np.full(num_steps, 0.5)
    losses[num_steps // 2] = 5.0
    fields = {name: getattr(flat, name) for name in flat.__slots__} | {"losses": tuple(losses)}
    history.add(type(flat)(**fields))
    plots.controls.slider.setValue(0)
    plots.set_runs([ShownRun(history)])
    top, middle = (plots.loss.pixel_of(num_steps / 2, height) for height in (4.8, 2))
    image, line = plots.loss.grab().toImage(), palettes()["light"].color("training")
    for place in (top, middle):
        near = [image.pixelColor(place.x() + across, place.y()) for across in range(-3, 4)]
        assert min(abs(color.red() - line.red()) for color in near) < 60


def test_that_a_run_without_a_step_is_told_from_no_run(plots):
    assert plots.hint.text().startswith("Start a training")
    plots.set_runs([ShownRun(MetricHistory(), is_running=True)])
    assert plots.hint.isVisible()
    assert plots.hint.text().startswith("No step of this run")
