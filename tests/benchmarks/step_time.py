"""The time of a step in epochs 1 to 4, of two source trees in turn, with all cores and with one thread.

Run it: python tests/benchmarks/step_time.py [--before FOLDER] [--rounds 3] [--only digits]
FOLDER is another checkout of this repository: git worktree add FOLDER COMMIT. Each training is a process of its own, in
the order before, after, before, after, so that a machine that slows down changes both. Milliseconds a step are medians
of the rounds, wall time / processor time, with an epoch's test and save in them; images a second are those of epochs
after the first save, and their ratio is what all cores bring over one thread. Exit status 1 where it is below 0.9.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
NETWORKS = {"digits": "digits_resnet", "resnet20": "resnet20_cifar"}
LEAST_RATIO = 0.9

TRAINING = """
import json, sys, tempfile, time
from pathlib import Path
import numpy as np
from PIL import Image
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig, Recipe
from explorer.runs.run_folder import RunFolder
from explorer.training.job_control import JobControl
from explorer.training.training_job import train
from models.presets import PRESETS

name, threads, epochs, images = sys.argv[1], *map(int, sys.argv[2:5])
with tempfile.TemporaryDirectory() as folder:
    data = DataConfig()
    if name != "digits_resnet":
        chance = np.random.default_rng(0)
        for number in range(images):
            path = Path(folder, "data", str(number % 10), f"{number}.png")
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(chance.integers(0, 256, (32, 32, 3), dtype=np.uint8)).save(path)
        data = DataConfig(name="folder", path=str(Path(folder, "data")), test_fraction=0.1)
    recipe = Recipe(data=data, epochs=epochs, batch_size=64, device="cpu", learning_rate=0.01)
    marks, ended = [], []

    def emit(event):
        kind = type(event).__name__
        if kind in ("JobStarted", "EpochDone"):
            marks.append((time.perf_counter(), time.process_time()))
            ended.append(event)

    train(Experiment(name="x", network=PRESETS[name], recipe=recipe), RunFolder.create(Path(folder), "run"), emit,
          JobControl(), threads=threads)
    steps = ended[0].steps_per_epoch
    print(json.dumps({
        "wall": [1000 * (b[0] - a[0]) / steps for a, b in zip(marks, marks[1:])],
        "cpu": [1000 * (b[1] - a[1]) / steps for a, b in zip(marks, marks[1:])],
        "images": [event.images_per_second for event in ended[1:]],
    }))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", type=Path, help="another checkout to compare with")
    parser.add_argument("--after", type=Path, default=ROOT)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--images", type=int, default=2000, help="of 32 x 32 pixels")
    parser.add_argument("--only", nargs="+", choices=NETWORKS, default=list(NETWORKS))
    arguments = parser.parse_args()
    trees = {"before": arguments.before, "after": arguments.after}
    trees = {name: path.resolve() for name, path in trees.items() if path is not None}
    are_worth_it = [compare(name, trees, arguments) for name in arguments.only]
    return int(not all(are_worth_it))


def compare(name: str, trees: dict[str, Path], arguments: argparse.Namespace) -> bool:
    """Prints the table of a network; gives whether all cores are worth it."""
    cores = len(os.sched_getaffinity(0))
    found: dict[tuple[str, int], list[dict]] = {}
    for _ in range(arguments.rounds):
        for threads in (cores, 1):
            for tree, path in trees.items():
                found.setdefault((tree, threads), []).append(measure(path, NETWORKS[name], threads, arguments))
    heads = "".join(f"{f'epoch {epoch}':>18}" for epoch in range(1, arguments.epochs + 1))
    print(f"{name:10}{'threads':>8}{heads}{'images/s':>12}   (ms a step, wall / processor)")
    pace = {}
    for (tree, threads), rounds in found.items():
        cells = zip(*(middle(rounds, what) for what in ("wall", "cpu")), strict=True)
        pace[tree, threads] = median(middle(rounds, "images")[1:])
        text = "".join(f"{f'{wall:.1f} / {cpu:.1f}':>18}" for wall, cpu in cells)
        print(f"{tree:10}{threads:>8}{text}{pace[tree, threads]:>12,.0f}", flush=True)
    ratios = {tree: pace[tree, cores] / pace[tree, 1] for tree in trees}
    print("  ".join(f"{tree}: all {cores} cores {ratio:.2f} of one thread" for tree, ratio in ratios.items()), "\n")
    return ratios["after"] >= LEAST_RATIO


def middle(rounds: list[dict], what: str) -> list[float]:
    """The median of the rounds for each epoch."""
    return [median(values) for values in zip(*(round[what] for round in rounds), strict=True)]


def measure(tree: Path, network: str, threads: int, arguments: argparse.Namespace) -> dict:
    words = (network, str(threads), str(arguments.epochs), str(arguments.images))
    done = subprocess.run(
        [sys.executable, "-c", TRAINING, *words],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree)},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
