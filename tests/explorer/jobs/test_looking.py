"""What a child tells of the machine and of a folder, before any training."""

import pytest

from explorer.experiment.recipe import DataConfig
from explorer.jobs.job_process import JobProcess
from explorer.jobs.requests import DataRequest, DevicesRequest
from explorer.runs.events import DataFound, JobFailed


@pytest.fixture(scope="module")
def process():
    process = JobProcess()
    process.start()
    yield process
    process.close()


def test_that_the_devices_of_this_machine_are_told(process, events_of):
    process.send(DevicesRequest())
    known = events_of(process)
    assert known[-1].devices[-1] == "cpu"
    assert len(known[-1].descriptions) == len(known[-1].devices)
    assert len(known[-1].memories) == len(known[-1].devices)


def test_that_a_folder_is_listed_without_reading_a_image(process, events_of, tmp_path):
    for name in ("cat", "dog"):
        (tmp_path / name).mkdir()
        for number in range(5):
            (tmp_path / name / f"{number}.png").write_bytes(b"not a image")
    process.send(DataRequest(data=DataConfig(name="folder", path=str(tmp_path)), seed=0))
    assert events_of(process) == [DataFound(path=str(tmp_path), classes=("cat", "dog"), train_images=8, test_images=2)]


def test_that_a_folder_that_cannot_be_used_is_refused_with_the_reason(process, events_of, tmp_path):
    process.send(DataRequest(data=DataConfig(name="folder", path=str(tmp_path / "none")), seed=0))
    (refused,) = events_of(process)
    assert isinstance(refused, JobFailed)
    assert str(tmp_path / "none") in refused.message
