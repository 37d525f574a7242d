import threading

import pytest
import shiboken6

from explorer.ui.training import run_reader
from explorer.ui.training.run_reader import RunReader


@pytest.fixture
def reader(qapp):
    reader = RunReader()
    yield reader
    if shiboken6.isValid(reader):
        shiboken6.delete(reader)


def test_that_runs_are_listed_in_another_thread_and_told_in_this_one(qtbot, reader, record_run, tmp_path, monkeypatch):
    folder = record_run("net")
    threads = []
    real = run_reader.list_runs
    monkeypatch.setattr(run_reader, "list_runs", lambda root: threads.append(threading.current_thread()) or real(root))
    with qtbot.waitSignal(reader.runsListed) as listed:
        reader.list_runs(tmp_path / "runs")
    assert [record.path for record in listed.args[0]] == [folder.path]
    assert threads[0] is not threading.main_thread()


def test_that_the_numbers_of_a_run_are_read(qtbot, reader, record_run):
    folder = record_run("net")
    with qtbot.waitSignal(reader.runRead) as read:
        reader.read_run(folder.path)
    (content,) = read.args
    assert content.path == folder.path
    assert content.history.steps.tolist() == list(range(1, 21))
    assert [epoch.epoch for epoch in content.epochs] == [1, 2]


def test_that_a_damaged_run_is_a_sentence(qtbot, reader, record_run):
    folder = record_run("net")
    folder.metrics_file.write_text("nonsense\n")
    with qtbot.waitSignal(reader.failed) as failed:
        reader.read_run(folder.path)
    assert f"{folder.metrics_file}, line 1, is damaged" in failed.args[0]


def test_that_of_many_questions_the_last_is_answered(qtbot, reader, record_run):
    folders = [record_run(f"net{number}") for number in range(5)]
    read = []
    reader.runRead.connect(lambda content: read.append(content.path))
    for folder in folders:
        reader.read_run(folder.path)
    qtbot.waitUntil(lambda: read[-1:] == [folders[-1].path])
    assert len(read) < 5


def test_that_a_reader_that_is_gone_is_told_nothing(qtbot, reader, monkeypatch):
    go_on = threading.Event()
    monkeypatch.setattr(run_reader, "list_runs", lambda root: go_on.wait(5) and [])
    reader.list_runs(None)
    thread = next(thread for thread in threading.enumerate() if thread.name == "run-reader")
    shiboken6.delete(reader)
    go_on.set()
    thread.join(5)
    assert not thread.is_alive()
