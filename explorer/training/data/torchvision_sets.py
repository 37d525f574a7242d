"""The data sets of torchvision: downloaded once, verified, and read by its own classes."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from torch import Tensor
from torchvision import datasets

from explorer.atomic_file import write_errors_named
from explorer.experiment.data_sets import KnownData
from explorer.runs.events import Loading
from explorer.runs.run_lock import RunLock
from explorer.training.data.download import Archive, fetch
from explorer.training.data.image_folder import find_images
from explorer.training.data.image_reading import read_images
from explorer.training.data.image_set import DataError, ImageSet
from explorer.training.data.loading_report import Report
from explorer.training.runtime.training_error import TrainingStopped
from models.config import InputShape
from models.sentence import say

WAIT_SECONDS = 0.5
GREY = (19595, 38470, 7471)
"""Weights of red, green and blue in grey, of 65,536, as in Pillow (ITU-R 601-2)."""
MNIST_LIKE = {"mnist": datasets.MNIST, "fashion_mnist": datasets.FashionMNIST, "kmnist": datasets.KMNIST}
CIFAR_LIKE = {"cifar10": datasets.CIFAR10, "cifar100": datasets.CIFAR100}
CHUNK = 4096
"""Images that are converted to grey at once."""
SMALL_IMAGENETTE = 160
"""Larger inputs use the images of 320 pixels."""


def load_torchvision_set(known: KnownData, root: Path, shape: InputShape, report: Report) -> tuple[ImageSet, ImageSet]:
    """The training and the test images of a data set, grey or RGB as the network takes it, or grey for either.

    Missing or damaged files in the folder `root` are downloaded. Raises DataError and FileWriteError.
    """
    with write_errors_named(root):
        root.mkdir(parents=True, exist_ok=True)
    lock = RunLock(root / f".{known.name}.lock")
    _wait_for(lock, known, report)
    try:
        train, test = _open(_source(known.name, root, shape, report), known, root, shape, report)
        return train, test
    finally:
        lock.release()


def _wait_for(lock: RunLock, known: KnownData, report: Report) -> None:
    with write_errors_named(lock.path):
        while not lock.acquire():
            report(Loading(what=say("Waiting for another job that loads {}", known.title), done=0, total=0))
            time.sleep(WAIT_SECONDS)


class _NotWholeError(Exception):
    """A file is missing or damaged; the message names it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Source:
    """One data set in its folder."""

    archives: list[Archive]
    """The files to download, with torchvision's names and checksums."""
    unpacked: list[Path]
    """The files that they unpack to."""
    parts: tuple[Callable[[bool], tuple[Tensor, Tensor]], ...]
    """Read the training and the test images, (N, C, H, W) uint8, and labels (N,); given true they unpack first."""


def _source(name: str, root: Path, shape: InputShape, report: Report) -> _Source:
    if name in MNIST_LIKE:
        kind = MNIST_LIKE[name]
        folder = root / kind.__name__ / "raw"
        archives = [
            Archive(urls=tuple(mirror + file for mirror in kind.mirrors), path=folder / file, md5=md5)
            for file, md5 in kind.resources
        ]
        return _Source(
            archives=archives,
            unpacked=[archive.path.with_suffix("") for archive in archives],
            parts=tuple(partial(_read_mnist, kind, root, train) for train in (True, False)),
        )
    if name in CIFAR_LIKE:
        kind = CIFAR_LIKE[name]
        return _Source(
            archives=[Archive(urls=(kind.url,), path=root / kind.filename, md5=kind.tgz_md5)],
            unpacked=[root / kind.base_folder],
            parts=tuple(partial(_read_cifar, kind, root, train) for train in (True, False)),
        )
    if name == "svhn":
        splits = ("train", "test")
        files = [datasets.SVHN.split_list[split] for split in splits]
        return _Source(
            archives=[Archive(urls=(url,), path=root / file, md5=md5) for url, file, md5 in files],
            unpacked=[],
            parts=tuple(partial(_read_svhn, root, split) for split in splits),
        )
    assert name == "imagenette", f"{name} is not of torchvision"
    size = "160px" if max(shape.height, shape.width) <= SMALL_IMAGENETTE else "320px"
    url, md5 = datasets.Imagenette._ARCHIVES[size]
    folder = root / Path(url).stem

    def read_part(split: str, download: bool) -> tuple[Tensor, Tensor]:
        datasets.Imagenette(root, split=split, size=size, download=download)
        # Torchvision's own way reads one image at a time; the folders are those of any folder of images.
        found = find_images(folder, test_fraction=0.5, seed=0)
        files = found.train if split == "train" else found.test
        return read_images(files.paths, shape, report), torch.tensor(files.labels)

    return _Source(
        archives=[Archive(urls=(url,), path=root / Path(url).name, md5=md5)],
        unpacked=[folder],
        parts=tuple(partial(read_part, split) for split in ("train", "val")),
    )


def _read_mnist(kind: type[datasets.MNIST], root: Path, train: bool, download: bool) -> tuple[Tensor, Tensor]:
    found = kind(root, train=train, download=download)
    return found.data.unsqueeze(1), found.targets


def _read_cifar(kind: type[datasets.CIFAR10], root: Path, train: bool, download: bool) -> tuple[Tensor, Tensor]:
    found = kind(root, train=train, download=download)
    return torch.from_numpy(found.data).permute(0, 3, 1, 2).contiguous(), torch.tensor(found.targets)


def _read_svhn(root: Path, split: str, download: bool) -> tuple[Tensor, Tensor]:
    found = datasets.SVHN(root, split=split, download=download)
    return torch.from_numpy(found.data).contiguous(), torch.from_numpy(found.labels)


def _open(source: _Source, known: KnownData, root: Path, shape: InputShape, report: Report) -> list[ImageSet]:
    """Read the data set; if it is not complete, download and unpack its archives first."""
    try:
        return _read(source, known, shape, download=False)
    except _NotWholeError:
        fetch(source.archives, known.title, report)
        with write_errors_named(root):
            for path in source.unpacked:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    report(Loading(what=say("Unpacking {}", known.title), done=0, total=0))
    try:
        return _read(source, known, shape, download=True)
    except _NotWholeError as error:
        raise DataError("{} in {} cannot be read: {}.", known.title, root, error) from error


def _read(source: _Source, known: KnownData, shape: InputShape, *, download: bool) -> list[ImageSet]:
    sets = []
    try:
        for read in source.parts:
            images, labels = read(download)
            images = to_channels(images, shape.channels)
            sets.append(ImageSet(images=images, labels=labels.long(), shape=shape))
    except (TrainingStopped, DataError):
        raise
    except ModuleNotFoundError as error:
        raise DataError('{} needs the package "{}"; install it with pip.', known.title, error.name) from error
    # Readers raise nearly anything for a damaged file.
    except Exception as error:
        raise _NotWholeError(str(error).splitlines()[0] if str(error) else type(error).__name__) from error
    train, test = map(len, sets)
    if (train, test) != (known.train_images, known.test_images):
        raise _NotWholeError(say("it holds {:,} and {:,} images", train, test))
    return sets


def to_channels(images: Tensor, channels: int) -> Tensor:
    """(N, c, h, w) uint8 images, converted to grey if the network takes grey; grey ones stay grey."""
    if images.shape[1] == 3 and channels == 1:
        return torch.cat([_grey(chunk) for chunk in images.split(CHUNK)])
    return images


def _grey(images: Tensor) -> Tensor:
    weights = torch.tensor(GREY, dtype=torch.int32).view(-1, 1, 1)
    mixed = (images.to(torch.int32) * weights).sum(1, keepdim=True)
    return ((mixed + 2**15) >> 16).to(torch.uint8)
