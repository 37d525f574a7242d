"""The trainer on a GPU: images and epochs a second, against a tutorial's loop and the bare model; seconds to 94 %.

Run it: RESDENSE_CIFAR10=FOLDER python tests/benchmarks/gpu_speed.py [--rounds 3] [--only resnet18] [--workers 8]
Without the folder the images of 32 x 32 are noise, and there is no race to 94 %. Those of 224 x 224 are always noise,
a few thousand that stay on the device. It runs anywhere with --device cpu --images 64 --batch-size 16.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
import torch
from PIL import Image
from rich.console import Console
from torchvision import transforms
from trainer_speed import CIFAR_MEAN, CIFAR_STD, COLUMNS, Case, compare, table_of

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Augmentation, DataConfig
from explorer.experiment.recipe_presets import RECIPES
from explorer.runs.events import EpochDone, Event, JobFailed, JobStarted
from explorer.runs.run_folder import RunFolder
from explorer.training.job_control import JobControl
from explorer.training.runtime.device import choose_device, describe_device, prepare_device
from explorer.training.training_job import train
from models.presets import PRESETS

FAST = RECIPES["fast"].recipe
GOAL = 0.94
CROP_AND_FLIP = [transforms.RandomCrop(32, padding=4), transforms.RandomHorizontalFlip()]
TO_TENSOR = [transforms.ToTensor(), transforms.Normalize(CIFAR_MEAN, CIFAR_STD)]


@dataclass(frozen=True, kw_only=True)
class Contest:
    """One network of the table."""

    title: str
    network: str
    side: int
    num_images: int
    batch_size: int


CONTESTS = {
    "resnet18": Contest(
        title="ResNet-18, CIFAR-10", network="tutorial_resnet18_cifar", side=32, num_images=50_000, batch_size=512
    ),
    "densenet": Contest(
        title="DenseNet-BC(100,12), CIFAR-10",
        network="densenet_bc100_k12_cifar",
        side=32,
        num_images=50_000,
        batch_size=64,
    ),
    "resnet50": Contest(title="ResNet-50 at 224", network="resnet50", side=224, num_images=4096, batch_size=256),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--only", choices=CONTESTS, action="append")
    parser.add_argument("--images", type=int, help="of an epoch, where not all")
    parser.add_argument(
        "--batch-size", type=int, help="where not 512 for ResNet-18, 64 for DenseNet, 256 for ResNet-50"
    )
    parser.add_argument("--workers", type=int, default=8, help="loader processes of the tutorial's loop")
    parser.add_argument("--race", default="tutorial_resnet18_cifar", help="the preset that is trained to 94 %%")
    arguments = parser.parse_args()
    if arguments.device == "cuda" and not torch.cuda.is_available():
        print("There is no CUDA device here, so that nothing was measured; --device cpu shows that the benchmark runs.")
        return
    device = choose_device(arguments.device)
    prepare_device(device, precision=FAST.precision)
    table = table_of(("case", "batch", *COLUMNS, "epoch, s"), f"Images a second on {describe_device(device)}")
    for name in arguments.only or CONTESTS:
        case = case_of(CONTESTS[name], arguments)
        rates = compare(case, device, rounds=arguments.rounds, workers=arguments.workers)
        seconds = len(case.images) / median(rates.trainer)
        table.add_row(case.name, str(case.recipe.batch_size), *rates.row(), f"{seconds:.2f}")
    Console(width=140).print(table)
    print(race(arguments.race, arguments))


def case_of(contest: Contest, arguments: argparse.Namespace) -> Case:
    """A contest with its images; the tutorial's loop has its own precision and order in memory."""
    count = arguments.images or contest.num_images
    batch_size = arguments.batch_size or contest.batch_size
    is_small = contest.side == 32
    recipe = FAST.model_copy(
        update={"batch_size": batch_size, "augmentation": FAST.augmentation if is_small else Augmentation(flip=True)}
    )
    return Case(
        name=contest.title,
        network=contest.network,
        images=list((cifar_images if is_small else noise)(count, contest.side)),
        transform=transforms.Compose([*(CROP_AND_FLIP if is_small else CROP_AND_FLIP[1:]), *TO_TENSOR]),
        recipe=recipe,
        lazy=recipe.model_copy(update={"precision": "fp32", "channels_last": False}),
    )


def cifar_images(count: int, side: int) -> Iterator[Image.Image]:
    root = os.environ.get("RESDENSE_CIFAR10")
    if root is None:
        yield from noise(count, side)
        return
    for path in sorted(Path(root, "train").glob("*/*.jpg"))[:count]:
        with Image.open(path) as image:
            yield image.convert("RGB")


def noise(count: int, side: int) -> Iterator[Image.Image]:
    chance = np.random.default_rng(0)
    return (Image.fromarray(chance.integers(0, 256, (side, side, 3), np.uint8)) for _ in range(count))


class Stopwatch:
    """Adds up the seconds of the epochs, tests included, until one reaches the goal."""

    def __init__(self) -> None:
        self.seconds = self.best = 0.0
        self.epochs = 0
        self.is_done = False

    def __call__(self, event: Event) -> None:
        match event:
            case JobStarted():
                print(f"{event.params:,} parameters on {event.device}")
            case EpochDone() if not self.is_done:
                self.seconds += event.seconds
                self.epochs, self.best = event.epoch, max(self.best, event.test_accuracy)
                self.is_done = event.test_accuracy >= GOAL
                print(f"epoch {event.epoch}: {event.test_accuracy:.2%} after {self.seconds:.1f} s")
            case JobFailed():
                print(event.message)


def race(network: str, arguments: argparse.Namespace) -> str:
    """Train with the fast recipe to the end and say when 94 % was reached; loading is not counted, warming up is."""
    root = os.environ.get("RESDENSE_CIFAR10")
    if root is None or arguments.images is not None:
        return "The race to 94 % needs all of CIFAR-10: RESDENSE_CIFAR10 names its folder, and --images is not given."
    recipe = FAST.model_copy(update={"data": DataConfig(name="folder", path=root), "device": arguments.device})
    experiment = Experiment(name="race", network=PRESETS[network], recipe=recipe)
    watch = Stopwatch()
    with tempfile.TemporaryDirectory() as folder:
        train(experiment, RunFolder(Path(folder)), watch, JobControl())
    reached = f"{watch.seconds:.1f} s" if watch.is_done else "never"
    return (
        f"{GOAL:.0%} with {network}: {reached}; {watch.best:.2%} after {watch.epochs} epochs in {watch.seconds:.1f} s."
    )


if __name__ == "__main__":
    main()
