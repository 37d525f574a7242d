"""Tests a trained network on images and keeps what it takes each of them for."""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from explorer.runs.evaluation_result import EvaluationResult
from explorer.training.data.batches import OrderedBatches
from explorer.training.data.fitting import shrunk
from explorer.training.data.image_set import ImageSet
from explorer.training.data.loading_report import Report
from explorer.training.inference.evaluation_data import EvaluationData, on_device
from explorer.training.inference.trained_model import TrainedModel, place
from explorer.training.runtime.device import prepare_device
from explorer.training.runtime.forward_pass import forward
from explorer.training.runtime.training_error import TrainingStopped, translate_out_of_memory
from models.sentence import say

THUMBNAIL_SIDE = 64
"""Pixels; larger images are made smaller."""
THUMBNAIL_BYTES = 16 * 1024**2
"""All thumbnails of a result together."""
MOST_THUMBNAILS = 3000


def evaluate(
    trained: TrainedModel,
    tests: EvaluationData,
    *,
    device: torch.device,
    progress: Report = lambda loading: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> EvaluationResult:
    """Test a network on images, in the precision that it was trained in.

    Args:
        progress: told how far the reading is; what it raises ends the reading.
        is_stopped: looked at before every batch.

    Raises:
        DataError: the images cannot be read.
        MemoryShortage: the device has too little memory.
        TrainingStopped: as asked.
    """
    image_set = tests.load(progress)
    recipe = trained.info.experiment.recipe
    prepare_device(device, precision=recipe.precision)
    with translate_out_of_memory(device, say("try another device")):
        losses, predictions, confidences = _run(trained, image_set, device, is_stopped)
    labels = image_set.labels.int().numpy()
    pictured = _worth_showing(labels, predictions, confidences, _most_thumbnails(image_set.images))
    return EvaluationResult(
        weights=str(trained.file),
        digest=trained.digest,
        data=tests.description,
        data_key=tests.key,
        classes=trained.info.classes,
        loss=losses / len(image_set),
        labels=labels,
        predictions=predictions,
        confidences=confidences,
        paths=tests.paths,
        pictured=pictured,
        thumbnails=_thumbnails(image_set.images[torch.from_numpy(pictured).long()]),
    )


@torch.inference_mode()
def _run(
    trained: TrainedModel, image_set: ImageSet, device: torch.device, is_stopped: Callable[[], bool]
) -> tuple[float, np.ndarray, np.ndarray]:
    """The sum of the losses, the predictions (N,) int32 and their probabilities (N,) float32."""
    recipe = trained.info.experiment.recipe
    model, normalise = place(trained, device)
    loss, found = torch.zeros((), device=device), []
    # As many as the trainer tests at a time.
    for images, labels in OrderedBatches(on_device(image_set, device), normalise, batch_size=2 * recipe.part_size):
        if is_stopped():
            raise TrainingStopped
        logits = forward(model, images, recipe)
        loss += functional.cross_entropy(logits, labels, reduction="sum")
        found.append(logits.softmax(1).max(1))
    predictions = torch.cat([classes for _, classes in found]).int().cpu().numpy()
    confidences = torch.cat([shares for shares, _ in found]).cpu().numpy()
    return loss.item(), predictions, confidences


def _most_thumbnails(images: Tensor) -> int:
    channels, height, width = images.shape[1:]
    scale = min(1.0, THUMBNAIL_SIDE / max(height, width))
    return min(MOST_THUMBNAILS, int(THUMBNAIL_BYTES / (channels * height * width * scale**2)))


def _worth_showing(labels: np.ndarray, predictions: np.ndarray, confidences: np.ndarray, most: int) -> np.ndarray:
    """Up to `most` positions, ascending: of every pair of true and predicted class the most remarkable ones first.

    Of mistakes those are the confident ones, of hits the doubtful ones.
    """
    is_right = labels == predictions
    dullness = np.where(is_right, confidences, -confidences)
    pair = labels.astype(np.int64) * (int(predictions.max()) + 1) + predictions
    order = np.lexsort((dullness, pair))
    starts = np.flatnonzero(np.diff(pair[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    # Mistakes before hits where both stand equally high in their pair.
    chosen = order[np.lexsort((is_right[order], rank))][:most]
    return np.sort(chosen).astype(np.int32)


def _thumbnails(images: Tensor) -> np.ndarray:
    """(K, c, h, w) uint8 as (K, h, w, c), no side longer than THUMBNAIL_SIDE."""
    return shrunk(images, THUMBNAIL_SIDE).permute(0, 2, 3, 1).contiguous().numpy()
