"""How fast images are read from files, and how fast batches are made of them.

Run it: python tests/benchmarks/data_speed.py [FOLDER]
FOLDER holds images of 32 x 32 in train/ and test/, a sub-folder a class; RESDENSE_CIFAR10 names it otherwise.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch
from PIL import Image
from torchvision import transforms

from explorer.experiment.recipe import Augmentation
from explorer.training.data.batches import Normaliser, ShuffledBatches
from explorer.training.data.image_folder import find_images
from explorer.training.data.image_reading import read_images
from explorer.training.data.image_set import ImageSet, Normalisation
from models.config import InputShape

NUM_FILES = 5_000
NUM_IMAGES = 10_000
ROUNDS = 3
BATCH_SIZE = 128
SMALL, LARGE = InputShape(channels=3, height=32, width=32), InputShape(channels=1, height=224, width=224)
CROP_AND_FLIP = Augmentation(crop_padding=4, flip=True)


def rate(work: Callable[[], int]) -> float:
    """Images a second, the median of some rounds; `work` gives how many it did."""
    rates = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        rates.append(work() / (time.perf_counter() - began))
    return statistics.median(rates)


def read_files(folder: Path) -> dict[str, float]:
    paths = find_images(folder, test_fraction=0.2, seed=0).train.paths[:NUM_FILES]

    def with_pillow() -> int:
        for path in paths:
            with Image.open(path) as image:
                np.asarray(image.convert("RGB"))
        return len(paths)

    def with_ours() -> int:
        return len(read_images(paths, SMALL, lambda loading: None))

    return {"JPEG files, Pillow one by one": rate(with_pillow), "JPEG files, read_images": rate(with_ours)}


def make_batches(image_set: ImageSet, augmentation: Augmentation, most: int) -> float:
    plain = Normalisation(mean=(0.5,), std=(0.25,))
    normalise = Normaliser(plain, device=torch.device("cpu"), memory_format=torch.channels_last)
    batches = ShuffledBatches(image_set, normalise, augmentation, batch_size=BATCH_SIZE, seed=0)

    def go_through() -> int:
        done = 0
        for images, _ in batches.of_epoch(1):
            done += len(images)
            if done >= most:
                break
        return done

    return rate(go_through)


def transform_one_by_one(images: ImageSet, most: int) -> float:
    """What a tutorial's data set does for each image, without its loader."""
    shape = images.shape
    if images.images.shape[2] == shape.height:
        steps = [transforms.RandomCrop(shape.height, padding=4), transforms.RandomHorizontalFlip()]
    else:
        steps = [transforms.Resize(shape.height)]
    channels = images.images.shape[1]
    numbers = [(0.5,) * channels, (0.25,) * channels]
    change = transforms.Compose([*steps, transforms.ToTensor(), transforms.Normalize(*numbers)])
    arrays = images.images[:most].permute(0, 2, 3, 1).squeeze(-1).numpy()

    def go_through() -> int:
        for start in range(0, len(arrays), BATCH_SIZE):
            torch.stack([change(Image.fromarray(array)) for array in arrays[start : start + BATCH_SIZE]])
        return len(arrays)

    return rate(go_through)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", default=os.environ.get("RESDENSE_CIFAR10"))
    folder = parser.parse_args().folder
    rates = read_files(Path(folder)) if folder else {}
    colour = ImageSet(
        images=torch.randint(0, 256, (NUM_IMAGES, 3, 32, 32), dtype=torch.uint8),
        labels=torch.zeros(NUM_IMAGES, dtype=torch.int64),
        shape=SMALL,
    )
    grey = replace(colour, images=colour.images[:, :1, :28, :28].contiguous(), shape=LARGE)
    everything = Augmentation(crop_padding=4, flip=True, cutout=16, erase=0.25, mixup=0.2, cutmix=1.0)
    rates |= {
        "crop, flip, normalise at 32, one by one": transform_one_by_one(colour, 2000),
        "crop, flip, normalise at 32, a batch at a time": make_batches(colour, CROP_AND_FLIP, NUM_IMAGES),
        "with cutout, erasing, mixup and CutMix too": make_batches(colour, everything, NUM_IMAGES),
        "28 to 224, one by one": transform_one_by_one(grey, 500),
        "28 to 224, a batch at a time": make_batches(grey, Augmentation(), 2000),
    }
    print(f"{torch.get_num_threads()} threads, median of {ROUNDS} rounds")
    for name, images_per_second in rates.items():
        print(f"{name:<50}{images_per_second:>12,.0f} images/s")


if __name__ == "__main__":
    main()
