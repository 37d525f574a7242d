"""A small draw of what `tests/proofs/kills.py` proves in hundreds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROOF = Path(__file__).parents[2] / "proofs" / "kills.py"
NUM_KILLS = 6


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_that_a_run_killed_again_and_again_ends_as_one_left_alone():
    ended = subprocess.run(
        [sys.executable, PROOF, "--kills", str(NUM_KILLS)],
        capture_output=True,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found["kills"] == NUM_KILLS
    assert found["finished"] >= 1
