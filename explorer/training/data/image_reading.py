"""Reads image files into one tensor, each file once, all at the network's input size."""

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps, UnidentifiedImageError
from torch import Tensor

from explorer.experiment.image_fit import ImageShape
from explorer.runs.events import Loading
from explorer.training.data.image_set import DataError
from explorer.training.data.loading_report import Report
from explorer.training.runtime.device import memory_of, num_cores
from models.config import InputShape
from models.sentence import say

try:
    from torchvision.io import ImageReadMode, decode_jpeg

    JPEG_MODES = {"L": ImageReadMode.GRAY, "RGB": ImageReadMode.RGB}
except ImportError:
    # Later versions of torchvision drop it; Pillow reads these files too.
    decode_jpeg, JPEG_MODES = None, {}

CHUNK = 256
"""Images between two progress reports."""
SAMPLED = 50
"""Files whose size is read, to estimate that of the others."""
SERIAL_BYTES = 16_384
"""One thread reads smaller files: they need so little decoding that threads would wait for each other."""
MOST_OF_MEMORY = 0.8
"""Share of the machine's memory that images may take."""

GREY_MODES = ("1", "L", "LA", "I", "F", "I;16", "I;16B", "I;16L")
ORIENTATION, TURNED = 0x0112, (5, 6, 7, 8)
"""The EXIF tag, and those of its values with which height and width change places."""


def read_images(
    paths: Sequence[Path],
    shape: InputShape,
    report: Report,
    *,
    before: int = 0,
    total: int | None = None,
    chunk: int = CHUNK,
    serial_bytes: int = SERIAL_BYTES,
) -> Tensor:
    """All images as one (N, C, H, W) uint8 tensor.

    Args:
        before: images that were read before these, of `total` in all.
        chunk: images between two reports.
        serial_bytes: mean size of the files below which one thread reads them.

    Raises DataError if images cannot be read or do not fit in memory: it names the first and counts them.
    They are not skipped: a run trains on exactly what its folder holds.
    """
    size = (len(paths), shape.channels, shape.height, shape.width)
    _require_room(math.prod(size), len(paths), shape)
    images = np.empty(size, dtype=np.uint8)
    broken: list[str] = []

    def read_chunk(start: int) -> list[str]:
        return _read_into(images[start : start + chunk], paths[start : start + chunk], shape)

    with _mapper(paths, serial_bytes) as apply:
        for number, problems in enumerate(apply(read_chunk, range(0, len(paths), chunk)), start=1):
            broken += problems
            done = before + min(number * chunk, len(paths))
            report(Loading(what=say("Reading images"), done=done, total=total or len(paths)))
    if broken:
        raise DataError(_describe(broken))
    return torch.from_numpy(images)


def read_image(path: Path, shape: InputShape) -> np.ndarray:
    """One image as (C, H, W) uint8: upright, grey or RGB as the network takes it, its shorter side scaled to fit and
    its centre cropped.

    Raises whatever the decoder raises.
    """
    if path.stat().st_size < SERIAL_BYTES:
        pixels = read_small_jpeg(path, channels=shape.channels)
        if pixels is not None and pixels.shape[1:] == (shape.height, shape.width):
            return pixels
    mode = "L" if shape.channels == 1 else "RGB"
    with Image.open(path) as image:
        # JPEG only: large photographs are decoded at a half, a quarter or an eighth, but at twice what is needed.
        side = 2 * max(shape.height, shape.width)
        image.draft(mode, (side, side))
        ImageOps.exif_transpose(image, in_place=True)
        scaled = _converted(image, mode)
        if scaled.size != (shape.width, shape.height):
            scaled = ImageOps.fit(scaled, (shape.width, shape.height), Image.Resampling.BILINEAR)
        pixels = np.asarray(scaled)
    return pixels[None] if mode == "L" else pixels.transpose(2, 0, 1)


def read_whole(path: Path, *, side: int) -> tuple[np.ndarray, tuple[int, int]]:
    """One uncropped image as (h, w, 3) uint8, upright, no side longer than `side`; and its original height and width.

    Raises whatever the decoder raises.
    """
    with Image.open(path) as image:
        ImageOps.exif_transpose(image, in_place=True)
        width, height = image.size
        image.thumbnail((side, side), Image.Resampling.BILINEAR)
        return np.asarray(_converted(image, "RGB")), (height, width)


def usual_shape(paths: Sequence[Path]) -> ImageShape | None:
    """The usual shape of images, by the headers of some of them; None if none can be read."""
    shapes = list(filter(None, map(_shape_of, paths[:: max(1, len(paths) // SAMPLED)])))
    if not shapes:
        return None
    heights, widths = (sorted(sizes) for sizes in list(zip(*shapes, strict=True))[1:])
    return ImageShape(
        channels=max(shape[0] for shape in shapes),
        height=heights[len(heights) // 2],
        width=widths[len(widths) // 2],
        is_uniform=len({shape[1:] for shape in shapes}) == 1,
    )


def _shape_of(path: Path) -> tuple[int, int, int] | None:
    # Decoders raise nearly anything for a damaged file; reading reports it.
    try:
        with Image.open(path) as image:
            width, height = image.size
            is_turned = image.getexif().get(ORIENTATION, 1) in TURNED
            return (1 if image.mode in GREY_MODES else 3, *((width, height) if is_turned else (height, width)))
    except Exception:
        return None


def _require_room(num_bytes: int, num_images: int, shape: InputShape) -> None:
    total = memory_of("cpu")
    if total is not None and num_bytes > MOST_OF_MEMORY * total:
        raise DataError(
            "{:,} images of {} x {} take {:,.1f} GiB, but this machine has {:,.1f} GiB of "
            "memory; make the network's input smaller, or take fewer images.",
            num_images,
            shape.height,
            shape.width,
            num_bytes / 2**30,
            total / 2**30,
        )


@contextmanager
def _mapper(paths: Sequence[Path], serial_bytes: int) -> Iterator[Callable]:
    if _mean_bytes(paths[:: max(1, len(paths) // SAMPLED)]) < serial_bytes:
        yield map
        return
    with ThreadPoolExecutor(num_cores()) as pool:
        try:
            yield pool.map
        finally:
            pool.shutdown(cancel_futures=True)


def _mean_bytes(paths: Sequence[Path]) -> float:
    # Reading reports a broken link.
    return sum(path.stat().st_size for path in paths if path.exists()) / len(paths)


def _read_into(images: np.ndarray, paths: Sequence[Path], shape: InputShape) -> list[str]:
    broken = []
    for index, path in enumerate(paths):
        # Decoders raise nearly anything for a damaged file.
        try:
            images[index] = read_image(path, shape)
        except Exception as error:
            broken.append(f"{path}: {image_problem(error)}")
    return broken


def _converted(image: Image.Image, mode: str) -> Image.Image:
    if image.mode.startswith("I;16"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode in ("I", "F"):
        raise ValueError("its pixels are 32-bit numbers of unknown range")
    if image.mode == "P":
        # By way of RGBA, which knows every kind of transparent palette.
        image = image.convert("RGBA")
    return image if image.mode == mode else image.convert(mode)


def image_problem(error: Exception) -> str:
    """Why an image cannot be read, without the full stop."""
    if isinstance(error, UnidentifiedImageError):
        return say("it is not an image")
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return text.splitlines()[0].rstrip(".")


def _describe(broken: Sequence[str]) -> str:
    if len(broken) == 1:
        return say("Cannot read the image {}; remove it or save it again.", broken[0])
    return say("Cannot read {:,} images, the first is {}; remove them or save them again.", len(broken), broken[0])


def read_small_jpeg(path: Path, *, channels: int) -> np.ndarray | None:
    """The pixels of a JPEG file as (channels, H, W) uint8, upright and equal to Pillow's.

    None if Pillow is to read the file: it reports what is wrong with it.
    """
    if decode_jpeg is None or path.suffix.lower() not in (".jpg", ".jpeg"):
        return None
    content = torch.frombuffer(bytearray(path.read_bytes()), dtype=torch.uint8)
    try:
        pixels = decode_jpeg(content, mode=JPEG_MODES["L" if channels == 1 else "RGB"], apply_exif_orientation=True)
    except RuntimeError:
        return None
    assert isinstance(pixels, Tensor), "one file gives one tensor"
    return pixels.numpy()
