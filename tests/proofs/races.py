"""Many processes want one folder: `python tests/proofs/races.py --pairs 200 --refusals 1000 --kills 20 --seed 0`.

Prints a line for each proof and leaves with 1 at the first that fails. No torch in this process: what it starts are the
program's own commands, and the child that the window starts.
"""

import argparse
import json
import os
import random
import resource
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ["PYTHONPATH"] = str(ROOT)

from explorer.experiment.experiment import Experiment  # noqa: E402
from explorer.experiment.experiment_file import save_experiment  # noqa: E402
from explorer.experiment.recipe import DataConfig, Recipe  # noqa: E402
from explorer.jobs.job_process import JobProcess  # noqa: E402
from explorer.jobs.requests import TrainRequest, ends_job  # noqa: E402
from explorer.runs.events import EpochDone, Event, JobFinished, StepsDone  # noqa: E402
from explorer.runs.metrics_file import read_events  # noqa: E402
from explorer.runs.run_folder import RunFolder  # noqa: E402
from explorer.runs.run_record import read_record  # noqa: E402
from models.config import HeadConfig, InputShape, NetworkConfig, ResidualStage, StemConfig  # noqa: E402

REFUSED = 2
FILES = [".lock", "best.safetensors", "environment.json", "experiment.json", "last.safetensors", "metrics.jsonl"]


class Failure(Exception):
    """What was to be shown is not so."""


def require(is_so: bool, *found: object) -> None:
    """Raises Failure with what was found."""
    if not is_so:
        raise Failure(*found)


def tiny(*, epochs: int, width: int = 8, data: DataConfig | None = None, blocks: int = 1) -> Experiment:
    """A small network on the digits, or on other images of their size."""
    recipe = {"epochs": epochs, "batch_size": 256, "device": "cpu"} | ({} if data is None else {"data": data})
    network = NetworkConfig(
        input=InputShape(channels=1, height=8, width=8),
        num_classes=10 if data is None else 2,
        # A large one has small maps: it is saved all the time.
        stem=StemConfig(channels=8, kernel=3, stride=1 if data is None else 2, pool="none"),
        stages=(ResidualStage(blocks=blocks, width=width, stride=1 if data is None else 2),),
        head=HeadConfig(),
    )
    return Experiment(name="race", network=network, recipe=Recipe(**recipe))


def begin(*arguments: object) -> subprocess.Popen:
    """Starts a command of the program."""
    return subprocess.Popen(
        [sys.executable, ROOT / "main.py", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen) -> tuple[int, str]:
    """Its exit status, and all that it said."""
    out, err = process.communicate(timeout=300)
    require("Traceback" not in err, err)
    return process.returncode, out + err


def pair(*commands: tuple[object, ...]) -> list[tuple[int, str]]:
    """Both commands at one instant."""
    return [ended(process) for process in [begin(*command) for command in commands]]


def outcome(path: Path) -> tuple:
    """What a run came to, without times: its steps, its epochs and the bits of its weights."""
    events = read_events(path / "metrics.jsonl")
    steps = [row for event in events if isinstance(event, StepsDone)
             for row in zip(event.steps, event.losses, event.accuracies, strict=True)]  # fmt: skip
    epochs = [
        (event.epoch, event.train_loss, event.test_loss, event.test_accuracy, event.is_best)
        for event in events
        if isinstance(event, EpochDone)
    ]
    # Behind the header, which names the moment's versions, are the numbers alone.
    weights = [file.read_bytes() for file in (path / "last.safetensors", path / "best.safetensors")]
    return steps, epochs, [content[8 + int.from_bytes(content[:8], "little") :] for content in weights]


def require_whole(path: Path, expected: tuple) -> None:
    """Raises unless the folder holds a finished run with all its files, and these numbers."""
    names = sorted(file.name for file in path.iterdir())
    require(names == FILES, names)
    require(read_record(RunFolder(path)).state == "finished", read_record(RunFolder(path)))
    json.loads((path / "environment.json").read_bytes())
    require(outcome(path) == expected, f"{path} came to other numbers than a run left alone")


def pairs_of_trainings(folder: Path, count: int, *, resume: bool) -> str:
    """Two trainings into one new folder: one of them trains, the other says why it does not."""
    source = folder / "race.resdense.json"
    save_experiment(source, tiny(epochs=1))
    command = ["train", source, "--threads", "1", *(["--resume"] if resume else []), "--out"]
    require(ended(begin(*command, folder / "alone"))[0] == 0)
    expected, said = outcome(folder / "alone"), Counter()
    for number in range(count):
        out = folder / f"run-{number}"
        results = pair((*command, out), (*command, out))
        require_whole(out, expected)
        for status, text in results:
            kind = next((words for words in ("being written", "already holds", "is finished") if words in text), "")
            require(status == (REFUSED if kind in ("being written", "already holds") else 0), status, text)
            said[kind or "trained"] += 1
        require(said["trained"] == number + 1, said)
    return f"{count} pairs of trainings{' with --resume' if resume else ''} into a new folder: {dict(said)}"


def pairs_of_resumes(folder: Path, count: int) -> str:
    """Two resumes of one run that was killed: it ends as one left alone."""
    source = folder / "race.resdense.json"
    save_experiment(source, tiny(epochs=2))
    command = ["train", source, "--threads", "1", "--resume", "--out"]
    require(ended(begin(*command, folder / "alone"))[0] == 0)
    expected, said = outcome(folder / "alone"), Counter()
    for number in range(count):
        out = folder / f"run-{number}"
        # A killed run that had saved nothing is enough here: what counts is who touches the folder.
        out.mkdir()
        for name in ("experiment.json", "environment.json"):
            (out / name).write_bytes((folder / "alone" / name).read_bytes())
        (out / ".state.pt.0123.tmp").touch()
        (out / "metrics.jsonl").write_bytes((folder / "alone" / "metrics.jsonl").read_bytes()[:-300])
        results = pair(("train", "--resume", out, "--threads", "1"), (*command, out))
        require_whole(out, expected)
        for status, text in results:
            kind = next((words for words in ("being written", "is finished") if words in text), "")
            require(status == (REFUSED if kind == "being written" else 0), status, text)
            said[kind or "trained"] += 1
        require(said["trained"] == number + 1, said)
    return f"{count} pairs of resumes: {dict(said)}"


def pairs_of_exports(folder: Path, count: int) -> str:
    """Two exports of different weights to one file: the files that are there are all of one of them."""
    source, said = folder / "race.resdense.json", Counter()
    for seed in (0, 1):
        save_experiment(source, tiny(epochs=1))
        options = ["--seed", seed, "--threads", "1", "--out", folder / f"run-{seed}"]
        require(ended(begin("train", source, *options))[0] == 0)
    for number in range(count):
        out = folder / f"exports-{number}"
        out.mkdir()
        force = ["--force"] if number % 2 else []
        commands = [
            ("export", folder / f"run-{seed}", "--format", "pt", "--pictures", 2, "--out", out / "w.pt", *force)
            for seed in (0, 1)
        ]
        results = pair(*commands)
        names = sorted(file.name for file in out.iterdir())
        require(names == ["w.pt", "w.pt.receipt.json", "w.resdense.json"], names)
        receipt = json.loads((out / "w.pt.receipt.json").read_text())
        for file in receipt["files"]:
            digest = subprocess.run(["sha256sum", out / file["name"]], capture_output=True, text=True).stdout.split()[0]
            require(digest == file["sha256"], file["name"], "is not the receipt's")
        seed = int(Path(receipt["weights"]["file"]).parent.name[-1])
        experiment = json.loads((out / "w.resdense.json").read_text())
        require(experiment["recipe"]["seed"] == seed, "the experiment is another's")
        statuses = sorted(status for status, _ in results)
        require(statuses == ([0, 0] if force else [0, REFUSED]), results)
        said["written" if force else "one refused"] += 1
    return f"{count} pairs of exports to one file: {dict(said)}"


def png(value: int) -> bytes:
    """An 8x8 grey image."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([value] * 8) for _ in range(8))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def make_images(root: Path) -> DataConfig:
    """A few images, so that a large network is saved all the time."""
    for part in ("train", "test"):
        for name, value in (("dark", 20), ("light", 220)):
            (root / part / name).mkdir(parents=True)
            for number in range(4):
                (root / part / name / f"{number}.png").write_bytes(png(value + number))
    return DataConfig(name="folder", path=str(root))


def refused_resumes(folder: Path, count: int, *, width: int = 512) -> str:
    """Resumes of a run that goes on, of a network of some 40 MB: each is refused at once, and the run goes on."""
    source, out = folder / "race.resdense.json", folder / "run"
    save_experiment(source, tiny(epochs=100_000, width=width, blocks=2, data=make_images(folder / "pictures")))
    live = begin("train", source, "--threads", "1", "--out", out)
    while not (out / "state.pt").exists():
        require(live.poll() is None, "the training ended")
        time.sleep(0.05)
    seconds, cpu = [], resource.getrusage(resource.RUSAGE_CHILDREN)
    commands = [
        ("train", source, "--out", out, "--resume"),
        ("train", "--resume", out),
        ("train", source, "--out", out),
    ]
    for number in range(count):
        began = time.perf_counter()
        status, text = ended(begin(*commands[number % 3]))
        seconds.append(time.perf_counter() - began)
        require((status, text.count("\n")) == (REFUSED, 1), status, text)
        require(live.poll() is None, f"the training ended with resume {number}")
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (spent.ru_utime + spent.ru_stime - cpu.ru_utime - cpu.ru_stime) / count
    live.send_signal(signal.SIGINT)
    status, text = ended(live)
    require(status == 130, status, text)
    record = read_record(RunFolder(out))
    require((record.state, record.is_resumable) == ("stopped", True), record)
    size = (out / "last.safetensors").stat().st_size / 1e6
    return (
        f"{count} refused resumes of a run of {size:.0f} MB that was saved {record.epochs} times: none killed it; "
        f"{statistics.median(seconds):.2f} s each (median; {spent:.2f} s of a processor), {max(seconds):.2f} s at most"
    )


def run_as_window(experiment: Experiment, out: Path, is_over: Callable[[Event], bool]) -> JobProcess:
    """Trains in the window's child until it is over; the child is the caller's to end."""
    process = JobProcess()
    process.start()
    process.send(TrainRequest(experiment=experiment, run_folder=str(out)))
    while (event := process.receive(300)) is not None and not is_over(event):
        require(not ends_job(event) or isinstance(event, JobFinished), event)
    return process


def killed_and_resumed(folder: Path, count: int, seed: int) -> str:
    """A run that the window's child began, killed at some moment and resumed in the terminal: equal to the last bit."""
    experiment, chance = tiny(epochs=4), random.Random(seed)
    run_as_window(experiment, folder / "alone", ends_job).close()
    expected = outcome(folder / "alone")
    threads = json.loads((folder / "alone" / "environment.json").read_text())["threads"]
    for number in range(count):
        out, last = folder / f"run-{number}", chance.randrange(0, 4)
        is_over = (lambda event: True) if last == 0 else lambda event, last=last: getattr(event, "epoch", 0) == last
        process = run_as_window(experiment, out, is_over)
        time.sleep(chance.uniform(0.0, 0.2))
        process.terminate(grace=0.0)
        process.close()
        if read_record(RunFolder(out)).state != "finished":
            status, text = ended(begin("train", "--resume", out))
            require(status == 0, status, text)
        require(outcome(out) == expected, f"{out} came to other numbers than a run left alone")
        now = json.loads((out / "environment.json").read_text())["threads"]
        require(now == threads, now, threads)
    return f"{count} runs of the window (threads: {threads}), killed and resumed in the terminal: all bits equal"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=200, help="shared by trainings, resumes and exports")
    parser.add_argument("--refusals", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    pairs = [given.pairs // 4 + (kind < given.pairs % 4) for kind in range(4)]
    proofs: list[tuple[int, Callable[[Path], str]]] = [
        (given.kills, lambda folder: killed_and_resumed(folder, given.kills, given.seed)),
        (given.refusals, lambda folder: refused_resumes(folder, given.refusals)),
        (pairs[0], lambda folder: pairs_of_trainings(folder, pairs[0], resume=True)),
        (pairs[1], lambda folder: pairs_of_trainings(folder, pairs[1], resume=False)),
        (pairs[2], lambda folder: pairs_of_resumes(folder, pairs[2])),
        (pairs[3], lambda folder: pairs_of_exports(folder, pairs[3])),
    ]
    for count, proof in proofs:
        with tempfile.TemporaryDirectory(prefix="resdense-races-") as folder:
            if count:
                began = time.perf_counter()
                print(f"{proof(Path(folder))} ({time.perf_counter() - began:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
