"""Folders of images with a sub-folder for each class: in train/ and test/ (or val/), or one set to be split."""

import os
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from explorer.experiment.recipe import DataConfig
from explorer.training.data.image_set import DataError, DataMissingError
from models.sentence import say

SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".ppm", ".pgm", ".pbm")
TEST_NAMES = ("test", "val")
MOST_NAMED = 10
"""Classes that a message lists."""
SMALLEST_CLASS = 2
"""One image to train on and one to test on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageFiles:
    """Files of images with their classes."""

    paths: tuple[Path, ...]
    labels: tuple[int, ...]
    """Positions in the classes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageFolder:
    """The image files of a folder, before any image is read."""

    classes: tuple[str, ...]
    """Names of the class folders in alphabetical order, as torchvision's ImageFolder has them."""
    train: ImageFiles
    test: ImageFiles


def find_images(root: Path, *, test_fraction: float, seed: int) -> ImageFolder:
    """List the images of a folder.

    With train/ and test/ (or val/) inside, those are the two sets. Otherwise the folder holds the classes, and a
    `test_fraction` of each, drawn by `seed`, is the test set: at least one image and never all.

    Raises DataError if the folder is missing, has no images, an empty class, or a class in one set only.
    """
    if not root.is_dir():
        raise DataMissingError("There is no folder {}; choose the folder that holds the images.", root)
    try:
        if (root / "train").is_dir():
            return _two_sets(root / "train", _test_folder(root))
        return _one_set(root, test_fraction, seed)
    except OSError as error:
        raise DataError("Cannot list the images in {}: {}.", error.filename or root, error.strerror) from error


def find_recipe_images(data: DataConfig, seed: int) -> ImageFolder:
    """List the images of the folder that a recipe names. Raises DataError as `find_images` does."""
    return find_images(recipe_folder(data), test_fraction=data.test_fraction, seed=seed)


def recipe_folder(data: DataConfig) -> Path:
    """The folder of images that a recipe names. Raises DataMissingError if there is none, as in files of others."""
    if data.path is None:
        raise DataMissingError("The recipe names no folder of images; choose one.")
    return Path(data.path).expanduser()


def find_test_images(root: Path, classes: Sequence[str]) -> ImageFiles:
    """List the images of a folder to test a network of these classes on; their labels are positions in `classes`.

    They are those of test/ or val/ if there is one, otherwise all in the class folders; classes may be missing.

    Raises DataError if the folder is missing, has no images, or a class that the network does not know.
    """
    if not root.is_dir():
        raise DataMissingError("There is no folder {}; choose the folder that holds the images.", root)
    folder = next((root / name for name in TEST_NAMES if (root / name).is_dir()), root)
    try:
        found = {name: _images_in(folder / name) for name in _class_names(folder)}
    except OSError as error:
        raise DataError("Cannot list the images in {}: {}.", error.filename or folder, error.strerror) from error
    unknown = sorted(found.keys() - set(classes))
    if unknown:
        known = ", ".join(classes[:MOST_NAMED]) + (", ..." if len(classes) > MOST_NAMED else "")
        raise DataError(
            'The network knows no class "{}", which is a folder in {}; it knows {}.', unknown[0], folder, known
        )
    return _listed([found.get(name, []) for name in classes])


def _test_folder(root: Path) -> Path:
    for name in TEST_NAMES:
        if (root / name).is_dir():
            return root / name
    raise DataError(
        "{} has train/ but neither test/ nor val/ beside it; add one, or choose {} to have a share held out.",
        root,
        root / "train",
    )


def _two_sets(train: Path, test: Path) -> ImageFolder:
    classes = _class_names(train)
    _require_same(classes, _class_names(test), train, test)
    return ImageFolder(
        classes=classes,
        train=_listed([_images_in(train / name) for name in classes]),
        test=_listed([_images_in(test / name) for name in classes]),
    )


def _one_set(root: Path, test_fraction: float, seed: int) -> ImageFolder:
    classes = _class_names(root)
    chooser = np.random.default_rng(seed)
    kept, held_out = [], []
    for name in classes:
        paths = _images_in(root / name)
        if len(paths) < SMALLEST_CLASS:
            raise DataError("The class folder {} holds one image; training and testing need one each.", root / name)
        num_test = min(max(1, round(len(paths) * test_fraction)), len(paths) - 1)
        chosen = set(chooser.permutation(len(paths))[:num_test].tolist())
        kept.append([path for index, path in enumerate(paths) if index not in chosen])
        held_out.append([path for index, path in enumerate(paths) if index in chosen])
    return ImageFolder(classes=classes, train=_listed(kept), test=_listed(held_out))


def _class_names(folder: Path) -> tuple[str, ...]:
    names = sorted(
        entry.name for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith((".", "__"))
    )
    if not names:
        raise DataError("{} has no sub-folders; put the images of each class into a folder of its own.", folder)
    for name in names:
        if (readable := name.encode(errors="replace").decode()) != name:
            raise DataError("{} has a class folder {}, whose name is not UTF-8; rename it.", folder, readable)
    return tuple(names)


def _is_hidden(name: str) -> bool:
    # macOS puts __MACOSX and files that begin with "._" beside what it packs.
    return name.startswith(".") or name == "__MACOSX"


def _require_same(train_classes: Sequence[str], test_classes: Sequence[str], train: Path, test: Path) -> None:
    _require_none_missing(set(train_classes) - set(test_classes), train, test)
    _require_none_missing(set(test_classes) - set(train_classes), test, train)


def _require_none_missing(missing: Set[str], has: Path, lacks: Path) -> None:
    if missing:
        more = say(" (and {:,} more)", len(missing) - 1) if len(missing) > 1 else ""
        raise DataError(
            'The class "{}"{} is in {} but not in {}; both need the same class folders.', min(missing), more, has, lacks
        )


def _images_in(folder: Path) -> list[Path]:
    paths = [
        Path(parent, name)
        for parent, _, names in os.walk(folder, followlinks=True)
        for name in names
        if name.lower().endswith(SUFFIXES) and not _is_hidden(name)
    ]
    if not paths:
        raise DataError("The class folder {} holds no images; add some or remove the folder.", folder)
    return sorted(paths, key=str)


def _listed(paths_by_class: Sequence[Sequence[Path]]) -> ImageFiles:
    return ImageFiles(
        paths=tuple(path for paths in paths_by_class for path in paths),
        labels=tuple(label for label, paths in enumerate(paths_by_class) for _ in paths),
    )
