import numpy as np
import pytest

from explorer.runs.evaluation_result import EvaluationResult
from explorer.ui.palette import palettes


@pytest.fixture
def palette():
    return palettes()["light"]


@pytest.fixture
def make_result():
    """An evaluation of random images; every seventh is taken for the class behind its own."""

    def make(num_classes: int = 10, num_images: int = 140, name: str = "class {}") -> EvaluationResult:
        labels = (np.arange(num_images) % num_classes).astype(np.int32)
        is_wrong = np.arange(num_images) % 7 == 0
        chance = np.random.default_rng(0)
        return EvaluationResult(
            weights="/runs/run/best.safetensors",
            digest="0",
            data="the test images of digits",
            data_key="digits",
            classes=tuple(name.format(index) for index in range(num_classes)),
            loss=0.25,
            labels=labels,
            predictions=np.where(is_wrong, (labels + 1) % num_classes, labels).astype(np.int32),
            confidences=chance.random(num_images).astype(np.float32),
            paths=tuple(f"/images/{index}.png" for index in range(num_images)),
            pictured=np.arange(0, num_images, 2, dtype=np.int32),
            thumbnails=chance.integers(0, 256, (num_images // 2, 8, 8, 1), np.uint8),
        )

    return make
