"""Metrics on disk: whole lines, read back as they were recorded, and followed while they are being written."""

import json
import subprocess

import pytest

from explorer.atomic_file import FileWriteError
from explorer.runs.events import JobNote
from explorer.runs.metrics_file import Recorder, RunTail, encode_event, read_events
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.words.catalogue import Words
from models.sentence import say


@pytest.fixture
def events(folder, make_started, make_steps, make_epoch, make_finished):
    return [make_started(folder.path), make_steps(1, 10), make_epoch(1, 0.8), JobNote(message="é\n"),
            make_finished(folder.path)]  # fmt: skip


def test_that_events_come_back_as_they_were_said(folder, events):
    with Recorder(folder) as recorder:
        for event in events:
            recorder.record(event)
            assert read_events(folder.metrics_file)[-1] == event, "a reader sees it at once"
    assert read_events(folder.metrics_file) == events


def test_that_a_sentence_comes_back_with_what_its_translation_needs(folder, make_started):
    note = JobNote(message=say("The weights of {} do not fit the network: {}.", "a.pt", say("stride {}", 2)))
    with Recorder(folder) as recorder:
        recorder.record(make_started(folder.path))
        recorder.record(note)

    line = json.loads(folder.metrics_file.read_text().splitlines()[1])
    read = read_events(folder.metrics_file)[1].message
    assert line["message"] == read == note.message
    assert Words("zh_CN")(read) == Words("zh_CN")(note.message) == "a.pt 的权重与网络不符：步幅 2。"


@pytest.mark.parametrize("parts", [3, ["other", "stride {}", 2], ["stride 2"], ["stride 2", "stride {}", {}]])
def test_that_damaged_parts_of_a_sentence_leave_its_text(folder, parts):
    line = {"type": "JobNote", "message": "stride 2", "said": {"message": parts}}
    folder.metrics_file.write_text(json.dumps(line) + "\n")

    assert read_events(folder.metrics_file) == [JobNote(message="stride 2")]


def test_that_every_line_is_json_with_type_and_time(folder, events):
    with Recorder(folder) as recorder:
        recorder.record(events[1])
    line = json.loads(folder.metrics_file.read_text())
    assert line["type"] == "StepsDone"
    assert line["steps"] == list(range(1, 11))
    assert line["time"] > 1.7e9


def test_that_a_torn_last_line_is_left_out(folder, events):
    whole = b"".join(encode_event(event, 0.0) for event in events)
    for cut in range(1, 60):
        folder.metrics_file.write_bytes(whole[:-cut])
        assert read_events(folder.metrics_file) == events[:-1]


def test_that_what_a_newer_version_adds_is_passed_over(folder):
    folder.metrics_file.write_bytes(
        b'{"type": "GradientsMeasured", "norms": [1]}\n{"type": "JobNote", "message": "hello", "mood": "good"}\n'
    )
    assert read_events(folder.metrics_file) == [JobNote(message="hello")]


def test_that_a_folder_has_one_recorder_at_a_time(folder):
    with (
        Recorder(folder),
        pytest.raises(RunFolderError, match="being written by another job"),
        Recorder(RunFolder(folder.path)),
    ):
        pass
    with Recorder(folder):
        assert RunFolder(folder.path).lock.is_held()
    assert not RunFolder(folder.path).lock.is_held()


def test_that_a_file_of_metrics_that_is_deleted_or_replaced_is_written_anew(folder, events):
    with Recorder(folder) as recorder:
        for spoil in (folder.metrics_file.unlink, lambda: replace(folder.metrics_file, "mine")):
            recorder.record(events[2])
            content = folder.metrics_file.read_bytes()
            spoil()
            assert recorder.restore()
            assert folder.metrics_file.read_bytes() == content
            assert recorder.size() == len(content)
            assert not recorder.restore()
        recorder.record(events[2])
    assert len(read_events(folder.metrics_file)) == 3


def test_that_a_lock_that_is_deleted_is_taken_again(folder, events):
    with Recorder(folder) as recorder:
        folder.lock.path.unlink()
        recorder.record(events[2])
        assert RunFolder(folder.path).lock.is_held()


def test_that_a_folder_that_is_swapped_is_said_and_not_written_into(folder, events):
    with Recorder(folder) as recorder:
        moved = folder.path.rename(folder.path.with_name("moved"))
        folder.path.mkdir()
        with Recorder(RunFolder(folder.path)):
            with pytest.raises(RunFolderError, match=f"{folder.path} was moved, deleted or replaced"):
                recorder.record(events[2])
            with pytest.raises(RunFolderError, match="was moved"):
                recorder.size()
    assert folder.metrics_file.read_bytes() == b""
    assert read_events(moved / "metrics.jsonl") == [events[2]]


def replace(file, text):
    other = file.with_name("other")
    other.write_text(text)
    other.replace(file)


def test_that_a_full_disk_leaves_whole_lines_and_one_sentence(folder, make_steps):
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.path], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root alone")
    try:
        recorded = 0
        with Recorder(folder) as recorder, pytest.raises(FileWriteError, match=r"metrics\.jsonl: the disk is full"):
            while recorded < 1000:
                recorder.record(make_steps(10 * recorded + 1, 10))
                recorded += 1
        assert len(read_events(folder.metrics_file)) == recorded
        assert folder.metrics_file.read_bytes().endswith(b"\n")
    finally:
        subprocess.run(["umount", folder.path], check=True)


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
