"""The tutorials' own training loops against this trainer, and the trainer against the bare model, in turn in one run.

Run it: RESDENSE_CIFAR10=FOLDER python tests/benchmarks/trainer_speed.py [--rounds 3] [--device auto] [--only cifar]
A tutorial's loop transforms image by image in a DataLoader, computes in fp32 and reads the loss back at each step;
it has a process of its own, which none of this trainer's settings reach.
The bare model takes steps with the trainer's settings on one resident batch. Images a second; medians of the rounds,
and the ratios are medians of each round's ratio, so that a machine that slows down in between changes them little.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch
from PIL import Image
from rich.console import Console
from rich.table import Table
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Augmentation, Recipe
from explorer.runs.run_folder import RunFolder
from explorer.training.data.batches import Normaliser
from explorer.training.data.data_loading import load_digits
from explorer.training.data.image_set import DataSet, ImageSet, Normalisation, fit
from explorer.training.job_control import JobControl
from explorer.training.loop.optimiser import build_optimiser
from explorer.training.loop.setup import Setup
from explorer.training.loop.trainer import Trainer
from explorer.training.runtime.device import choose_device, describe_device, prepare_device
from explorer.training.runtime.forward_pass import forward
from models.build import build_model
from models.config import InputShape
from models.presets import PRESETS
from models.spec import resolve

CIFAR_MEAN, CIFAR_STD = (0.4914, 0.4822, 0.4465), (0.2023, 0.1994, 0.2010)
GREY_SIDE = 28
COLUMNS = ("tutorial's loop", "trainer", "ratio", "bare model", "trainer / bare")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A tutorial: its network, its transforms, and the recipe that trains the same here."""

    name: str
    network: str
    images: list[Image.Image]
    transform: Callable[[Image.Image], Tensor]
    recipe: Recipe
    lazy: Recipe
    """The recipe of the tutorial's loop."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=3, help="steps of one measurement")
    parser.add_argument("--batch-size", type=int, help="that of the tutorials is 128 for CIFAR and 256 for grey images")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--workers", type=int, default=2, help="loader processes of the tutorials' loops")
    parser.add_argument("--precision", default="bf16", choices=("fp32", "tf32", "bf16", "fp16"))
    parser.add_argument("--only", choices=("cifar", "grey"))
    arguments = parser.parse_args()
    device = choose_device(arguments.device)
    prepare_device(device, precision=arguments.precision)
    table = table_of(("case", "batch", *COLUMNS), f"Images a second on {describe_device(device)}")
    for make in (cifar, grey):
        if arguments.only in (None, make.__name__) and (case := make(arguments)) is not None:
            rates = compare(case, device, rounds=arguments.rounds, workers=arguments.workers)
            table.add_row(case.name, str(case.recipe.batch_size), *rates.row())
    Console(width=120).print(table)


def table_of(columns: Sequence[str], title: str) -> Table:
    """Empty; the first column is of names, the others are of numbers."""
    table = Table(title=title)
    for column in columns:
        table.add_column(column, justify="left" if column == columns[0] else "right")
    return table


def cifar(arguments: argparse.Namespace) -> Case | None:
    root = os.environ.get("RESDENSE_CIFAR10")
    if root is None:
        print("RESDENSE_CIFAR10 does not name the folder of CIFAR-10's images: tutorial 3 is left out.")
        return None
    batch_size = arguments.batch_size or 128
    paths = sorted(Path(root, "train").glob("*/*.jpg"))[:: max(1, 50_000 // (arguments.steps * batch_size))]
    steps = [
        transforms.RandomCrop(32, padding=4),
        transforms.RandomHorizontalFlip(),
        transforms.ToTensor(),
        transforms.Normalize(CIFAR_MEAN, CIFAR_STD),
    ]
    recipe = Recipe(
        batch_size=batch_size,
        augmentation=Augmentation(crop_padding=4, flip=True),
        learning_rate=0.01,
        weight_decay=5e-4,
        decay_all=True,
        nesterov=False,
        schedule="constant",
        label_smoothing=0.0,
        precision=arguments.precision,
    )
    images = [Image.open(path).convert("RGB") for path in paths[: arguments.steps * batch_size]]
    return Case(
        name="tutorial 3: ResNet-18, CIFAR-10",
        network="tutorial_resnet18_cifar",
        images=images,
        transform=transforms.Compose(steps),
        recipe=recipe,
        lazy=recipe.model_copy(update={"precision": "fp32", "channels_last": False}),
    )


def grey(arguments: argparse.Namespace) -> Case:
    batch_size = arguments.batch_size or 64
    digits = load_digits(InputShape(channels=1, height=8, width=8)).train.images
    count = arguments.steps * batch_size
    images = [
        Image.fromarray(digits[index % len(digits), 0].numpy()).resize((GREY_SIDE,) * 2) for index in range(count)
    ]
    recipe = Recipe(
        batch_size=batch_size,
        augmentation=Augmentation(),
        learning_rate=0.01,
        momentum=0.0,
        nesterov=False,
        weight_decay=0.0,
        schedule="constant",
        label_smoothing=0.0,
        precision=arguments.precision,
    )
    return Case(
        name="tutorial 1: ResNet-18, 28 x 28 grey at 224",
        network="tutorial_resnet18_grey",
        images=images,
        transform=transforms.Compose([transforms.Resize(224), transforms.ToTensor()]),
        recipe=recipe,
        lazy=recipe.model_copy(update={"precision": "fp32", "channels_last": False}),
    )


@dataclass(frozen=True)
class Rates:
    """Images a second in each round."""

    tutorial: list[float]
    trainer: list[float]
    bare: list[float]

    def row(self) -> tuple[str, ...]:
        """Medians, and the trainer's ratios to both."""
        to_tutorial, to_bare = (
            median(mine / its for mine, its in zip(self.trainer, others, strict=True))
            for others in (self.tutorial, self.bare)
        )
        tutorial, trainer, bare = map(median, (self.tutorial, self.trainer, self.bare))
        return (f"{tutorial:,.1f}", f"{trainer:,.1f}", f"{to_tutorial:.2f}", f"{bare:,.1f}", f"{to_bare:.3f}")


def compare(case: Case, device: torch.device, *, rounds: int, workers: int) -> Rates:
    """One after the other in each round, after a first one that does not count."""
    with closing(in_own_process(tutorial_epochs, case, device, workers)) as tutorial:
        measured = (tutorial, trainer_epochs(case, device), bare_epochs(case, device))
        for epochs in measured:
            next(epochs)
        rates = [[next(epochs) for epochs in measured] for _ in range(rounds)]
    return Rates(*map(list, zip(*rates, strict=True)))


def in_own_process(epochs: Callable[..., Iterator[float]], *arguments: object) -> Iterator[float]:
    """What `epochs(*arguments)` yields, each computed in another process when it is asked for."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=answer, args=(there, epochs, arguments))
    process.start()
    try:
        while True:
            here.send("next")
            yield here.recv()
    finally:
        here.close()
        process.join()


def answer(pipe: Connection, epochs: Callable[..., Iterator[float]], arguments: tuple) -> None:
    """Sends a measurement whenever it is asked, until the other end is closed."""
    measured = epochs(*arguments)
    with suppress(EOFError):
        while pipe.recv():
            pipe.send(next(measured))


class ImageByImage(Dataset):
    """Images that are transformed one at a time, as the tutorials' data sets do it."""

    def __init__(self, case: Case):
        self._images, self._transform = case.images, case.transform

    def __len__(self) -> int:
        return len(self._images)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        return self._transform(self._images[index]), index % 10


def tutorial_epochs(case: Case, device: torch.device, workers: int) -> Iterator[float]:
    """An epoch of the tutorial's loop each time: images a second."""
    recipe = case.lazy
    model = build_model(resolve(PRESETS[case.network])).to(device)
    optimiser = torch.optim.SGD(
        model.parameters(), lr=recipe.learning_rate, momentum=recipe.momentum, weight_decay=recipe.weight_decay
    )
    loader = DataLoader(
        ImageByImage(case), batch_size=recipe.batch_size, shuffle=True, num_workers=workers,
        persistent_workers=workers > 0,
    )  # fmt: skip
    model.train()
    while True:
        began, running = time.perf_counter(), 0.0
        for images, labels in loader:
            images, labels = images.to(device), labels.to(device)
            optimiser.zero_grad()
            loss = functional.cross_entropy(model(images), labels)
            loss.backward()
            optimiser.step()
            running += loss.item()
        yield len(case.images) / (time.perf_counter() - began)


def trainer_epochs(case: Case, device: torch.device) -> Iterator[float]:
    """An epoch of the trainer each time, with everything that a job does in it: images a second."""
    experiment = Experiment(
        name="speed", network=PRESETS[case.network], recipe=case.recipe.model_copy(update={"epochs": 1000})
    )
    with tempfile.TemporaryDirectory() as folder:
        setup = Setup(
            experiment=experiment, data=data_of(case).to(device), device=device, folder=RunFolder(Path(folder))
        )
        trainer = Trainer(build_model(resolve(experiment.network)), setup)
        epoch = 0
        while True:
            epoch += 1
            began = time.perf_counter()
            trainer.train_epoch(epoch, lambda event: None, JobControl())
            yield len(case.images) / (time.perf_counter() - began)


def bare_epochs(case: Case, device: torch.device) -> Iterator[float]:
    """As many steps on one batch that is there already: images a second."""
    recipe = case.recipe
    memory_format = torch.channels_last if recipe.channels_last else torch.contiguous_format
    model = build_model(resolve(PRESETS[case.network])).to(device, memory_format=memory_format).train()
    optimiser = build_optimiser(model, recipe)
    data = data_of(case).to(device)
    places = slice(0, recipe.batch_size)
    normalise = Normaliser(data.normalisation, device=device, memory_format=memory_format)
    images, labels = normalise(fit(data.train.images[places].to(device), data.train.shape)), data.train.labels[places]
    while True:
        began = time.perf_counter()
        for _ in range(len(case.images) // recipe.batch_size):
            bare_step(model, optimiser, images, labels, recipe)
        synchronise(device)
        yield len(case.images) / (time.perf_counter() - began)


def bare_step(
    model: nn.Module, optimiser: torch.optim.Optimizer, images: Tensor, labels: Tensor, recipe: Recipe
) -> None:
    optimiser.zero_grad(set_to_none=True)
    functional.cross_entropy(forward(model, images, recipe), labels).backward()
    optimiser.step()


def data_of(case: Case) -> DataSet:
    arrays = [np.atleast_3d(np.asarray(image)).transpose(2, 0, 1) for image in case.images]
    images = torch.from_numpy(np.stack(arrays))
    labels = torch.arange(len(images)) % 10
    image_set = ImageSet(images=images, labels=labels, shape=PRESETS[case.network].input)
    return DataSet(train=image_set, test=image_set, classes=tuple("0123456789"), normalisation=Normalisation.of(images))


def synchronise(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


if __name__ == "__main__":
    main()
