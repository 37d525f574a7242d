import pytest
import shiboken6

from explorer.runs.events import JobFailed
from explorer.ui.train_page.job_strip import JobLine, JobStrip


@pytest.fixture
def strip(qtbot):
    strip = JobStrip()
    yield strip
    shiboken6.delete(strip)


@pytest.fixture
def line(strip):
    line = JobLine()
    strip.statusChanged.connect(line.set_status)
    line.set_wanted(True)
    yield line
    shiboken6.delete(line)


def test_that_nothing_is_said_before_the_first_training(strip, line):
    strip.set_state("warming")
    strip.set_state("idle")
    assert not line.isVisible()


def test_that_a_training_is_followed_to_its_end(strip, line, play):
    strip.set_state("starting")
    assert line.isVisible()
    assert line.button.text() == "Starting"
    strip.show_event(play.started())
    strip.show_event(play.steps(1, 5))
    assert line.button.text() == "Training 25 %"
    strip.set_state("stopping")
    assert line.button.text() == "Stopping 25 %"
    strip.show_event(play.finished(1, stopped=True))
    assert line.button.text() == "Stopped"


def test_that_the_next_training_begins_without_the_last_ones_progress(strip, line, play):
    strip.show_event(play.started())
    strip.show_event(play.steps(1, 20))
    strip.show_event(JobFailed(message="The loss is not finite."))
    assert line.button.text() == "Failed"
    strip.set_state("starting")
    assert line.button.text() == "Starting"


def test_that_it_is_out_of_sight_where_the_train_page_says_the_same(strip, line):
    strip.set_state("starting")
    line.set_wanted(False)
    assert not line.isVisible()


def test_that_it_leads_to_the_train_page(qtbot, strip, line):
    strip.set_state("starting")
    with qtbot.waitSignal(line.trainPageRequested):
        line.button.click()
