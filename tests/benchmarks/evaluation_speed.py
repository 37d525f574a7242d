"""How fast images in a folder are tested: `evaluate`, and the usual loop with torchvision's ImageFolder.

Run it: python tests/benchmarks/evaluation_speed.py [--images 1000] [--rounds 3] [FOLDER]
FOLDER holds CIFAR-10's test images, a sub-folder a class; the folder `test` of RESDENSE_CIFAR10 otherwise. Both take
turns and run the same weights in fp32. Ours reads the weights too, checks them, and makes the confusion matrix and the
thumbnails; the loop has its network ready and counts hits. Exit status 1 where they do not agree.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch
from rich.console import Console
from rich.table import Column, Table
from torch import nn
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder

from explorer.experiment.experiment import Experiment
from explorer.training.checkpoints.checkpoint import CheckpointInfo, encode_checkpoint
from explorer.training.data.image_set import Normalisation
from explorer.training.inference.evaluation import evaluate_source
from explorer.training.runtime.device import choose_device
from models.build import build_model
from models.presets import PRESETS
from models.spec import resolve

NETWORKS = ("resnet20_cifar", "tutorial_resnet18_cifar")
BATCH_SIZE, WORKERS = 128, 2
MEAN, STD = (0.4914, 0.4822, 0.4465), (0.2023, 0.1994, 0.2010)


def link_images(folder: Path, most: int, to: Path) -> tuple[str, ...]:
    """Links to as many images of each class; gives the classes."""
    classes = tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))
    for name in classes:
        (to / name).mkdir(parents=True)
        for image in sorted((folder / name).iterdir())[: most // len(classes)]:
            (to / name / image.name).symlink_to(image.absolute())
    return classes


def make_weights(name: str, classes: tuple[str, ...], out: Path) -> nn.Module:
    """A network with random weights, and the file of them."""
    torch.manual_seed(0)
    model = build_model(resolve(PRESETS[name])).eval()
    info = CheckpointInfo(
        experiment=Experiment(name=name, network=PRESETS[name]),
        classes=classes,
        normalisation=Normalisation(mean=MEAN, std=STD),
        epoch=0,
        step=0,
        test_accuracy=None,
    )
    out.write_bytes(encode_checkpoint(model.state_dict(), info))
    return model


@torch.no_grad()
def usual_loop(model: nn.Module, folder: Path, workers: int) -> float:
    """Accuracy, as a tutorial computes it."""
    change = transforms.Compose([transforms.ToTensor(), transforms.Normalize(MEAN, STD)])
    loader = DataLoader(ImageFolder(folder, change), batch_size=BATCH_SIZE, num_workers=workers)
    hits = sum((model(images).argmax(1) == labels).sum().item() for images, labels in loader)
    return hits / len(loader.dataset)


def compare(name: str, folder: Path, classes: tuple[str, ...], rounds: int) -> tuple[list[float], set[float]]:
    """Median seconds of ours, of the loop, and of the loop with workers; the accuracies found."""
    with tempfile.TemporaryDirectory() as scratch:
        weights = Path(scratch) / "weights.safetensors"
        model = make_weights(name, classes, weights)
        works = (
            lambda: evaluate_source(weights, data=str(folder), device=choose_device("cpu")).accuracy,
            lambda: usual_loop(model, folder, 0),
            lambda: usual_loop(model, folder, WORKERS),
        )
        seconds, found = [[] for _ in works], set()
        for _ in range(rounds):
            for taken, work in zip(seconds, works, strict=True):
                began = time.perf_counter()
                found.add(round(work(), 6))
                taken.append(time.perf_counter() - began)
    return [statistics.median(taken) for taken in seconds], found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given = os.environ.get("RESDENSE_CIFAR10")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(given) / "test" if given else None)
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.folder is None:
        parser.error("name the folder of CIFAR-10's test images, or set RESDENSE_CIFAR10.")
    headers = ("network", "evaluate, s", "loop, s", f"{WORKERS} workers, s", "times faster", "agree")
    table = Table(*(Column(header, no_wrap=True) for header in headers))
    agree = True
    with tempfile.TemporaryDirectory() as images:
        classes = link_images(arguments.folder, arguments.images, Path(images))
        for name in NETWORKS:
            seconds, found = compare(name, Path(images), classes, arguments.rounds)
            agree &= len(found) == 1
            faster = min(seconds[1:]) / seconds[0]
            table.add_row(
                name, *(f"{each:.2f}" for each in seconds), f"{faster:.2f}", "no" if len(found) > 1 else "yes"
            )
    Console().print(table)
    return int(not agree)


if __name__ == "__main__":
    sys.exit(main())
