"""Predicts the classes of any images with a trained network."""

from collections.abc import Callable, Sequence
from functools import partial, reduce
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

from explorer.runs.evaluation_result import ClassShare, ImagePrediction
from explorer.training.data.image_folder import SUFFIXES
from explorer.training.data.image_reading import image_problem, read_image
from explorer.training.inference.trained_model import TrainedModel, place
from explorer.training.runtime.device import prepare_device
from explorer.training.runtime.forward_pass import forward
from explorer.training.runtime.training_error import TrainingStopped, translate_out_of_memory
from models.config import InputShape
from models.sentence import say

BATCH = 32
"""Images that are in memory at a time."""
THUMBNAIL_SIDE = 128
ORIENTATION = 0x0112
"""EXIF tag of an image's orientation."""
GREY_MODES = ("L", "1", "I;16", "I;16B", "I;16L", "LA")


def predict(
    trained: TrainedModel,
    paths: Sequence[Path],
    *,
    device: torch.device,
    top: int = 5,
    is_stopped: Callable[[], bool] = lambda: False,
) -> list[ImagePrediction]:
    """The most probable classes of each image, in the order of `paths`; for an unreadable one, the reason.

    Images are preprocessed as in training.

    Args:
        top: number of classes for each image.

    Raises:
        MemoryShortage: the device has too little memory.
        TrainingStopped: `is_stopped` returned true.
    """
    prepare_device(device, precision=trained.info.experiment.recipe.precision)
    found = []
    for start in range(0, len(paths), BATCH):
        if is_stopped():
            raise TrainingStopped
        with translate_out_of_memory(device, say("try another device")):
            found += _predict_batch(trained, paths[start : start + BATCH], device, top)
    return found


def image_files(paths: Sequence[Path]) -> list[Path]:
    """`paths` with each folder replaced by all its images, in alphabetical order."""
    return [file for path in paths for file in (_images_in(path) if path.is_dir() else [path])]


def _images_in(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    # A folder without images is reported as unreadable.
    return found or [folder]


def _predict_batch(
    trained: TrainedModel, paths: Sequence[Path], device: torch.device, top: int
) -> list[ImagePrediction]:
    shape = trained.info.experiment.network.input
    read = [_read(path, shape) for path in paths]
    whole = [image.seen for image in read if image.seen is not None]
    if not whole:
        return read
    shares = iter(_shares(trained, np.stack(whole), device))
    return [
        image if image.problem is not None else _with_top(image, next(shares), trained.info.classes, top)
        for image in read
    ]


@torch.inference_mode()
def _shares(trained: TrainedModel, images: np.ndarray, device: torch.device) -> Tensor:
    """(B, H, W, C) uint8 to probabilities (B, classes)."""
    model, normalise = place(trained, device)
    batch = torch.from_numpy(images).permute(0, 3, 1, 2).to(device)
    return forward(model, normalise(batch), trained.info.experiment.recipe).softmax(1).cpu()


def _with_top(image: ImagePrediction, shares: Tensor, classes: Sequence[str], top: int) -> ImagePrediction:
    probabilities, places = shares.topk(min(top, len(classes)))
    ranked = zip(places.tolist(), probabilities.tolist(), strict=True)
    return ImagePrediction(
        path=image.path,
        source=image.source,
        change=image.change,
        thumbnail=image.thumbnail,
        seen=image.seen,
        top=tuple(ClassShare(classes[int(place)], probability) for place, probability in ranked),
    )


def _read(path: Path, shape: InputShape) -> ImagePrediction:
    # A damaged file makes the decoders raise nearly anything.
    try:
        with Image.open(path) as image:
            source, change = f"{image.width} × {image.height} {image.mode}", _change(image, shape)
        seen = read_image(path, shape).transpose(1, 2, 0)
        return ImagePrediction(
            path=str(path), source=source, change=change, seen=np.ascontiguousarray(seen), thumbnail=_thumbnail(path)
        )
    except Exception as error:
        return ImagePrediction(path=str(path), problem=say("Cannot read the image {}: {}.", path, image_problem(error)))


def _change(image: Image.Image, shape: InputShape) -> str:
    """How reading changes an image besides decoding it."""
    is_turned = image.getexif().get(ORIENTATION, 1) != 1
    is_grey, wants_grey = image.mode in GREY_MODES, shape.channels == 1
    # Turned by a quarter or not, it is the same question for sizes that differ, and near enough for those that do not.
    is_scaled = image.size != (shape.width, shape.height)
    ratio = image.width / image.height, shape.width / shape.height
    crops = say("scaled") if ratio[0] == ratio[1] else say("scaled and cropped")
    parts = [
        say("turned upright") if is_turned else "",
        "" if is_grey == wants_grey else say("turned grey") if wants_grey else say("grey in three channels"),
        say("{} to {} × {}", crops, shape.width, shape.height) if is_scaled else "",
    ]
    return reduce(partial(say, "{}, {}"), filter(None, parts)) if any(parts) else ""


def _thumbnail(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        image.draft("RGB", (THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        ImageOps.exif_transpose(image, in_place=True)
        if image.mode.startswith("I;16"):
            image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
        small = image.convert("RGBA" if image.mode == "P" else image.mode).convert("RGB")
        small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        return np.asarray(small)
