"""An evaluation beside the weights that it is of, so that it is not made twice."""

import io
import json
import math
import zipfile
from dataclasses import fields
from pathlib import Path

import numpy as np

from explorer.atomic_file import write_atomically
from explorer.runs.evaluation_result import EvaluationResult
from explorer.runs.run_files import is_there, opened
from explorer.runs.run_folder import RunFolderError
from explorer.training.inference.evaluation import THUMBNAIL_BYTES
from explorer.training.inference.evaluation_data import EvaluationData
from explorer.training.inference.trained_model import TrainedModel
from explorer.words.saved import as_said, parts_of
from models.sentence import Sentence
from models.untrusted_file import parse_json
from models.weights_header import TORN_ARCHIVE

MOST_IMAGES = 1_000_000
"""Of data that has a name: its largest test set has a thirtieth of them."""
OTHER_CHARACTERS = 2**16
"""Of the text, beside the images' files and the classes."""
LONGEST_TEXT = 2**24
"""Characters of the text where nobody knows the images any more."""
LARGEST_HEADER = 2**12
"""Bytes of an array's file before its numbers."""
ARRAYS = ("labels", "predictions", "confidences", "pictured", "thumbnails")


def cache_file(weights: Path) -> Path:
    """Where the evaluation of a run's weights is kept: `best.evaluation.npz` beside `best.safetensors`."""
    return weights.with_suffix(".evaluation.npz")


def save_evaluation(result: EvaluationResult, file: Path) -> None:
    """Write it, all or nothing. Raises FileWriteError."""
    plain = {field.name: getattr(result, field.name) for field in fields(result) if field.name not in ARRAYS}
    if isinstance(result.data, Sentence):
        plain["data_said"] = parts_of(result.data)
    arrays = {name: getattr(result, name) for name in ARRAYS}
    content = io.BytesIO()
    np.savez_compressed(content, plain=json.dumps(plain), **arrays)
    write_atomically(file, content.getvalue())


def load_evaluation(file: Path, trained: TrainedModel, tests: EvaluationData | None) -> EvaluationResult | None:
    """The evaluation in a file where it is of these weights and these images; otherwise, or if damaged, None.

    No more of it is unpacked than there can be of these images. `tests` is None where they are gone: then it may be of
    any.
    """
    if not is_there(file):
        return None
    try:
        with opened(file) as content, zipfile.ZipFile(content) as archive:
            return _read(archive, trained, tests)
    except (RunFolderError, LookupError, TypeError, *TORN_ARCHIVE):
        # It is made again, and then it is whole.
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
        data=tests.description if tests else as_said(str(plain["data"]), plain.get("data_said")),
        data_key=tests.key if tests else str(plain["data_key"]),
        classes=classes,
        loss=float(plain["loss"]),
        paths=paths,
        thumbnails=_array(archive, "thumbnails", 2 * THUMBNAIL_BYTES),
        **{name: _array(archive, name, numbers) for name in names},
    )
    return result if _is_sound(result) else None


def _array(archive: zipfile.ZipFile, name: str, most: int) -> np.ndarray:
    """An array of so many bytes at most. Raises ValueError where it has more, or another size than it says."""
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
