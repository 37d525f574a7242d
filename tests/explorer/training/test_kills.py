"""SIGKILL at random moments, also while a checkpoint is written: every resume works, and no file is torn."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NUM_KILLS = 50


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_that_a_run_killed_fifty_times_ends_as_one_left_alone(tmp_path):
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    script = Path(__file__).with_name("kill_often.py")
    ended = subprocess.run(
        [sys.executable, script, tmp_path, str(NUM_KILLS), "0"], capture_output=True, text=True, env=environment
    )
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found["kills"] == NUM_KILLS
    assert found["in_a_file"] >= 1
    assert found["finished"] >= 1
