from importlib import resources

import numpy as np
import pytest

from explorer.experiment.recipe import DataConfig
from explorer.runs.events import DataFound, JobFailed
from explorer.ui.train_page.recipe import data_watch
from explorer.ui.train_page.recipe.data_watch import DataWatch, known_data

DIGITS = known_data("digits")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(data_watch, "PAUSE_MILLISECONDS", 20)


def folder(path, **more):
    return DataConfig(name="folder", path=path, **more)


def found(path, num_classes=2):
    names = tuple(f"class {number}" for number in range(num_classes))
    return DataFound(path=path, classes=names, train_images=8, test_images=2)


def test_that_what_is_said_of_the_digits_is_true():
    with (resources.files("resources") / "digits" / "digits.npz").open("rb") as file:
        arrays = np.load(file)
        held_out = arrays["held_out"]
        assert (DIGITS.train_images, DIGITS.test_images) == ((~held_out).sum(), held_out.sum())
        assert len(DIGITS.classes) == len(np.unique(arrays["labels"]))


def test_that_the_digits_are_known_without_asking(make_controller):
    jobs = make_controller(lambda request: [])
    watch = DataWatch(jobs, jobs)
    watch.set_data(DataConfig(), 0)
    assert watch.found == DIGITS
    assert not watch.is_looking
    assert not jobs.processes


def test_that_a_folder_is_looked_at_once_typing_has_paused(qtbot, make_controller):
    jobs = make_controller(lambda request: [found(request.data.path)])
    watch = DataWatch(jobs, jobs)
    for path in ("/p", "/pi", "/pic"):
        watch.set_data(folder(path), 0)
    assert watch.is_looking
    qtbot.waitUntil(lambda: watch.found is not None)
    assert watch.found.path == "/pic"
    requests = [request for process in jobs.processes for request in process.requests]
    assert [request.data.path for request in requests] == ["/pic"]


def test_that_a_refusal_is_kept_with_its_reason(qtbot, make_controller):
    jobs = make_controller(lambda request: [JobFailed(message="There is no folder /x.")])
    watch = DataWatch(jobs, jobs)
    watch.set_data(folder("/x"), 0)
    qtbot.waitUntil(lambda: watch.refusal != "")
    assert watch.refusal == "There is no folder /x."
    assert watch.found is None
    assert not watch.is_looking
    watch.set_data(DataConfig(), 0)
    assert watch.refusal == ""


def test_that_the_same_folder_is_not_looked_at_twice(qtbot, make_controller):
    jobs = make_controller(lambda request: [found(request.data.path)])
    watch = DataWatch(jobs, jobs)
    for _ in range(2):
        watch.set_data(folder("/a"), 0)
        qtbot.waitUntil(lambda: watch.found is not None)
    watch.set_data(folder("/a", test_fraction=0.5), 0)
    assert watch.is_looking
    qtbot.waitUntil(lambda: watch.found is not None)
    watch.refresh()
    qtbot.waitUntil(lambda: watch.found is not None)
    assert sum(len(process.requests) for process in jobs.processes) == 3


def test_that_a_folder_without_a_name_is_not_looked_for(make_controller):
    jobs = make_controller(lambda request: [])
    watch = DataWatch(jobs, jobs)
    watch.set_data(DataConfig(name="folder"), 0)
    assert watch.found is None
    assert not watch.is_looking
