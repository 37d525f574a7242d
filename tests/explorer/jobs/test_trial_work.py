import pytest
import torch
from PIL import Image

from explorer.jobs.requests import EvaluateRequest, PredictRequest, ends_job
from explorer.jobs.work import perform_inference
from explorer.runs.events import JobFailed
from explorer.training.job_control import JobControl


@pytest.fixture
def perform():
    threads = torch.get_num_threads()

    def run(request, control: JobControl | None = None) -> list:
        events = []
        perform_inference(request, events.append, control or JobControl())
        assert [ends_job(event) for event in events] == [False] * (len(events) - 1) + [True]
        return events

    yield run
    torch.set_num_threads(threads)


def test_that_an_evaluation_ends_with_its_result(perform, digits_run):
    assert perform(EvaluateRequest(source=str(digits_run)))[-1].result.num_images == 359


def test_that_images_are_recognised_and_folders_searched(perform, digits_run, tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    for name in ("a.png", "in/b.PNG", "in/deep/c.png"):
        with (tmp_path / name).open("wb") as file:
            Image.new("L", (8, 8), 90).save(file, "PNG")
    paths = tuple(str(tmp_path / name) for name in ("a.png", "in", "empty"))
    [done] = perform(PredictRequest(source=str(digits_run), paths=paths))
    assert [prediction.problem is None for prediction in done.predictions] == [True, True, True, False]
    assert done.predictions[2].path == str(tmp_path / "in" / "deep" / "c.png")


def test_that_a_stop_is_an_end_too(perform, digits_run, tmp_path):
    control = JobControl()
    control.stop()
    request = PredictRequest(source=str(digits_run), paths=(str(tmp_path / "a.png"),))
    assert isinstance(perform(request, control)[-1], JobFailed)
