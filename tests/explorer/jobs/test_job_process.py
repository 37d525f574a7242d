import logging
import os
import pickle
import signal
import stat
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from explorer.experiment.experiment import Experiment
from explorer.exports.export_options import ExportOptions
from explorer.jobs.requests import ExportRequest, TrainRequest, VerifyRequest
from explorer.log_file import logging_to_file
from explorer.runs.events import ExportDone, JobFailed, JobNote
from models.presets import PRESETS

PT = ExportOptions(format="pt")


def test_that_events_arrive_in_order_and_end_with_the_last(start, events_of):
    events = events_of(start("speak", "out"))
    assert events == [JobNote(message=str(i)) for i in range(100)] + [ExportDone(files=("out",), message="done")]


def test_that_one_process_does_one_job_after_another(start, events_of):
    process = start("speak", "1")
    assert events_of(process)[-1].files == ("1",)
    process.send(ExportRequest(source="speak", out="2", options=PT))
    assert events_of(process)[-1].files == ("2",)


def test_that_receiving_gives_up_after_the_timeout(start):
    process = start()
    began = time.monotonic()
    assert process.receive(timeout=0.1) is None
    assert time.monotonic() - began < 2


def test_that_a_job_stops_when_asked(start, events_of, tmp_path):
    process = start("wait_for_stop", str(tmp_path / "saved"))
    assert isinstance(process.receive(30), JobNote)
    process.ask_stop()
    assert events_of(process)[-1].message == "stopped"
    assert (tmp_path / "saved").exists()


def test_that_a_job_pauses_and_goes_on_when_asked(start, events_of):
    process = start("pause")
    assert process.receive(30) == JobNote(message="running")
    process.ask_pause()
    assert process.receive(30) == JobNote(message="paused")
    process.ask_continue()
    assert events_of(process)[-1].message == "done"


def test_that_a_stop_that_comes_after_the_end_does_not_end_the_next_job(start, events_of):
    process = start("speak")
    events_of(process)
    process.ask_stop()
    process.send(ExportRequest(source="speak", out="", options=PT))
    assert events_of(process)[-1].message == "done"


def test_that_an_error_for_people_is_passed_on_as_it_is(start, events_of):
    failure = events_of(start("fail"))[-1]
    assert failure.message == "net.json: the width is negative."
    assert "Traceback" in failure.details


def test_that_any_other_error_is_named_and_the_process_goes_on(start, events_of):
    process = start("fail_badly")
    failure = events_of(process)[-1]
    assert failure.message == "The job failed with KeyError: 'conv1'"
    assert "fake_work.py" in failure.details
    process.send(ExportRequest(source="speak", out="", options=PT))
    assert isinstance(events_of(process)[-1], ExportDone)


def test_that_work_that_cannot_be_loaded_fails_the_job_with_the_reason(start, events_of, monkeypatch):
    monkeypatch.setenv("FAKE_WORK_CANNOT_WARM", "1")
    failure = events_of(start("speak"))[-1]
    assert "libcudart.so.12" in failure.message


def test_that_a_killed_child_is_an_event_after_its_last_words(start, events_of):
    process = start("kill")
    words, failure = events_of(process)
    assert words == JobNote(message="last words")
    assert "was killed (SIGKILL), perhaps because the system ran out of memory" in failure.message
    assert process.exit_code == -signal.SIGKILL
    assert process.receive(0.1) is None


def test_that_a_crash_is_an_event_with_what_the_child_printed(start, events_of):
    failure = events_of(start("crash"))[-1]
    assert failure.message.startswith("The job's process crashed (SIGSEGV)")
    assert "about to crash" in failure.details
    assert "fake_work.py" in failure.details


@pytest.mark.parametrize("code", [0, 5])
def test_that_a_child_that_leaves_in_the_middle_of_a_job_is_an_event(start, events_of, code):
    failure = events_of(start("leave", str(code)))[-1]
    assert f"ended unexpectedly with exit code {code}" in failure.message
    assert failure.details == "no more\n"


def test_that_a_child_killed_while_idle_or_warming_is_an_event(start):
    process = start()
    os.kill(process.pid, signal.SIGKILL)
    assert isinstance(process.receive(5), JobFailed)
    process.send(ExportRequest(source="speak", out="", options=PT))
    process.ask_stop()


def test_that_a_death_is_noticed_though_a_process_of_the_childs_holds_its_pipe(start, events_of):
    began = time.monotonic()
    failure = events_of(start("leave_with_a_child_of_its_own"))[-1]
    assert "exit code 3" in failure.message
    assert time.monotonic() - began < 10


def test_that_a_job_that_does_not_stop_is_killed(start, events_of):
    process = start("hang")
    assert process.receive(30) == JobNote(message="hanging")
    time.sleep(0.1)
    process.ask_stop()
    assert process.receive(0.2) is None
    process.terminate(grace=0.2)
    assert process.exit_code == -signal.SIGKILL
    assert "did not stop in time" in events_of(process)[-1].message


def test_that_closing_while_a_thread_receives_stops_and_saves(start, events_of, tmp_path):
    process = start("wait_for_stop", str(tmp_path / "saved"))
    assert isinstance(process.receive(30), JobNote)
    received = []
    thread = threading.Thread(target=lambda: received.extend(events_of(process)))
    thread.start()
    process.close(grace=10)
    thread.join(10)
    assert received[-1].message == "stopped"
    assert process.exit_code == 0
    assert (tmp_path / "saved").exists()


def test_that_closing_without_a_reader_stops_a_job_whose_pipe_is_full(start):
    process = start("flood")
    process.receive(30)
    time.sleep(0.2)
    process.close(grace=10)
    assert process.exit_code == 0


def test_that_closing_a_process_that_is_still_warming_is_quick(start):
    process = start()
    began = time.monotonic()
    process.close(grace=60)
    assert time.monotonic() - began < 30, "it waited for the grace time"
    assert process.receive(0) is None


def test_that_closing_leaves_no_file_behind(start, events_of):
    process = start("speak")
    events_of(process)
    assert stat.S_IMODE(process.output_file.stat().st_mode) == 0o600
    process.close()
    assert not process.output_file.exists()


@pytest.mark.parametrize("level", [logging.WARNING, logging.DEBUG])
def test_that_what_a_child_prints_and_logs_is_in_the_log(start, events_of, log, tmp_path, level):
    word = tmp_path.name
    with logging_to_file(level, on_terminal=False):
        process = start("print_and_log", word)
    events_of(process)
    process.close()
    text = log.read_text()
    assert f"\nprinted {word}\n" in text
    assert f"INFO explorer.fake: logged {word}\n" in text
    assert (f"DEBUG explorer.fake: detail {word}\n" in text) is (level == logging.DEBUG)


def test_that_what_a_child_said_before_it_was_left_alone_is_in_the_log(start, log, tmp_path):
    process = start("print_and_log", tmp_path.name)
    process.receive(30)
    process.detach()
    process.close()
    deadline = time.monotonic() + 30
    while f"\nprinted {tmp_path.name}\n" not in log.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert f"\nprinted {tmp_path.name}\n" in log.read_text()


def test_that_an_error_of_a_child_is_in_the_log_with_its_traceback(start, events_of, log):
    failure = events_of(start("fail_badly"))[-1]
    assert "ERROR explorer.jobs.child: ExportRequest failed.\nTraceback" in log.read_text()
    assert failure.details.splitlines()[-1] in log.read_text()


def test_that_the_childs_side_loads_no_qt_and_no_torch_by_itself(start, events_of):
    modules = set(events_of(start("list_modules"))[0].message.split())
    assert not {"PySide6", "pyqtgraph", "torch", "explorer.ui", "explorer.cli"} & modules


def test_that_requests_can_be_pickled():
    experiment = Experiment(network=PRESETS["densenet121"])
    requests = (
        TrainRequest(experiment=experiment, run_folder="r", threads=1),
        VerifyRequest(network=experiment.network),
        ExportRequest(source="r", out="o", options=ExportOptions(format="pt", which="last")),
    )
    assert pickle.loads(pickle.dumps(requests)) == requests


PARENT = """
import sys, time
sys.path[:0] = {path!r}
from explorer.exports.export_options import ExportOptions
from explorer.jobs.job_process import JobProcess
from explorer.jobs.requests import ExportRequest

def main():
    process = JobProcess(work="fake_work")
    process.start()
    process.send(ExportRequest(source={action!r}, out={out!r}, options=ExportOptions(format="pt")))
    note = process.receive(30)
    print(process.pid, process.output_file, flush=True)
    {then}

if __name__ == "__main__":
    main()
"""


def run_parent(tmp_path, action: str, then: str) -> subprocess.Popen:
    script = tmp_path / "parent.py"
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[3])]
    text = PARENT.format(path=paths, action=action, out=str(tmp_path / "saved"), then=then)
    script.write_text(textwrap.dedent(text))
    return subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def is_gone(pid: int, seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            # An orphan that has ended may stay as a zombie where nobody collects it.
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_that_a_child_saves_and_leaves_when_its_parent_is_killed(tmp_path):
    parent = run_parent(tmp_path, "wait_for_stop", "time.sleep(60)")
    pid, output = parent.stdout.readline().split()
    parent.kill()
    parent.communicate()
    assert is_gone(int(pid))
    assert (tmp_path / "saved").read_text() == "saved"
    assert not Path(output).exists()


@pytest.mark.parametrize("then", ["return", "sys.exit(3)", "raise RuntimeError"])
def test_that_a_program_that_forgets_to_close_ends_all_the_same(tmp_path, then):
    parent = run_parent(tmp_path, "wait_for_stop", then)
    parent.communicate(timeout=30)
    assert parent.returncode == {"return": 0, "sys.exit(3)": 3, "raise RuntimeError": 1}[then]
    assert (tmp_path / "saved").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_that_a_detached_job_goes_on_without_its_parent_until_it_is_told_to_stop(tmp_path):
    parent = run_parent(tmp_path, "wait_for_stop", "process.detach(); process.ask_leave(); process.close()")
    pid, output = parent.stdout.readline().split()
    assert parent.wait(30) == 0
    assert not is_gone(int(pid), 0.5)
    assert os.getsid(int(pid)) == int(pid), "a terminal that ends would end it too"
    assert not Path(output).exists()
    os.kill(int(pid), signal.SIGTERM)
    assert is_gone(int(pid))
    parent.communicate()
    assert (tmp_path / "saved").read_text() == "saved"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_that_a_detached_child_leaves_when_its_job_has_ended(tmp_path):
    parent = run_parent(tmp_path, "pause", "process.ask_pause(); process.receive(30); process.detach()")
    pid, _ = parent.stdout.readline().split()
    parent.communicate()
    assert is_gone(int(pid)), "it is paused, or waits for another job"


def test_that_sigterm_has_a_child_stop_save_and_leave(start, events_of, tmp_path):
    process = start("wait_for_stop", str(tmp_path / "saved"))
    os.kill(int(process.receive(30).message), signal.SIGTERM)
    assert events_of(process)[-1].message == "stopped"
    while process.is_alive:
        time.sleep(0.01)
    assert process.exit_code == 0
    assert (tmp_path / "saved").exists()


def test_that_ctrl_c_in_the_terminal_is_for_the_parent_to_answer(start, events_of):
    process = start("wait_for_stop", os.devnull)
    pid = int(process.receive(30).message)
    os.kill(pid, signal.SIGINT)
    assert process.receive(0.3) is None
    process.ask_stop()
    assert events_of(process)[-1].message == "stopped"
