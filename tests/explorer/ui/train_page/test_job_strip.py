import pytest
import shiboken6

from explorer.runs.events import JobFailed, JobNote, Loading
from explorer.ui.train_page.job_strip import JobStrip


@pytest.fixture
def strip(qtbot):
    strip = JobStrip()
    strip.resize(900, 100)
    strip.show()
    yield strip
    shiboken6.delete(strip)


def test_that_a_run_is_followed_from_start_to_end(strip, play):
    strip.set_state("starting")
    assert strip.title.text() == "Starting"
    strip.show_event(JobNote(message="Read 100 of 200 images."))
    assert strip.detail.whole_text == "Read 100 of 200 images."
    strip.show_event(play.started())
    assert strip.title.text() == "Training"
    assert strip.figures.text("device") == "CPU, 1 thread"
    strip.show_event(play.steps(1, 4))
    assert strip.detail.whole_text == "Step 4 of 20"
    assert (strip.bar.value(), strip.bar.maximum()) == (4, 20)
    texts = [strip.figures.text(name) for name in ("epoch", "left", "pace", "rate")]
    assert texts == ["1 / 2", "2 s", "5,000", "0.05"]
    strip.show_event(play.epoch(1, 0.9))
    assert strip.figures.text("best") == "90.00 % in 1"
    strip.show_event(play.epoch(2, 0.8, is_best=False))
    assert strip.figures.text("best") == "90.00 % in 1"
    strip.show_event(play.finished())
    assert (strip.title.text(), strip.detail.whole_text) == ("Finished", "2 epochs in 3 s.")
    assert strip.figures.text("left") == "–"


def test_that_the_last_step_belongs_to_the_last_epoch(strip, play):
    strip.show_event(play.started())
    strip.show_event(play.steps(11, 10))
    assert strip.figures.text("epoch") == "2 / 2"
    assert strip.bar.value() == strip.bar.maximum()


def test_that_what_a_job_ended_with_stays_until_the_next_one(strip, play):
    strip.show_event(play.started())
    strip.show_event(JobFailed(message="The loss is not finite."))
    strip.set_state("idle")
    strip.set_state("warming")
    assert strip.title.text() == "Failed"
    assert strip.detail.whole_text == "The loss is not finite."
    strip.set_state("starting")
    assert strip.title.text() == "Starting"
    assert strip.figures.text("device") == "–"


def test_that_a_stop_is_told_while_it_takes_its_time(strip, play):
    strip.show_event(play.started())
    strip.set_state("stopping")
    assert strip.title.text() == "Stopping"
    strip.show_event(play.finished(1, stopped=True))
    assert strip.title.text() == "Stopped"


def test_that_a_long_name_of_a_device_is_cut_and_whole_in_the_tooltip(strip, play):
    name = "An accelerator with a very long name indeed, revision B (cuda:0)"
    started = play.started()
    strip.show_event(type(started)(**{**{f: getattr(started, f) for f in started.__slots__}, "device": name}))
    assert strip.figures.device.text().endswith("…")
    assert strip.figures.device.toolTip() == name
    assert strip.width() == 900


def test_that_loading_moves_the_bar_and_leaves_it_at_rest(strip):
    strip.set_state("starting")
    strip.show_event(Loading(what="Downloading a.tar.gz", done=2**20, total=2**22, unit="bytes"))
    assert strip.detail.whole_text == "Downloading a.tar.gz: 1.0 of 4.0 MiB"
    assert strip.bar.value() / strip.bar.maximum() == 0.25
    strip.show_event(Loading(what="Reading images", done=500, total=60_000))
    assert strip.detail.whole_text == "Reading images: 500 of 60,000"
    strip.show_event(Loading(what="Unpacking CIFAR-10", done=0, total=0))
    assert strip.detail.whole_text == "Unpacking CIFAR-10…"
    assert strip.bar.maximum() == 0
    strip.show_event(JobFailed(message="No network."))
    assert strip.bar.maximum() > 0


def test_that_the_time_spent_is_shown(strip):
    strip.set_seconds(185.2)
    assert strip.figures.text("spent") == "3:05"


def test_that_a_run_stopped_in_its_first_epoch_says_what_it_keeps(strip, play):
    for steps, text in (
        ((), "Before the first step; nothing to save."),
        ((play.steps(1, 4),), "In the first epoch, after 4 steps and 3 s; weights saved."),
        ((play.steps(1, 10), play.epoch(1, 0.9)), "After 1 epochs and 3 s; weights saved."),
    ):
        strip.set_state("starting")
        for event in (play.started(), *steps, play.finished(len(steps) // 2, stopped=True, best=None)):
            strip.show_event(event)
        assert (strip.title.text(), strip.detail.whole_text) == ("Stopped", text)
