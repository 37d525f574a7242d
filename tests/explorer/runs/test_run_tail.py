"""A run is followed while it is being written."""

import pytest

from explorer.runs.recorder import Recorder
from explorer.runs.run_folder import RunFolderError
from explorer.runs.run_tail import RunTail


def test_that_each_reading_gives_what_is_new(folder, make_started, make_steps):
    tail = RunTail(folder.metrics_file)
    assert tail.read() == []
    with Recorder(folder) as recorder:
        recorder.record(make_started(folder.path))
        assert [timed.event for timed in tail.read()] == [make_started(folder.path)]
        recorder.record(make_steps(1, 3))
        recorder.record(make_steps(4, 3))
        assert [timed.event.steps[0] for timed in tail.read()] == [1, 4]
        assert tail.read() == []


def test_that_moments_are_told_and_ascend(folder, make_steps):
    with Recorder(folder) as recorder:
        recorder.record(make_steps(1, 3))
        recorder.record(make_steps(4, 3))
    first, second = (timed.moment for timed in RunTail(folder.metrics_file).read())
    assert 1.7e9 < first <= second


def test_that_a_line_that_is_not_whole_waits(folder, make_steps):
    with Recorder(folder) as recorder:
        recorder.record(make_steps(1, 3))
    whole = folder.metrics_file.read_bytes()
    folder.metrics_file.write_bytes(whole[:-20])
    tail = RunTail(folder.metrics_file)
    assert tail.read() == []
    folder.metrics_file.write_bytes(whole)
    assert len(tail.read()) == 1


def test_that_a_file_that_takes_its_place_is_read_from_its_beginning(folder, make_steps):
    with Recorder(folder) as recorder:
        for first in (1, 4, 7):
            recorder.record(make_steps(first, 3))
    tail = RunTail(folder.metrics_file)
    assert len(tail.read()) == 3
    folder.metrics_file.write_bytes(folder.metrics_file.read_bytes().splitlines(keepends=True)[0])
    assert [timed.event.steps[0] for timed in tail.read()] == [1]


def test_that_the_lines_of_a_file_that_takes_its_place_are_counted_anew(folder, make_steps):
    with Recorder(folder) as recorder:
        for first in (1, 4, 7):
            recorder.record(make_steps(first, 3))
    tail = RunTail(folder.metrics_file)
    tail.read()
    folder.metrics_file.write_bytes(b"nonsense\n")
    with pytest.raises(RunFolderError, match="line 1, is damaged"):
        tail.read()


def test_that_a_damaged_line_is_named(folder, make_steps):
    with Recorder(folder) as recorder:
        recorder.record(make_steps(1, 3))
    with folder.metrics_file.open("ab") as file:
        file.write(b"nonsense\n")
    with pytest.raises(RunFolderError, match="line 2, is damaged"):
        RunTail(folder.metrics_file).read()


def test_that_what_a_resumed_run_takes_back_is_noticed_though_more_followed(folder, make_steps):
    with Recorder(folder) as recorder:
        recorder.record(make_steps(1, 3))
        size = recorder.size()
        recorder.record(make_steps(4, 3))
    tail = RunTail(folder.metrics_file)
    assert len(tail.read()) == 2
    with Recorder(folder) as recorder:
        recorder.cut(size)
        for first in (4, 9, 14):
            recorder.record(make_steps(first, 5))
    assert [timed.event.steps[0] for timed in tail.read()] == [1, 4, 9, 14]
    assert tail.has_restarted
