"""An evaluation beside the weights that it is of, so that it is not made twice."""

import io
import json
import zipfile
from dataclasses import fields
from pathlib import Path

import numpy as np

from explorer.atomic_file import write_atomically
from explorer.runs.evaluation_result import EvaluationResult

ARRAYS = ("labels", "predictions", "confidences", "pictured", "thumbnails")


def cache_file(weights: Path) -> Path:
    """Where the evaluation of a run's weights is kept: `best.evaluation.npz` beside `best.safetensors`."""
    return weights.with_suffix(".evaluation.npz")


def save_evaluation(result: EvaluationResult, file: Path) -> None:
    """Write it, all or nothing. Raises FileWriteError."""
    plain = {field.name: getattr(result, field.name) for field in fields(result) if field.name not in ARRAYS}
    arrays = {name: getattr(result, name) for name in ARRAYS}
    content = io.BytesIO()
    np.savez_compressed(content, plain=json.dumps(plain), **arrays)
    write_atomically(file, content.getvalue())


def load_evaluation(file: Path, *, digest: str, data_key: str | None) -> EvaluationResult | None:
    """The evaluation in a file where it is of these weights and these pictures (None: any); otherwise None."""
    try:
        with np.load(file, allow_pickle=False) as arrays:
            plain = json.loads(str(arrays["plain"]))
            if plain["digest"] != digest or data_key not in (None, plain["data_key"]):
                return None
            restored = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
            return EvaluationResult(**restored, **{name: arrays[name] for name in ARRAYS})
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None
