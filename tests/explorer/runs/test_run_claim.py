"""Who may touch a run's folder: one at a time, nothing stays of what never began, and the holder can be stopped."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from explorer.atomic_file import FileWriteError
from explorer.runs.resume import experiment_to_resume
from explorer.runs.run_claim import RunClaim, stop_run
from explorer.runs.run_folder import RunFolder, RunFolderError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_that_a_folder_is_made_and_is_gone_again_unless_the_run_begins(tmp_path):
    path = tmp_path / "new" / "run"
    with RunClaim(path) as claim:
        assert path.is_dir()
        for file in (claim.folder.experiment_file, claim.folder.metrics_file, path / "events.out.tfevents.1"):
            file.touch()
    assert names(tmp_path) == []
    with RunClaim(path) as claim:
        claim.commit()
        claim.folder.experiment_file.touch()
    assert names(path) == [".lock", "experiment.json"]


def test_that_an_empty_folder_stays_as_it_was(tmp_path):
    with RunClaim(tmp_path) as claim:
        claim.folder.experiment_file.touch()
    assert names(tmp_path) == []


@pytest.mark.timeout(30)
def test_that_a_pipe_in_the_place_of_the_lock_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / ".lock")
    with pytest.raises(FileWriteError, match="not a regular file"), RunClaim(tmp_path, resume=True):
        pytest.fail("it was taken")
    assert not RunFolder(tmp_path).lock.is_held()


@pytest.mark.parametrize("resume", [False, True])
def test_that_a_folder_of_other_things_is_refused_untouched(tmp_path, resume):
    (tmp_path / "thesis.tex").touch()
    (tmp_path / ".thesis.tmp").touch()
    with pytest.raises(RunFolderError, match="is not empty"), RunClaim(tmp_path, resume=resume):
        pass
    assert names(tmp_path) == [".thesis.tmp", "thesis.tex"]


def test_that_a_folder_with_a_run_is_refused_unless_it_is_resumed(tmp_path):
    folder = RunFolder(tmp_path)
    folder.experiment_file.write_text("{}")
    with pytest.raises(RunFolderError, match="already holds a run"), RunClaim(tmp_path):
        pass
    assert names(tmp_path) == ["experiment.json"]
    with RunClaim(tmp_path, resume=True):
        pass
    assert folder.experiment_file.exists()


def test_that_a_file_of_that_name_is_refused(tmp_path):
    (tmp_path / "run").write_text("")
    with pytest.raises(FileWriteError, match="a file of that name is in the way"), RunClaim(tmp_path / "run"):
        pass


@pytest.mark.parametrize("resume", [False, True])
def test_that_whoever_is_refused_touches_nothing(tmp_path, resume):
    with RunClaim(tmp_path) as claim:
        claim.commit()
        for name in ("experiment.json", "metrics.jsonl", ".last.safetensors.0123.tmp"):
            (tmp_path / name).touch()
        before = names(tmp_path)
        with pytest.raises(RunFolderError, match=r"being written by another|already holds"):
            RunClaim(tmp_path, resume=resume).__enter__()
        assert names(tmp_path) == before
        assert claim.folder.lock.is_in_place()


def test_that_what_a_killed_process_was_writing_is_removed_when_the_run_is_held(tmp_path):
    (tmp_path / "experiment.json").touch()
    (tmp_path / ".state.pt.0123.tmp").touch()
    with RunClaim(tmp_path, resume=True):
        assert names(tmp_path) == [".lock", "experiment.json"]


def test_that_a_lock_that_is_removed_by_its_holder_has_one_holder_all_the_same(tmp_path):
    holders, doubles = [], []

    def hold_often():
        for _ in range(100):
            lock = RunFolder(tmp_path).lock
            if lock.acquire():
                holders.append(lock)
                doubles.extend(holders[1:])
                holders.remove(lock)
                lock.release(remove=True)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(hold_often) for _ in range(4)]:
            done.result()
    assert doubles == []
    assert names(tmp_path) == []


def test_that_asking_what_to_resume_touches_nothing(tmp_path):
    with pytest.raises(RunFolderError, match="holds no run to go on with"):
        experiment_to_resume(RunFolder(tmp_path))
    assert names(tmp_path) == []


HOLDER = """
import signal, sys
from pathlib import Path
from explorer.runs.metrics_file import Recorder
from explorer.runs.run_folder import RunFolder
with Recorder(RunFolder(Path(sys.argv[1]))):
    print("recording", flush=True)
    signal.sigwait([signal.SIGTERM])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_that_the_process_that_records_a_run_is_told_and_no_other(folder):
    folder.lock.path.write_text(f"{os.getpid()} elsewhere")
    signals = {signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    command = [sys.executable, "-c", HOLDER, str(folder.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)
        assert process.stdout.readline() == b"recording\n"
        assert folder.lock.holder() == process.pid
        stop_run(folder)
        assert process.wait(10) == 0
    # The name stays in the file, and names nobody once the lock is free.
    with pytest.raises(RunFolderError, match="No process on this machine"):
        stop_run(folder)
