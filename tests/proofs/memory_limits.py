"""Commands and the window's jobs under address-space limits: each ends well, or with a sentence and nothing left.

Run it: python tests/proofs/memory_limits.py [--limits 300 4000 ...] [--only export-pt ...]
Limits are MiB. Each case runs in processes of its own in an empty folder and is a line. Exit status 1 for a traceback,
for an end by a signal, for silence, and for files that are left of what did not end well.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import write_experiment
from models.config import InputShape, NetworkConfig, ResidualStage, StemConfig

ROOT = Path(__file__).resolve().parents[2]
LIMITS = (
    *range(300, 3600, 300), 3650, 3700, 3740, 3750, 3800, 3850, 3900, 4000, 4100, 4200, 4400, 4600, 4800, 5000, 5500,
    6000, 7000, 8000,
)  # fmt: skip
FORMATS = ("safetensors", "pt", "python", "pt2", "onnx")
SECONDS = 300
WIDE = NetworkConfig(
    input=InputShape(channels=1, height=8, width=8),
    num_classes=10,
    stem=StemConfig(channels=64, kernel=3, stride=1, pool="none"),
    stages=(ResidualStage(blocks=2, width=512), ResidualStage(blocks=2, width=1024, stride=2)),
)
"""A network whose weights are felt."""

JOB = """
import json, resource, sys
from explorer.exports.export_options import ExportOptions
from explorer.experiment.experiment_file import load_experiment
from explorer.jobs.job_process import JobProcess
from explorer.jobs.requests import ExportRequest, TrainRequest, ends_job
from explorer.jobs.requests import EvaluateRequest, RunReportRequest
if __name__ == "__main__":
    limit, kind, run, out = int(sys.argv[1]), *sys.argv[2:5]
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    requests = {
        "train": lambda: TrainRequest(experiment=load_experiment(run + "/experiment.json"), run_folder=out),
        "evaluate": lambda: EvaluateRequest(source=run),
        "report": lambda: RunReportRequest(run_folder=run, out=out + ".html"),
    }
    export = lambda: ExportRequest(source=run, out=out, options=ExportOptions(format=kind.partition("-")[2]))
    request = requests.get(kind, export)()
    process = JobProcess()
    process.start()
    process.send(request)
    while not (event := process.receive(1.0)) or not ends_job(event):
        pass
    process.close()
    print(json.dumps([type(event).__name__, getattr(event, "message", "")]))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limits", type=int, nargs="+", default=LIMITS, help="MiB")
    parser.add_argument("--only", nargs="+", default=[*kinds()], choices=[*kinds()])
    parser.add_argument("--where", nargs="+", default=["terminal", "child"], choices=["terminal", "child"])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = make_run(Path(folder))
        cases = [
            (where, kind, limit) for limit in arguments.limits for where in arguments.where for kind in arguments.only
        ]
        faults = 0
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            found = pool.map(lambda case: try_case(run, *case), cases)
            for (where, kind, limit), (fault, said) in zip(cases, found, strict=True):
                faults += bool(fault)
                print(f"{limit:5} MiB  {where:8}  {kind:18}  {fault or 'good':24}  {said}", flush=True)
    print(f"{len(cases)} cases, {faults} faults.")
    return int(faults > 0)


def kinds() -> Iterator[str]:
    yield from ("train", "evaluate", "report")
    yield from (f"export-{format}" for format in FORMATS)


def make_run(folder: Path) -> Path:
    """A run of one step with weights of some size."""
    experiment = folder / "wide.json"
    experiment.write_text(write_experiment(Experiment(name="wide", network=WIDE)))
    options = ["--set", "steps=1", "--set", "augmentation.crop_padding=0", "--batch-size", "8", "--threads", "1"]
    subprocess.run(
        [sys.executable, "main.py", "train", str(experiment), "--out", str(folder / "run"), *options],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder / "run"


def try_case(run: Path, where: str, kind: str, limit: int) -> tuple[str, str]:
    """What is wrong, and the last that was said."""
    with tempfile.TemporaryDirectory() as folder:
        # A cached evaluation would not need the memory.
        source = Path(folder, "run")
        source.mkdir()
        for file in run.iterdir():
            if file.is_file() and "evaluation" not in file.name:
                (source / file.name).symlink_to(file)
        out = Path(folder, "out")
        out.mkdir()
        done = (run_command if where == "terminal" else run_job)(source, out, kind, limit * 2**20)
        fault, said = judge(*done)
        left = [file.name for file in out.iterdir()]
        hidden = list(Path(folder).rglob(".*.tmp"))
        # A training that has begun keeps its run.
        if not fault and (hidden or (said and left and not (out / "made" / "metrics.jsonl").is_file())):
            fault = f"left {', '.join(left)}"
        return fault, said


def run_command(run: Path, out: Path, kind: str, limit: int) -> tuple[int, str, str]:
    name, _, format = kind.partition("-")
    words = {
        "train": ["train", str(run / "experiment.json"), "--out", str(out / "made"), "--threads", "1"],
        "evaluate": ["evaluate", str(run)],
        "report": ["report", str(run), "--out", str(out / "made.html")],
        "export": ["export", str(run), "--format", format, "--out", str(out / made(kind))],
    }[name]
    return finished([sys.executable, "main.py", *words], limit)


def run_job(run: Path, out: Path, kind: str, limit: int) -> tuple[int, str, str]:
    script = run.with_name("job.py")
    script.write_text(JOB)
    code, said, error = finished([sys.executable, str(script), str(limit), kind, str(run), str(out / made(kind))], None)
    if code:
        return code, said, error
    event, message = json.loads(said.splitlines()[-1])
    return (1, "", f"resdense: {message}") if event == "JobFailed" else (0, message, "")


def made(kind: str) -> str:
    suffix = {"safetensors": ".safetensors", "pt": ".pt", "python": ".py", "pt2": ".pt2", "onnx": ".onnx"}
    return "made" + suffix.get(kind.partition("-")[2], "")


def finished(command: list[str], limit: int | None) -> tuple[int, str, str]:
    begin = None if limit is None else partial(resource.setrlimit, resource.RLIMIT_AS, (limit, limit))
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            preexec_fn=begin,
        )
    except subprocess.TimeoutExpired:
        return -1, "", "nothing within the time"
    return done.returncode, done.stdout, done.stderr


def judge(code: int, said: str, error: str) -> tuple[str, str]:
    """The fault in an end, where it has one; and its sentence, where it did not end well."""
    lines = [line for line in error.splitlines() if line.strip()]
    if code == 0:
        return ("traceback" if "Traceback" in error else ""), ""
    last = lines[-1] if lines else ""
    if code < 0 or code > 2:
        return f"ended with {code}", last
    if "Traceback" in error:
        return "traceback", last
    if len(lines) != 1 or not last.startswith("resdense: ") or not last.endswith((".", ")")):
        return f"{len(lines)} lines", last
    return "", last


if __name__ == "__main__":
    sys.exit(main())
