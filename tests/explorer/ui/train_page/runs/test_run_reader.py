import threading
from dataclasses import replace

import pytest
import shiboken6

from explorer.runs.metrics_file import Recorder
from explorer.runs.run_record import RunList
from explorer.ui.train_page.runs.run_reader import RunReader


@pytest.fixture
def reader(qapp):
    reader = RunReader()
    yield reader
    if shiboken6.isValid(reader):
        shiboken6.delete(reader)


def read(qtbot, reader, *folders):
    with qtbot.waitSignal(reader.runsRead) as told:
        reader.read_runs([folder.path for folder in folders])
    return told.args[0]


def news(qtbot, reader, *contents):
    with qtbot.waitSignal(reader.newsRead) as told:
        reader.read_news(contents)
    return told.args[0]


def test_that_runs_are_listed_in_another_thread_and_told_in_this_one(qtbot, reader, record_run, tmp_path, monkeypatch):
    folder = record_run("net")
    threads = []
    real = RunList.read
    monkeypatch.setattr(RunList, "read", lambda *args: threads.append(threading.current_thread()) or real(*args))
    with qtbot.waitSignal(reader.runsListed) as listed:
        reader.list_runs([tmp_path / "runs"])
    assert [record.path for record in listed.args[0]] == [folder.path]
    assert threads[0] is not threading.main_thread()


def test_that_the_numbers_of_runs_are_read(qtbot, reader, record_run):
    folders = [record_run("net"), record_run("other")]
    contents = read(qtbot, reader, *folders)
    assert [content.path for content in contents] == [folder.path for folder in folders]
    for content in contents:
        assert content.history.steps.tolist() == list(range(1, 21))
        assert [epoch.epoch for epoch in content.epochs] == [1, 2]


def test_that_a_damaged_run_is_a_sentence_and_keeps_no_other_from_being_read(qtbot, reader, record_run):
    folder, other = record_run("net"), record_run("other")
    folder.metrics_file.write_text("nonsense\n")
    with qtbot.waitSignal(reader.failed) as failed:
        contents = read(qtbot, reader, folder, other)
    assert f"{folder.metrics_file}, line 1, is damaged" in failed.args[0]
    assert [content.path for content in contents] == [other.path]


def test_that_what_is_written_later_is_read_from_there(qtbot, reader, record_run, play):
    folder = record_run("net", last=play.steps(21, 5))
    (content,) = read(qtbot, reader, folder)
    assert news(qtbot, reader, content) == [(content, [])]
    with Recorder(folder) as recorder:
        recorder.record(play.steps(26, 3))
        recorder.record(play.epoch(3, 0.98))
    ((same, events),) = news(qtbot, reader, content)
    assert same is content
    assert [epoch.epoch for epoch in content.add(events)] == [3]
    assert content.history.steps[-1] == 28


def test_that_a_run_whose_end_was_taken_back_is_read_anew(qtbot, reader, record_run, play):
    folder = record_run("net")
    (content,) = read(qtbot, reader, folder)
    with Recorder(folder) as recorder:
        recorder.cut(len(folder.metrics_file.read_bytes().splitlines(keepends=True)[0]))
        recorder.record(replace(play.started(), first_step=1))
    ((other, events),) = news(qtbot, reader, content)
    assert other is not content and not events
    assert not len(other.history.steps)


def test_that_of_many_questions_the_last_is_answered(qtbot, reader, record_run):
    folders = [record_run(f"net{number}") for number in range(5)]
    told = []
    reader.runsRead.connect(lambda contents: told.extend(content.path for content in contents))
    for folder in folders:
        reader.read_runs([folder.path])
    qtbot.waitUntil(lambda: told[-1:] == [folders[-1].path])
    assert len(told) < 5


def test_that_the_experiments_of_runs_are_read(qtbot, reader, record_run):
    with qtbot.waitSignal(reader.experimentsRead) as told:
        reader.read_experiments([record_run(name).path for name in ("one", "two")])
    assert [experiment.name for experiment in told.args[0]] == ["one", "two"]


def test_that_a_reader_that_is_gone_is_told_nothing(qtbot, reader, monkeypatch):
    go_on = threading.Event()
    monkeypatch.setattr(RunList, "read", lambda *args: go_on.wait(5) and [])
    reader.list_runs([])
    thread = next(thread for thread in threading.enumerate() if thread.name == "background")
    shiboken6.delete(reader)
    go_on.set()
    thread.join(5)
    assert not thread.is_alive()
