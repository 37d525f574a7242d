"""What a network takes a image for."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class ClassShare(NamedTuple):
    """A class and its probability, 0 to 1."""

    name: str
    probability: float


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ImagePrediction:
    """The most probable classes of one image, or why there are none."""

    path: str
    problem: str | None = None
    """One sentence where the image cannot be read; then nothing else is known."""
    source: str = ""
    """What the file holds: "640 × 480 RGB"."""
    change: str = ""
    """What was done to it before the network saw it: "scaled and cropped to 32 × 32"; empty where nothing was."""
    top: tuple[ClassShare, ...] = ()
    """The most probable classes, the first one first."""
    thumbnail: np.ndarray | None = None
    """(h, w, 3) uint8: the image, small."""
    seen: np.ndarray | None = None
    """(H, W, c) uint8: what the network was shown, c being 1 or 3."""
