"""Run folders that somebody damaged, through everything that reads them: only our own sentences may come back.

Run it: python tests/proofs/attack.py [--folders 600] [--listings 10000] [--seed 0] [--no-bombs]
Each folder is a copy of a good run with one thing wrong in it. It is listed, shown in the window's model, evaluated,
reported, exported and resumed, each with an alarm for what waits for ever. Then bombs are tried, each in a process that
has loaded torch, and folders are listed while another process makes and removes them. Exit status 1 after any fault.
"""

import argparse
import copy
import io
import json
import multiprocessing
import os
import random
import shutil
import signal
import struct
import sys
import tempfile
import threading
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.experiment.recipe import Recipe
from explorer.exports.export_options import ExportOptions
from explorer.exports.export_weights import export_weights
from explorer.reports.run_report import write_run_report
from explorer.runs.events import EpochDone, Event, JobFailed
from explorer.runs.resume import experiment_to_resume
from explorer.runs.run_claim import RunClaim
from explorer.runs.run_files import available_weights
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import RunList
from explorer.training.checkpoints.training_state import load_state
from explorer.training.inference.evaluation import evaluate_source
from explorer.training.job_control import JobControl
from explorer.training.training_job import train
from explorer.ui.train_page.runs.run_reader import RunReader
from explorer.ui.train_page.runs.run_table import RunModel
from models.config import InputShape, NetworkConfig, ResidualStage, StemConfig

ALARM = 30
"""Seconds after which a call is taken to wait for ever."""
SECONDS, MEGABYTES = 1.0, 100
"""What the refusal of a bomb may take."""
CPU = torch.device("cpu")
DEEP = "[" * 100_000 + "]" * 100_000
ODD = (
    "text",
    "",
    "\ud800",
    "a\x00b",
    [],
    {},
    [[[]]],
    None,
    True,
    -1,
    0,
    1.5,
    1e308,
    10**30,
    float("nan"),
    float("inf"),
)
NETWORK = NetworkConfig(
    input=InputShape(channels=1, height=8, width=8),
    num_classes=10,
    stem=StemConfig(channels=8, kernel=3, stride=1, pool="none"),
    stages=(ResidualStage(blocks=1, width=8),),
)


class Hang(BaseException):
    """Nothing on the way catches it."""


class Reached(Exception):
    """An export was written and would be read back now."""


class UntilEpoch(JobControl):
    """Stops a training after its first epoch, or at once."""

    def __init__(self, epochs: int):
        super().__init__()
        self._epochs = epochs

    def see(self, event: Event) -> None:
        self._epochs -= isinstance(event, EpochDone)

    def is_stopped(self) -> bool:
        return self._epochs <= 0


def make_run(path: Path) -> RunFolder:
    """A good run of one epoch that was stopped, with everything that a run's folder can hold."""
    folder, control = RunFolder(path), UntilEpoch(1)
    path.mkdir(parents=True)
    recipe = Recipe(epochs=3, batch_size=256, device="cpu", ema=0.9)
    train(Experiment(name="good", network=NETWORK, recipe=recipe), folder, control.see, control, threads=1)
    result = evaluate_source(path, device=CPU)
    receipt = {
        "weights": {"sha256": result.digest},
        "files": [{"name": "good.pt", "bytes": 1, "sha256": "0"}],
        "export": {"format": "pt", "precision": "fp32"},
        "proof": {"top1_agreement": 1.0, "max_difference": 0.0, "agrees": True},
    }
    (path / "good.receipt.json").write_text(json.dumps(receipt))
    return folder


def save_run(path: Path) -> None:
    """The files of a run that never began."""
    path.mkdir()
    save_experiment(path / "experiment.json", Experiment(name="good", network=NETWORK))
    (path / "environment.json").write_text("{}")
    (path / "metrics.jsonl").touch()


# What is done to a file. Each gets a generator of random numbers, and the file, which is whole.


def flip(rng: random.Random, file: Path) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(rng.choice((1, 5, 50))):
        content[rng.randrange(len(content))] = rng.randrange(256)
    file.write_bytes(content)


def cut(rng: random.Random, file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: rng.randrange(len(content))])


def swap_parts(rng: random.Random, file: Path) -> None:
    content = file.read_bytes()
    place = rng.randrange(len(content))
    file.write_bytes(content[place:] + content[:place])


def retype(rng: random.Random, file: Path) -> None:
    """One value of the JSON in it becomes something else."""
    if file.name == ".lock":
        return flip(rng, file)
    if file.suffix == ".safetensors":
        return _retype_header(rng, file)
    if file.suffix == ".pt":
        return _retype_state(rng, file)
    if file.suffix == ".npz":
        return _retype_arrays(rng, file)
    lines = file.read_text().splitlines() if file.suffix == ".jsonl" else [file.read_text()]
    number = rng.randrange(len(lines))
    lines[number] = json.dumps(_retyped(rng, json.loads(lines[number])))
    file.write_text("\n".join(lines) + "\n")


def _retyped(rng: random.Random, value: Any) -> Any:
    value = copy.deepcopy(value)
    places = list(_places(value))
    holder, key = rng.choice(places) if places else (None, None)
    if holder is None:
        return rng.choice(ODD)
    if isinstance(holder, dict) and rng.random() < 0.2:
        holder[rng.choice(("odd", ""))] = holder.pop(key)
    else:
        holder[key] = rng.choice(ODD)
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)


def _retype_header(rng: random.Random, file: Path) -> None:
    content = file.read_bytes()
    size = struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8 : 8 + size])
    texts = header["__metadata__"]
    if rng.random() < 0.7:
        key = rng.choice(list(texts))
        with_json = key != "format"
        texts[key] = json.dumps(_retyped(rng, json.loads(texts[key]))) if with_json else rng.choice(ODD)
    else:
        header = _retyped(rng, header)
    text = json.dumps(header).encode()
    file.write_bytes(struct.pack("<Q", len(text)) + text + content[8 + size :])


def _retype_state(rng: random.Random, file: Path) -> None:
    values = torch.load(file, weights_only=True)
    odd = (*ODD, torch.ones(3), torch.ones(1).expand(10**9), torch.ones(2).to_sparse(), {1: torch.ones(1)}, {"x": 1})
    holder, key = rng.choice(list(_places(values)))
    if isinstance(holder, dict) and rng.random() < 0.2:
        holder[rng.choice((7, "odd", None))] = holder.pop(key)
    else:
        holder[key] = rng.choice(odd)
    torch.save(values, file)


def _retype_arrays(rng: random.Random, file: Path) -> None:
    with np.load(file) as arrays:
        found = dict(arrays)
    name = rng.choice(list(found))
    if name == "plain":
        found[name] = np.array(json.dumps(_retyped(rng, json.loads(str(found[name])))))
    else:
        odd = (
            np.ones(3),
            np.full_like(found[name], 200),
            found[name][:-1],
            found[name].astype(np.int64),
            np.array("x"),
        )
        found[name] = rng.choice(odd)
    np.savez_compressed(file, **found)


def nest(rng: random.Random, file: Path) -> None:
    """Something nested deeply in a text, or in place of it."""
    deep = DEEP if rng.random() < 0.5 else "[" * 900 + "]" * 900
    if file.suffix == ".jsonl" and rng.random() < 0.7:
        with file.open("a") as lines:
            lines.write(rng.choice((deep, '{"type": []}', f'{{"type": {deep}}}')) + "\n")
    elif file.suffix == ".json" and rng.random() < 0.7:
        file.write_text(file.read_text().rstrip()[:-1] + f', "odd": {deep}}}')
    else:
        file.write_text(deep)


def fill(rng: random.Random, file: Path) -> None:
    odd = (b"", b"\xff\xfe\x00", b"\x80\x02}q\x00.", b"PK\x05\x06" + bytes(18), b"null\n", b"NaN\n", b"1\n", b"\n")
    file.write_bytes(rng.choice(odd))


def pipe(_: random.Random, file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def folder_there(_: random.Random, file: Path) -> None:
    file.unlink()
    file.mkdir()


def link(rng: random.Random, file: Path) -> None:
    file.unlink()
    file.symlink_to(rng.choice(("nowhere", file.name, "/dev/zero", "..")))


def gone(_: random.Random, file: Path) -> None:
    file.unlink()


def pack(_: random.Random, file: Path) -> None:
    """Zeros that a packer made small."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("state/data.pkl", "labels.npy", "plain.npy"):
            archive.writestr(name, bytes(2**22))


def hole(_: random.Random, file: Path) -> None:
    """A file that says it is huge."""
    with file.open("r+b") as content:
        content.truncate(2**40)


KINDS = (flip, cut, swap_parts, retype, retype, retype, nest, fill, pipe, folder_there, link, gone, pack, hole)
FILES = ("experiment.json", "environment.json", "metrics.jsonl", "best.safetensors", "last.safetensors", "state.pt")
FILES += ("best.evaluation.npz", "good.receipt.json", ".lock")


def harm(rng: random.Random, folder: Path) -> str:
    """Does one thing to one file; says which."""
    kind, file = rng.choice(KINDS), folder / rng.choice(FILES)
    if not file.stat().st_size:
        kind = rng.choice((pipe, folder_there, link, gone))
    kind(rng, file)
    return f"{kind.__name__} {file.name}"


# The calls.


def list_folder(path: Path) -> None:
    records = RunList().read([path.parent])
    if os.path.lexists(path / "experiment.json"):
        assert [record.path for record in records if record.path == path], "the odd run is not listed"
    for record in records:
        assert record.state != "unreadable" or record.problem.endswith("."), "an odd run does not say why"


def evaluate_folder(path: Path) -> None:
    evaluate_source(path, device=CPU)


def report_folder(path: Path) -> None:
    folder = RunFolder(path)
    which = available_weights(folder)
    result = None if which is None else evaluate_source(path, which=which, device=CPU)
    write_run_report(folder, path.parent.parent / "page.html", result, overwrite=True)


def export_folder(path: Path) -> None:
    def probe(*_: object) -> None:
        raise Reached

    try:
        export_weights(path, path.parent.parent / "out.pt", ExportOptions(format="pt"), overwrite=True, probe=probe)
    except Reached:
        return


def resume_folder(path: Path) -> None:
    control = UntilEpoch(1)
    with RunClaim(path, resume=True) as claim:
        experiment = experiment_to_resume(claim.folder)
        claim.commit()
        ended = train(experiment, claim.folder, control.see, control, threads=1, resume=True)
    if isinstance(ended, JobFailed):
        last = ended.details.strip().splitlines()[-1]
        assert last.startswith(("explorer.", "models.")), f"a job failed with {last}"


class Window:
    """The window's list and curves of runs, without the window."""

    def __init__(self) -> None:
        self.application = QApplication.instance() or QApplication([])
        self.reader, self.model = RunReader(), RunModel()
        self.reader.runsListed.connect(self._take)
        self.reader.runsRead.connect(lambda _: self._answers.append("read"))
        self.reader.failed.connect(self._answers_failed)
        self._answers: list[str] = []
        self.faults: list[str] = []
        threading.excepthook = lambda given: self.faults.append(f"a thread ended with {given.exc_type.__name__}")

    def __call__(self, path: Path) -> None:
        self.faults.clear()
        self._answers.clear()
        self.reader.list_runs([path.parent])
        self._wait("listed")
        self.reader.read_runs([path])
        self._wait("read")
        assert not self.faults, self.faults[0]

    def _take(self, records: list) -> None:
        self.model.set_records(records)
        for row in range(self.model.rowCount()):
            for column in range(self.model.columnCount()):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole, Qt.ItemDataRole.ToolTipRole):
                    self.model.index(row, column).data(role)
        self._answers.append("listed")

    def _answers_failed(self, message: str) -> None:
        if "\n" in message or not message.endswith("."):
            self.faults.append(f"no sentence: {message}")

    def _wait(self, answer: str) -> None:
        until = time.monotonic() + ALARM
        while answer not in self._answers and not self.faults and time.monotonic() < until:
            self.application.processEvents()
            time.sleep(0.001)
        assert self.faults or answer in self._answers, f"nothing is {answer}: the reader is dead or waits"


CALLS: dict[str, Callable[[Path], None]] = {
    "list": list_folder,
    "evaluate": evaluate_folder,
    "report": report_folder,
    "export": export_folder,
    "resume": resume_folder,
}


@contextmanager
def alarmed(seconds: float = ALARM) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def fault_of(call: Callable[[Path], None], path: Path) -> tuple[str | None, str]:
    """What is wrong with how a call ended, None where nothing is; and how it ended."""
    try:
        with alarmed():
            call(path)
    except Hang:
        return "waits for ever", "Hang"
    except ValueError as error:
        kind, said = type(error), str(error)
        if not kind.__module__.startswith(("explorer.", "models.")):
            return f"{kind.__name__}: {said[:200]}\n{traceback.format_exc()}", "foreign"
        if not said.endswith((".", "?")) or len(said) > 3000 or not said.isprintable():
            return f"no sentence: {said[:200]!r}", kind.__name__
        return None, kind.__name__
    except Exception as error:  # The one place that may: it looks for exactly these.
        return f"{type(error).__name__}: {str(error)[:200]}\n{traceback.format_exc()}", "foreign"
    return None, "done"


def attack(root: Path, good: Path, count: int, seed: int, calls: dict[str, Callable[[Path], None]]) -> list[str]:
    """Harms so many copies of a good run and makes all calls on each; gives the faults."""
    rng, faults, ends = random.Random(seed), [], Counter()
    for number in range(count):
        path = root / "runs" / f"run-{number}"
        shutil.copytree(good, path)
        what = harm(rng, path)
        for name, call in calls.items():
            fault, end = fault_of(call, path)
            ends[name, end] += 1
            if fault is not None:
                faults.append(f"folder {number}, {what}, {name}: {fault}")
        shutil.rmtree(path)
    for (name, end), times in sorted(ends.items()):
        print(f"  {name:<9}{end:<22}{times:>6,}")
    return faults


# Bombs, each in a process of its own.


def packed_state(path: Path) -> None:
    with zipfile.ZipFile(path / "state.pt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("state/data.pkl", b"x")
        with archive.open("state/data/0", "w", force_zip64=True) as entry:
            for _ in range(2000):
                entry.write(bytes(2**20))


def packed_evaluation(path: Path) -> None:
    file = path / "best.evaluation.npz"
    with np.load(file) as arrays:
        kept = dict(arrays)
    header = io.BytesIO()
    count = 3 * 2**30 // 64
    np.lib.format.write_array_header_1_0(header, {"descr": "|u1", "fortran_order": False, "shape": (count, 8, 8, 1)})
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in kept.items():
            content = io.BytesIO()
            if name != "thumbnails":
                np.save(content, array)
                archive.writestr(f"{name}.npy", content.getvalue())
        with archive.open("thumbnails.npy", "w", force_zip64=True) as entry:
            entry.write(header.getvalue())
            for _ in range(3 * 2**10):
                entry.write(bytes(2**20))


def hollow(name: str, path: Path) -> None:
    hole(random.Random(), path / name)


def long_header(path: Path) -> None:
    with (path / "best.safetensors").open("wb") as file:
        file.write(struct.pack("<Q", 2**26))
        file.truncate(2**27)


def many_parts(name: str, path: Path) -> None:
    (path / name).write_text('{"odd": [' + "[]," * 1_000_000 + "[]]}")


def load_state_of(path: Path) -> None:
    load_state(path / "state.pt", params=100_000)


BOMBS: dict[str, tuple[Callable[[Path], None], Callable[[Path], None]]] = {
    "a packed state.pt of 2 GB": (packed_state, load_state_of),
    "a packed evaluation of 3 GB": (packed_evaluation, evaluate_folder),
    "a hollow state.pt of 1 TB": (partial(hollow, "state.pt"), load_state_of),
    "hollow weights of 1 TB": (partial(hollow, "best.safetensors"), evaluate_folder),
    "weights with 64 MB of header": (long_header, evaluate_folder),
    "hollow metrics of 1 TB": (partial(hollow, "metrics.jsonl"), list_folder),
    "a hollow experiment of 1 TB": (partial(hollow, "experiment.json"), list_folder),
    "an environment of a million lists": (partial(many_parts, "environment.json"), list_folder),
    "an experiment of a million lists": (partial(many_parts, "experiment.json"), list_folder),
}


def try_bomb(call: Callable[[Path], None], path: Path, answer: Any) -> None:
    before, began = megabytes("VmRSS"), time.perf_counter()
    fault, end = fault_of(call, path)
    answer.put((fault, end, time.perf_counter() - began, megabytes("VmHWM") - before))


def megabytes(field: str) -> float:
    """What this process takes now, or took at most since it was forked."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1024


def bombs(root: Path, good: Path) -> list[str]:
    """Faults of the refusals, and what each took."""
    faults, context = [], multiprocessing.get_context("fork")
    # What is loaded with the first call of its kind is not the bomb's.
    evaluate_source(good, device=CPU)
    for number, (bomb, (make, call)) in enumerate(BOMBS.items()):
        path = root / f"bomb-{number}" / "run"
        shutil.copytree(good, path)
        make(path)
        answer = context.SimpleQueue()
        process = context.Process(target=try_bomb, args=(call, path, answer))
        process.start()
        process.join()
        if answer.empty():
            faults.append(f"{bomb}: its process ended with {process.exitcode}")
            continue
        fault, end, seconds, taken = answer.get()
        print(f"  {bomb:<36}{end:<18}{seconds:6.2f} s {taken:6.1f} MB")
        if fault is not None or seconds > SECONDS or taken > MEGABYTES:
            faults.append(f"{bomb}: {fault or 'takes too much'}")
    return faults


# The race.


def churn(root: Path, away: Path, is_over: Any) -> None:
    """Moves runs away and back until it is told to end, or this process's parent has ended."""
    parent, rng = os.getppid(), random.Random(0)
    names = [path.name for path in root.iterdir() if path.name != "stays"]
    while not is_over.is_set() and os.getppid() == parent:
        place = rng.randrange(len(names))
        (root / names[place]).rename(away / "run")
        # Another name: what was half read must not seem to be there again.
        names[place] = f"run-{rng.randrange(10**9)}"
        (away / "run").rename(root / names[place])


def race(root: Path, good: Path, listings: int) -> list[str]:
    """Faults of listing a folder whose runs come and go."""
    runs, away = root / "race", root / "away"
    away.mkdir()
    for name in ("stays", *(f"run-{number}" for number in range(3))):
        shutil.copytree(good, runs / name)
    context = multiprocessing.get_context("fork")
    is_over, faults, counts = context.Event(), [], Counter()
    process = context.Process(target=churn, args=(runs, away, is_over))
    process.start()
    for _ in range(listings):
        try:
            with alarmed():
                records = RunList().read([runs])
        except (Hang, Exception) as error:  # As above.
            faults.append(f"a listing: {type(error).__name__}: {error}")
            continue
        states = Counter(record.state for record in records)
        counts[len(records)] += 1
        if states["unreadable"] or "stays" not in {record.name for record in records}:
            faults.append(f"a listing: {states}")
    is_over.set()
    process.join()
    print("  " + ", ".join(f"{times:,} listings of {count} runs" for count, times in sorted(counts.items())))
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folders", type=int, default=600)
    parser.add_argument("--listings", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-bombs", action="store_true")
    given = parser.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory(prefix="attack-") as scratch:
        root = Path(scratch)
        good = make_run(root / "good").path
        print(f"{given.folders:,} folders, seed {given.seed}")
        faults = attack(root, good, given.folders, given.seed, {"window": Window()} | CALLS)
        if not given.no_bombs:
            print("Bombs")
            faults += bombs(root, good)
        print("Listed while runs come and go")
        faults += race(root, good, given.listings)
    print("\n".join(faults[:20]))
    print(f"{len(faults):,} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
