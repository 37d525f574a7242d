"""Evaluates a trained network on images, and caches the evaluation of a run beside its weights."""

import io
import json
import math
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from explorer.atomic_file import FileWriteError, write_atomically
from explorer.experiment.recipe import DataConfig
from explorer.runs.evaluation_result import EvaluationResult
from explorer.runs.events import Event, JobNote
from explorer.runs.run_files import WeightsChoice, is_there, opened
from explorer.runs.run_folder import RunFolderError
from explorer.training.data.batches import OrderedBatches
from explorer.training.data.image_set import DataMissingError, ImageSet, shrunk
from explorer.training.data.loading_report import LoadingReport, Report
from explorer.training.inference.evaluation_data import EvaluationData, on_device, other_test_set, own_test_set
from explorer.training.inference.trained_model import TrainedModel, open_trained, place
from explorer.training.runtime.device import prepare_device
from explorer.training.runtime.forward_pass import forward
from explorer.training.runtime.training_error import TrainingStopped, translate_out_of_memory
from explorer.words.sentence_json import restore_sentence, sentence_parts
from models.sentence import Sentence, say
from models.untrusted_file import parse_json
from models.weights_header import TORN_ARCHIVE

THUMBNAIL_SIDE = 64
"""Pixels; larger images are scaled down."""
THUMBNAIL_BYTES = 16 * 1024**2
"""Size limit of all thumbnails of a result together."""
MOST_THUMBNAILS = 3000
MOST_IMAGES = 1_000_000
"""In a named data set; the largest test set has a thirtieth of them."""
OTHER_CHARACTERS = 2**16
"""Of the text, besides the paths of the images and the classes."""
LONGEST_TEXT = 2**24
"""Characters of the text if the images are gone."""
LARGEST_HEADER = 2**12
"""Bytes of an array's header."""
ARRAYS = ("labels", "predictions", "confidences", "pictured", "thumbnails")


def evaluate_source(
    source: Path,
    *,
    which: WeightsChoice = "best",
    data: str | DataConfig | None = None,
    device: torch.device,
    emit: Callable[[Event], None] = lambda event: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> EvaluationResult:
    """Evaluate the weights of a run's folder, or of a .safetensors or .pt file, on its own test images or on others.

    The evaluation of a run on its own test images is cached in its folder, and stays valid if the images have moved.

    Args:
        data: a folder or a named data set; None is the run's own test set.
        emit: receives the progress, as JobNote and Loading.

    Raises:
        ValueError: of the project's own kinds, with one sentence.
        TrainingStopped: `is_stopped` returned true.
    """
    trained = open_trained(source, which)
    cache = cache_file(trained.file) if source.is_dir() and data is None else None
    try:
        tests = _test_set(trained, data)
    except DataMissingError:
        if cache is None or (cached := load_evaluation(cache, trained, None)) is None:
            raise
        return cached
    if cache is not None and (cached := load_evaluation(cache, trained, tests)) is not None:
        return cached
    emit(JobNote(message=say("Testing on {}.", tests.description)))
    report = LoadingReport(emit, is_stopped)
    result = evaluate(trained, tests, device=device, progress=report, is_stopped=is_stopped)
    if cache is not None:
        # A run in a read-only place can still be evaluated.
        with suppress(FileWriteError):
            save_evaluation(result, cache)
    return result


def _test_set(trained: TrainedModel, data: str | DataConfig | None) -> EvaluationData:
    if data is None:
        return own_test_set(trained.info.experiment, trained.info.classes)
    return other_test_set(data, trained.info.experiment, trained.info.classes)


def evaluate(
    trained: TrainedModel,
    tests: EvaluationData,
    *,
    device: torch.device,
    progress: Report = lambda loading: None,
    is_stopped: Callable[[], bool] = lambda: False,
    most_thumbnails: int = MOST_THUMBNAILS,
) -> EvaluationResult:
    """Evaluate a network on images, in the precision that it was trained in.

    Args:
        progress: receives the progress of reading; what it raises ends the reading.
        is_stopped: called before every batch.
        most_thumbnails: images with a thumbnail in the result; fewer if they are large.

    Raises:
        DataError: the images cannot be read.
        MemoryShortage: the device has too little memory.
        TrainingStopped: `is_stopped` returned true.
    """
    image_set = tests.load(progress)
    recipe = trained.info.experiment.recipe
    prepare_device(device, precision=recipe.precision)
    with translate_out_of_memory(device, say("try another device")):
        losses, predictions, confidences = _run(trained, image_set, device, is_stopped)
    labels = image_set.labels.int().numpy()
    most = min(most_thumbnails, _most_thumbnails(image_set.images))
    pictured = _worth_showing(labels, predictions, confidences, most)
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
    # The batch size of the trainer's own evaluation.
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
    return int(THUMBNAIL_BYTES / (channels * height * width * scale**2))


def _worth_showing(labels: np.ndarray, predictions: np.ndarray, confidences: np.ndarray, most: int) -> np.ndarray:
    """Up to `most` positions, ascending: of every pair of true and predicted class the most remarkable ones first.

    These are the confident ones among wrong predictions, and the doubtful ones among correct predictions.
    """
    is_right = labels == predictions
    dullness = np.where(is_right, confidences, -confidences)
    pair = labels.astype(np.int64) * (int(predictions.max()) + 1) + predictions
    order = np.lexsort((dullness, pair))
    starts = np.flatnonzero(np.diff(pair[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    # Wrong predictions precede correct ones of the same rank in their pair.
    chosen = order[np.lexsort((is_right[order], rank))][:most]
    return np.sort(chosen).astype(np.int32)


def _thumbnails(images: Tensor) -> np.ndarray:
    """(K, c, h, w) uint8 as (K, h, w, c), no side longer than THUMBNAIL_SIDE."""
    return shrunk(images, THUMBNAIL_SIDE).permute(0, 2, 3, 1).contiguous().numpy()


def cache_file(weights: Path) -> Path:
    """The path of the cached evaluation of a run's weights: `best.evaluation.npz` beside `best.safetensors`."""
    return weights.with_suffix(".evaluation.npz")


def save_evaluation(result: EvaluationResult, file: Path) -> None:
    """Write an evaluation, all or nothing. Raises FileWriteError."""
    plain = {field.name: getattr(result, field.name) for field in fields(result) if field.name not in ARRAYS}
    if isinstance(result.data, Sentence):
        plain["data_said"] = sentence_parts(result.data)
    arrays = {name: getattr(result, name) for name in ARRAYS}
    content = io.BytesIO()
    np.savez_compressed(content, plain=json.dumps(plain), **arrays)
    write_atomically(file, content.getvalue())


def load_evaluation(file: Path, trained: TrainedModel, tests: EvaluationData | None) -> EvaluationResult | None:
    """The evaluation in a file if it belongs to these weights and images; None if not, or if the file is damaged.

    It unpacks no more than these images can have. `tests` is None if the images are gone: then any images match.
    """
    if not is_there(file):
        return None
    try:
        with opened(file) as content, zipfile.ZipFile(content) as archive:
            return _read(archive, trained, tests)
    except (RunFolderError, LookupError, TypeError, *TORN_ARCHIVE):
        # The caller evaluates again.
        return None


def _read(archive: zipfile.ZipFile, trained: TrainedModel, tests: EvaluationData | None) -> EvaluationResult | None:
    classes = trained.info.classes
    words = 4 * (len(json.dumps((tests.paths, classes))) + OTHER_CHARACTERS if tests else LONGEST_TEXT)
    plain = parse_json(str(_array(archive, "plain", words)))
    if plain["digest"] != trained.digest or (tests and plain["data_key"] != tests.key):
        return None
    paths = tests.paths if tests else tuple(map(str, plain["paths"]))
    numbers = 4 * (len(paths) or MOST_IMAGES)
    names = ("labels", "predictions", "confidences", "pictured")
    result = EvaluationResult(
        weights=str(trained.file),
        digest=trained.digest,
        data=tests.description if tests else restore_sentence(str(plain["data"]), plain.get("data_said")),
        data_key=tests.key if tests else str(plain["data_key"]),
        classes=classes,
        loss=float(plain["loss"]),
        paths=paths,
        thumbnails=_array(archive, "thumbnails", 2 * THUMBNAIL_BYTES),
        **{name: _array(archive, name, numbers) for name in names},
    )
    return result if _is_sound(result) else None


def _array(archive: zipfile.ZipFile, name: str, most: int) -> np.ndarray:
    """An array of at most `most` bytes. Raises ValueError if it has more, or another size than its header states."""
    entry = archive.getinfo(f"{name}.npy")
    if entry.file_size > most + LARGEST_HEADER:
        raise ValueError("larger than it can be")
    content = archive.read(entry)
    header = io.BytesIO(content)
    if np.lib.format.read_magic(header) != (1, 0):
        raise ValueError("not as this program writes it")
    shape, _, dtype = np.lib.format.read_array_header_1_0(header)
    return np.frombuffer(content, dtype, offset=header.tell()).reshape(shape)


def _is_sound(result: EvaluationResult) -> bool:
    count, shown = len(result.labels), len(result.pictured)
    kinds = {"labels": np.int32, "predictions": np.int32, "confidences": np.float32, "pictured": np.int32}
    return (
        0 < count == (len(result.paths) or count)
        and math.isfinite(result.loss)
        and all(getattr(result, name).dtype == kind for name, kind in kinds.items())
        and all(getattr(result, name).shape == (count,) for name in ("labels", "predictions", "confidences"))
        and all(each.min() >= 0 and each.max() < len(result.classes) for each in (result.labels, result.predictions))
        and bool(np.isfinite(result.confidences).all())
        and result.pictured.shape == (shown,)
        and bool((np.diff(result.pictured, prepend=-1, append=count) > 0).all())
        and (result.thumbnails.dtype, result.thumbnails.shape[0], result.thumbnails.ndim) == (np.uint8, shown, 4)
        and result.thumbnails.shape[3] in (1, 3)
    )
