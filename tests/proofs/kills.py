"""SIGKILL at random moments, also while a file is written: every resume works, no file is torn, and the end is equal.

Run it: python tests/proofs/kills.py [--kills 500] [--seed 0]; it prints what it found as JSON.

A process of its own, because only one without threads may fork, and loading torch for every kill would take minutes.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Augmentation, Recipe
from explorer.runs.events import EpochDone, JobFinished, StepsDone
from explorer.runs.metrics_file import read_events
from explorer.runs.resume import experiment_to_resume
from explorer.runs.run_claim import RunClaim
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import read_record
from explorer.training.checkpoints.checkpoint import load_checkpoint
from explorer.training.checkpoints.training_state import load_state
from explorer.training.job_control import JobControl
from explorer.training.loop.setup import Intervals
from explorer.training.training_job import train
from models.config import HeadConfig, InputShape, NetworkConfig, ResidualStage, StemConfig

LONGEST_LIFE = 0.4
"""Seconds."""
EVERY_STEP = Intervals(read_back=0.0)
EXPERIMENT = Experiment(
    name="killed",
    network=NetworkConfig(
        input=InputShape(channels=1, height=8, width=8),
        num_classes=10,
        stem=StemConfig(channels=8, kernel=3, stride=1, pool="none"),
        stages=(ResidualStage(blocks=1, width=8),),
        head=HeadConfig(dropout=0.1),
    ),
    recipe=Recipe(epochs=5, batch_size=128, device="cpu", augmentation=Augmentation(crop_padding=1), ema=0.9),
)


def main(root: Path, num_kills: int, seed: int) -> None:
    torch.set_num_threads(1)
    whole = RunFolder(root / "whole")
    train_on(whole)
    expected = outcome(whole)
    chance = random.Random(seed)
    kills = finished = in_a_file = 0
    while kills < num_kills:
        folder = RunFolder(root / f"run-{finished}")
        # Every other process is killed once it has begun to write a file.
        is_aimed = kills % 2 == 1
        if kill_in_the_middle(folder, chance.uniform(0.0, LONGEST_LIFE), in_a_file=is_aimed):
            kills += 1
            in_a_file += any(folder.path.glob(".*.tmp"))
            check_files(folder)
        else:
            assert outcome(folder) == expected, f"{folder.path} ended otherwise than one left alone"
            finished += 1
    last = RunFolder(root / f"run-{finished}")
    train_on(last)
    assert outcome(last) == expected, f"{last.path} ended otherwise than one left alone"
    print(json.dumps({"kills": kills, "in_a_file": in_a_file, "finished": finished + 1}))


def kill_in_the_middle(folder: RunFolder, life: float, *, in_a_file: bool) -> bool:
    """Whether the process was killed; False where it was done before."""
    process = os.fork()
    if process == 0:
        # A state at each step, so that there is a file to be killed in.
        train_on(folder, Intervals(read_back=0.0, save=0.0) if in_a_file else EVERY_STEP)
        os._exit(0)
    time.sleep(life)
    end = time.monotonic() + LONGEST_LIFE
    while in_a_file and time.monotonic() < end and not any(folder.path.glob(".*.tmp")):
        pass
    os.kill(process, signal.SIGKILL)
    status = os.waitpid(process, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "a resumed training failed"
    return read_record(folder).state != "finished" if folder.experiment_file.is_file() else True


def train_on(folder: RunFolder, intervals: Intervals = EVERY_STEP) -> None:
    with RunClaim(folder.path, resume=True) as claim:
        claim.commit()
        experiment = experiment_to_resume(claim.folder, EXPERIMENT)
        ended = train(experiment, claim.folder, lambda event: None, JobControl(), resume=True, intervals=intervals)
    if not isinstance(ended, JobFinished):
        print(ended.details, file=sys.stderr, flush=True)
        os._exit(1)


def check_files(folder: RunFolder) -> None:
    """Raises where any file that is there is not whole."""
    if folder.state_file.exists():
        load_state(folder.state_file)
    for file in (folder.last_file, folder.best_file):
        if file.exists():
            load_checkpoint(file)
    if folder.metrics_file.exists():
        read_events(folder.metrics_file)
    if folder.experiment_file.exists():
        assert read_record(folder).is_resumable


def outcome(folder: RunFolder) -> tuple:
    """What a run came to, without times: its steps, its epochs and the bits of its weights."""
    events = read_events(folder.metrics_file)
    steps = [
        row
        for event in events
        if isinstance(event, StepsDone)
        for row in zip(event.steps, event.losses, event.accuracies, strict=True)
    ]
    epochs = [
        (event.epoch, event.train_loss, event.test_loss, event.test_accuracy, event.is_best)
        for event in events
        if isinstance(event, EpochDone)
    ]
    weights = [load_checkpoint(file)[0] for file in (folder.last_file, folder.best_file)]
    return steps, epochs, [[tensor.tolist() for tensor in part.values()] for part in weights]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kills-") as scratch:
        main(Path(scratch), given.kills, given.seed)
