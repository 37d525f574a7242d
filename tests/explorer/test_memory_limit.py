"""A process that may not have enough memory says so in a sentence, before it loads what would not fit."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from explorer import cli
from explorer.commands import presets
from explorer.exports import proof
from explorer.exports.export_options import ExportError
from explorer.jobs.child import _sentence
from explorer.memory_limit import BESIDE_LIBRARIES, _library_bytes

resource = pytest.importorskip("resource")

ROOT = Path(__file__).parents[2]
JOB = """
import json, sys
from explorer.experiment.experiment import Experiment
from explorer.experiment.source import load_source
from explorer.jobs.job_process import JobProcess
from explorer.jobs.requests import TrainRequest
if __name__ == "__main__":
    process = JobProcess()
    process.start()
    process.send(TrainRequest(experiment=load_source("digits_resnet"), run_folder=sys.argv[1]))
    print(json.dumps(process.receive(60).message))
    process.close()
"""


def run_limited(*words: str, limit: int) -> subprocess.CompletedProcess:
    begin = partial(resource.setrlimit, resource.RLIMIT_AS, (limit, limit))
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, preexec_fn=begin, timeout=120
    )


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (400 * 2**20, ("train", "digits_resnet", "--out", "{}")),
        (BESIDE_LIBRARIES + 2**27, ("export", "run", "--format", "pt", "--out", "{}")),
        (BESIDE_LIBRARIES + 2**27, ("summary", "digits_resnet", "--torchinfo")),
    ],
)
def test_that_a_command_that_cannot_load_torch_says_how_much_it_needs(tmp_path, limit, words):
    done = run_limited("main.py", *(word.format(tmp_path / "made") for word in words), limit=limit)
    assert done.returncode == 2
    assert done.stderr.startswith("resdense: PyTorch needs at least ")
    assert done.stderr.count("\n") == 1
    assert "is allowed 400 MiB" in done.stderr or "is allowed 640 MiB" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_that_a_job_that_cannot_load_torch_says_so_and_leaves_nothing(tmp_path):
    script = tmp_path / "job.py"
    script.write_text(f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{JOB}")
    done = run_limited(str(script), str(tmp_path / "run"), limit=600 * 2**20)
    assert json.loads(done.stdout).startswith("PyTorch needs at least ")
    assert list(tmp_path.iterdir()) == [script]


def test_that_torch_is_loaded_where_it_just_fits():
    load = "from explorer.memory_limit import guard_torch; guard_torch(); from explorer.jobs.work import warm; warm()"
    done = run_limited("-c", load, limit=BESIDE_LIBRARIES + _library_bytes())
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "error", [MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory"), OSError(12, "Cannot")]
)
def test_that_memory_that_runs_out_is_said_in_a_sentence(monkeypatch, capsys, error):
    def run(_):
        raise error

    monkeypatch.setattr(presets, "run", run)
    assert cli.main(["presets"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("resdense: Out of memory; ")
    assert said.removeprefix("resdense: ").strip() == _sentence(error)


def test_that_a_proof_whose_library_aborts_says_that_memory_ran_out(monkeypatch, tmp_path):
    script = "import os, sys; sys.stderr.write('  what():  std::bad_alloc\\n'); sys.stderr.flush(); os.abort()"
    monkeypatch.setattr(proof, "_command", lambda *_: [sys.executable, "-c", script])
    with pytest.raises(ExportError, match=r"^Out of memory; .*; nothing is kept of the export\.$"):
        proof.in_fresh_process("pt", (), tmp_path, lambda: False)
