import itertools
import time

import pytest
from PySide6.QtCore import QTimer

from explorer.ui.widgets.slices import SLICE_SECONDS, Slices


@pytest.fixture
def slices(qapp):
    made = Slices()
    yield made
    made.stop()


def test_that_everything_arrives_in_order_and_then_it_is_finished(qtbot, slices):
    arrived = []
    slices.arrived.connect(arrived.extend)
    with qtbot.waitSignal(slices.finished):
        slices.start(iter(range(1000)))
    assert arrived == list(range(1000))
    assert not slices.is_running


def test_that_the_window_goes_on_between_slices(qtbot, slices):
    def slow():
        for i in range(100):
            time.sleep(0.002)
            yield i

    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start(1)
    with qtbot.waitSignal(slices.finished):
        slices.start(slow())
    timer.stop()
    assert len(ticks) > 10
    longest = max(after - before for before, after in itertools.pairwise(ticks))
    assert longest < 10 * SLICE_SECONDS


def test_that_stopping_gives_it_up(qtbot, slices):
    slices.arrived.connect(lambda _: slices.stop())
    with qtbot.assertNotEmitted(slices.finished, wait=50):
        slices.start(iter(range(3)))
    assert not slices.is_running


def test_that_an_empty_iterator_finishes(qtbot, slices):
    with qtbot.assertNotEmitted(slices.arrived), qtbot.waitSignal(slices.finished):
        slices.start(iter(()))
