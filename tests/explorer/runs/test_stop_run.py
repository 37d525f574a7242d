"""A run that another process trains is stopped by the process that its lock names."""

import os
import signal
import subprocess
import sys

import pytest

from explorer.runs.run_folder import RunFolderError
from explorer.runs.stop_run import stop_run

HOLDER = """
import signal, sys
from pathlib import Path
from explorer.runs.recorder import Recorder
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
