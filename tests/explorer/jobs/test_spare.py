import threading
import time

import pytest

from explorer.exports.export_options import ExportOptions
from explorer.jobs.job_process import JobProcess
from explorer.jobs.requests import ExportRequest, ends_job
from explorer.jobs.spare import Spare

PT = ExportOptions(format="pt")


@pytest.fixture
def make():
    made = []

    def make_process() -> JobProcess:
        made.append(JobProcess(work="fake_work"))
        return made[-1]

    make_process.made = made
    yield make_process
    for process in made:
        process.close(grace=0.0)


@pytest.fixture
def spare(make):
    spare = Spare(make, delay=0.05)
    yield spare
    spare.close(grace=1.0)


def wait_until(condition, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_that_the_warm_process_is_handed_out_and_the_next_follows(spare, make):
    spare.warm()
    spare.warm()
    assert len(make.made) == 1
    assert spare.acquire() is make.made[0]
    wait_until(lambda: len(make.made) == 2)
    assert spare.acquire() is make.made[1]


def test_that_taking_without_a_warm_one_starts_one(spare, make, events_of):
    process = spare.acquire()
    process.send(ExportRequest(source="speak", out="", options=PT))
    assert events_of(process)[-1].message == "done"


def test_that_a_spare_that_died_is_not_handed_out(spare, make):
    spare.warm()
    make.made[0].terminate()
    assert spare.acquire() is make.made[1]
    assert make.made[1].is_alive


def test_that_a_process_given_back_is_the_spare_again(spare, make, events_of):
    process = spare.acquire(reusable=True)
    process.send(ExportRequest(source="speak", out="", options=PT))
    events_of(process)
    spare.release(process)
    time.sleep(0.15)
    assert spare.acquire() is process
    assert process.is_alive


def test_that_of_two_given_back_one_is_kept(spare, make):
    first, second = spare.acquire(reusable=True), spare.acquire(reusable=True)
    spare.release(first)
    spare.release(second)
    assert not second.is_alive
    assert spare.acquire() is first


def test_that_a_process_given_back_after_closing_is_closed(spare, make):
    process = spare.acquire(reusable=True)
    spare.close(grace=1.0)
    spare.release(process)
    assert not process.is_alive


def test_that_closing_ends_the_spare_and_what_was_handed_out(spare, make, tmp_path):
    taken = spare.acquire()
    taken.send(ExportRequest(source="wait_for_stop", out=str(tmp_path / "saved"), options=PT))
    assert taken.receive(30) is not None
    spare.warm()
    spare.close(grace=10.0)
    assert not any(process.is_alive for process in make.made)
    assert (tmp_path / "saved").exists()


def test_that_closing_takes_bounded_time_though_a_job_hangs(spare, make):
    taken = spare.acquire()
    taken.send(ExportRequest(source="hang", out="", options=PT))
    assert taken.receive(30) is not None
    began = time.monotonic()
    spare.close(grace=0.3)
    assert time.monotonic() - began < 6
    assert not taken.is_alive


def test_that_a_closed_spare_warms_nothing_later(spare, make):
    spare.acquire()
    spare.close(grace=1.0)
    spare.warm()
    time.sleep(0.15)
    assert len(make.made) == 1


def test_that_threads_never_get_the_same_process(spare, make):
    taken = []
    spare.warm()
    threads = [threading.Thread(target=lambda: taken.append(spare.acquire())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(taken)) == 4
    assert not any(ends_job(event) for process in taken if (event := process.receive(0)) is not None)
