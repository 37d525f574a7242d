"""The data sets that torchvision knows: downloaded once, checked, and read by its own classes."""

import shutil
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor
from torchvision import datasets
from torchvision.datasets import VisionDataset

from explorer.atomic_file import write_errors_named
from explorer.experiment.data_sets import KnownData
from explorer.runs.events import Loading
from explorer.runs.run_lock import RunLock
from explorer.training.download import Archive, Report, fetch
from explorer.training.image_folder import find_pictures
from explorer.training.picture_reading import read_pictures
from explorer.training.picture_set import DataError, PictureSet
from explorer.training.training_error import TrainingStopped
from models.config import InputShape

WAIT_SECONDS = 0.5
GREY = (19595, 38470, 7471)
"""Shares of red, green and blue in grey, of 65,536, as Pillow has them (ITU-R 601-2)."""
MNIST_LIKE = {"mnist": datasets.MNIST, "fashion_mnist": datasets.FashionMNIST, "kmnist": datasets.KMNIST}
CIFAR_LIKE = {"cifar10": datasets.CIFAR10, "cifar100": datasets.CIFAR100}
CHUNK = 4096
"""Pictures that are turned grey at once."""
SMALL_IMAGENETTE = 160
"""Larger inputs get the pictures of 320 pixels."""


def load_torchvision_set(
    known: KnownData, root: Path, shape: InputShape, report: Report
) -> tuple[PictureSet, PictureSet]:
    """The training and the test pictures of a data set, grey or RGB as the network has it, or grey for either.

    What is missing or broken in the folder `root` is downloaded. Raises DataError and FileWriteError.
    """
    with write_errors_named(root):
        root.mkdir(parents=True, exist_ok=True)
    lock = RunLock(root / f".{known.name}.lock")
    _wait_for(lock, known, report)
    try:
        return _SOURCES[known.name](known, root, shape, report).open()
    finally:
        lock.release()


def _wait_for(lock: RunLock, known: KnownData, report: Report) -> None:
    with write_errors_named(lock.path):
        while not lock.acquire():
            report(Loading(what=f"Waiting for another job that loads {known.title}", done=0, total=0))
            time.sleep(WAIT_SECONDS)


class _NotWholeError(Exception):
    """Something is missing or broken; the message says what."""


class _Source(ABC):
    """One data set in its folder."""

    def __init__(self, known: KnownData, root: Path, shape: InputShape, report: Report):
        self.known, self.root, self.shape, self.report = known, root, shape, report

    def open(self) -> tuple[PictureSet, PictureSet]:
        """What is there is taken where it is whole; else its archives are fetched and unpacked anew."""
        try:
            return self._read(download=False)
        except _NotWholeError:
            fetch(self.archives(), self.known.title, self.report)
            with write_errors_named(self.root):
                self.forget()
        self.report(Loading(what=f"Unpacking {self.known.title}", done=0, total=0))
        try:
            return self._read(download=True)
        except _NotWholeError as error:
            raise DataError(f"{self.known.title} in {self.root} cannot be read: {error}.") from error

    @abstractmethod
    def archives(self) -> list[Archive]:
        """The files to download, as torchvision names and checks them."""

    @abstractmethod
    def forget(self) -> None:
        """Remove what was unpacked."""

    @abstractmethod
    def sets(self, *, download: bool) -> tuple[VisionDataset, VisionDataset]:
        """Torchvision's training and test sets; `download` lets it unpack."""

    @abstractmethod
    def pictures(self, dataset: VisionDataset) -> tuple[Tensor, Tensor]:
        """(N, C, H, W) uint8 and (N,) int64."""

    def _read(self, *, download: bool) -> tuple[PictureSet, PictureSet]:
        try:
            train, test = (self._picture_set(part) for part in self.sets(download=download))
        except (TrainingStopped, DataError):
            raise
        except ModuleNotFoundError as error:
            raise DataError(f'{self.known.title} needs the package "{error.name}"; install it with pip.') from error
        # A broken file makes its reader raise nearly anything.
        except Exception as error:
            raise _NotWholeError(str(error).splitlines()[0] if str(error) else type(error).__name__) from error
        if (len(train), len(test)) != (self.known.train_images, self.known.test_images):
            raise _NotWholeError(f"it holds {len(train):,} and {len(test):,} pictures")
        return train, test

    def _picture_set(self, dataset: VisionDataset) -> PictureSet:
        images, labels = self.pictures(dataset)
        images = to_channels(images, self.shape.channels)
        return PictureSet(images=images, labels=labels.long(), shape=self.shape)


class _MnistLike(_Source):
    @property
    def kind(self) -> type[datasets.MNIST]:
        return MNIST_LIKE[self.known.name]

    @property
    def folder(self) -> Path:
        return self.root / self.kind.__name__ / "raw"

    def archives(self) -> list[Archive]:
        return [
            Archive(urls=tuple(mirror + name for mirror in self.kind.mirrors), path=self.folder / name, md5=md5)
            for name, md5 in self.kind.resources
        ]

    def forget(self) -> None:
        for archive in self.archives():
            archive.path.with_suffix("").unlink(missing_ok=True)

    def sets(self, *, download: bool) -> tuple[VisionDataset, VisionDataset]:
        return tuple(self.kind(self.root, train=train, download=download) for train in (True, False))

    def pictures(self, dataset: VisionDataset) -> tuple[Tensor, Tensor]:
        return dataset.data.unsqueeze(1), dataset.targets


class _CifarLike(_Source):
    @property
    def kind(self) -> type[datasets.CIFAR10]:
        return CIFAR_LIKE[self.known.name]

    def archives(self) -> list[Archive]:
        return [Archive(urls=(self.kind.url,), path=self.root / self.kind.filename, md5=self.kind.tgz_md5)]

    def forget(self) -> None:
        shutil.rmtree(self.root / self.kind.base_folder, ignore_errors=True)

    def sets(self, *, download: bool) -> tuple[VisionDataset, VisionDataset]:
        return tuple(self.kind(self.root, train=train, download=download) for train in (True, False))

    def pictures(self, dataset: VisionDataset) -> tuple[Tensor, Tensor]:
        return torch.from_numpy(dataset.data).permute(0, 3, 1, 2).contiguous(), torch.tensor(dataset.targets)


class _Svhn(_Source):
    def archives(self) -> list[Archive]:
        parts = (datasets.SVHN.split_list[split] for split in ("train", "test"))
        return [Archive(urls=(url,), path=self.root / name, md5=md5) for url, name, md5 in parts]

    def forget(self) -> None:
        """There is nothing to unpack."""

    def sets(self, *, download: bool) -> tuple[VisionDataset, VisionDataset]:
        return tuple(datasets.SVHN(self.root, split=split, download=download) for split in ("train", "test"))

    def pictures(self, dataset: VisionDataset) -> tuple[Tensor, Tensor]:
        return torch.from_numpy(dataset.data).contiguous(), torch.from_numpy(dataset.labels)


class _ImagenetteSize(NamedTuple):
    name: str
    url: str
    md5: str


class _Imagenette(_Source):
    @property
    def size(self) -> _ImagenetteSize:
        name = "160px" if max(self.shape.height, self.shape.width) <= SMALL_IMAGENETTE else "320px"
        return _ImagenetteSize(name, *datasets.Imagenette._ARCHIVES[name])

    @property
    def folder(self) -> Path:
        return self.root / Path(self.size.url).stem

    def archives(self) -> list[Archive]:
        return [Archive(urls=(self.size.url,), path=self.root / Path(self.size.url).name, md5=self.size.md5)]

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def sets(self, *, download: bool) -> tuple[VisionDataset, VisionDataset]:
        return tuple(
            datasets.Imagenette(self.root, split=split, size=self.size.name, download=download)
            for split in ("train", "val")
        )

    def pictures(self, dataset: VisionDataset) -> tuple[Tensor, Tensor]:
        # Its own way reads one picture at a time; the folders are those of any folder of pictures.
        found = find_pictures(self.folder, test_fraction=0.5, seed=0)
        files = found.train if len(dataset) == len(found.train.paths) else found.test
        total, what = len(files.paths), "Reading pictures"
        images = read_pictures(
            files.paths, self.shape, lambda done: self.report(Loading(what=what, done=done, total=total))
        )
        return images, torch.tensor(files.labels)


_SOURCES: dict[str, type[_Source]] = {
    **dict.fromkeys(MNIST_LIKE, _MnistLike),
    **dict.fromkeys(CIFAR_LIKE, _CifarLike),
    "svhn": _Svhn,
    "imagenette": _Imagenette,
}


def to_channels(images: Tensor, channels: int) -> Tensor:
    """(N, c, h, w) uint8 pictures, grey where the network takes grey; grey ones stay so for either."""
    if images.shape[1] == 3 and channels == 1:
        return torch.cat([_grey(chunk) for chunk in images.split(CHUNK)])
    return images


def _grey(images: Tensor) -> Tensor:
    weights = torch.tensor(GREY, dtype=torch.int32).view(-1, 1, 1)
    mixed = (images.to(torch.int32) * weights).sum(1, keepdim=True)
    return ((mixed + 2**15) >> 16).to(torch.uint8)
