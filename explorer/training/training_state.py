"""Where a training stands: all that it takes to go on as if it had never been interrupted."""

import io
import pickle
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import torch

from explorer.atomic_file import write_atomically

FORMAT = "resdense-state"
VERSION = 1


class StateError(ValueError):
    """A run cannot be gone on with; the message is one sentence that says where and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingState:
    """A moment between two steps. Plain values and tensors, so that the file loads with `weights_only=True`."""

    step: int
    """Steps done."""
    epochs_done: int
    """Epochs trained, tested and saved."""
    seconds: float
    """Time that all this took."""
    best_epoch: int | None
    best_accuracy: float | None
    train_images: int
    """Of the data, which has to be the same."""
    steps_per_epoch: int
    metrics_size: int
    """Bytes of `metrics.jsonl` that tell what led here; later ones are of steps that will be done again."""
    epoch_done: dict[str, Any] | None
    """The fields of the EpochDone that is to be told next, where an epoch has just ended."""
    progress: dict[str, float]
    """The sums of the epoch that goes on."""
    model: dict[str, Any]
    optimiser: dict[str, Any]
    scaler: dict[str, Any]
    average: dict[str, Any] | None
    """The moving average of the weights, where the recipe has one."""
    random: list[dict[str, Any]]
    """The random states of each process."""


def encode_state(state: TrainingState) -> bytes:
    """The content of a state's file."""
    buffer = io.BytesIO()
    values = {field.name: getattr(state, field.name) for field in fields(state)}
    torch.save({"format": FORMAT, "version": VERSION} | values, buffer)
    return buffer.getvalue()


def save_state(path: Path, content: bytes) -> None:
    """Write what `encode_state` made, all or nothing. Raises FileWriteError."""
    write_atomically(path, content)


def load_state(path: Path) -> TrainingState:
    """The state in a file, its tensors on the CPU. Raises StateError."""
    try:
        return decode_state(path.read_bytes())
    except OSError as error:
        raise StateError(f"Cannot read {path}: {error.strerror or error}.") from error
    except StateError as error:
        raise StateError(f"{path} {error}") from error


def decode_state(content: bytes) -> TrainingState:
    """The state in the content of a file. Raises StateError, without the file's name."""
    try:
        values = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
        if values.pop("format") != FORMAT:
            raise KeyError("format")
        if (version := values.pop("version")) != VERSION:
            raise StateError(f"is of version {version}, which this ResDense cannot go on with; begin a new run.")
        return TrainingState(**values)
    except (pickle.UnpicklingError, RuntimeError, EOFError, KeyError, TypeError, AttributeError) as error:
        raise StateError("is not a whole checkpoint of ResDense; begin a new run.") from error
