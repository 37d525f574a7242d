"""A small draw of what `tests/proofs/races.py` proves in hundreds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROOF = Path(__file__).parents[1] / "proofs" / "races.py"


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="starts processes as Linux has them")
def test_that_processes_that_want_one_folder_damage_nothing(tmp_path):
    counts = ["--pairs", "1", "--refusals", "3", "--kills", "1"]
    environment = {name: value for name, value in os.environ.items() if name != "OMP_NUM_THREADS"}
    ended = subprocess.run([sys.executable, PROOF, *counts], capture_output=True, text=True, env=environment)
    assert ended.returncode == 0, ended.stderr
    assert len(ended.stdout.splitlines()) == 3
