"""The state of a training: everything needed to resume it bit for bit."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile

import torch
from pydantic import FiniteFloat, NonNegativeInt, TypeAdapter, ValidationError
from torch import Tensor

from explorer.atomic_file import write_atomically
from explorer.runs.run_files import opened
from explorer.runs.run_folder import RunFolderError
from models.weights import WeightsError, load_tensors, require_plain
from models.weights_header import TORN_ARCHIVE

FORMAT = "resdense-state"
VERSION = 1
STATE_BYTES = 64
"""Of a state's file for each parameter at most: the weights, their average and two moments, twice that for buffers, of
eight bytes each."""
OTHER_BYTES = 32 * 2**20
"""For the random states of all processes, and names."""


class StateError(RunFolderError):
    """A run cannot be resumed; the message is one sentence with the place and the remedy."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingState:
    """The state between two steps. Plain values and tensors, so that the file loads with `weights_only=True`."""

    step: NonNegativeInt
    """Steps done."""
    epochs_done: NonNegativeInt
    """Epochs trained, tested and saved."""
    seconds: FiniteFloat
    """Training time so far."""
    best_epoch: int | None
    best_accuracy: FiniteFloat | None
    train_images: NonNegativeInt
    """Of the data, which must be the same."""
    steps_per_epoch: NonNegativeInt
    metrics_size: NonNegativeInt
    """Bytes of `metrics.jsonl` up to this state; later lines belong to steps that are repeated."""
    epoch_done: dict[str, Any] | None
    """The fields of the EpochDone to be emitted next, if an epoch has just ended."""
    progress: dict[str, int | FiniteFloat]
    """The sums of the current epoch."""
    model: dict[str, Any]
    optimiser: dict[str, Any]
    scaler: dict[str, Any]
    average: dict[str, Any] | None
    """The EMA of the weights, if the recipe has one."""
    random: list[dict[str, Any]]
    """The random states of each process."""


def encode_state(state: TrainingState) -> bytes:
    """The content of a state file."""
    buffer = io.BytesIO()
    values = {field.name: getattr(state, field.name) for field in fields(state)}
    torch.save({"format": FORMAT, "version": VERSION} | values, buffer)
    return buffer.getvalue()


def save_state(path: Path, content: bytes) -> None:
    """Write the result of `encode_state`, all or nothing. Raises FileWriteError."""
    write_atomically(path, content)


def load_state(path: Path, *, params: int | None = None) -> TrainingState:
    """The state in a file, its tensors on the CPU.

    Args:
        params: parameters of the network; a file that is larger than its state can be is not read.

    Raises StateError.
    """
    try:
        with opened(path) as file:
            _require_size(path, os.fstat(file.fileno()).st_size, params)
            _require_whole(path, file)
        values = load_tensors(path)
        for tensor in _tensors_in(values):
            require_plain("a tensor", tensor, path)
        return _checked(values, path)
    except RunFolderError as error:
        raise StateError(str(error)) from error
    except (WeightsError, ValidationError) as error:
        raise _not_whole(path) from error


def _checked(values: object, path: Path) -> TrainingState:
    if not isinstance(values, dict) or values.pop("format", None) != FORMAT:
        raise _not_whole(path)
    if (version := values.pop("version", None)) != VERSION:
        raise StateError(
            "{} is of version {!r:.20}, which this ResDense cannot go on with; begin a new run.", path, version
        )
    return _STATE.validate_python(values)


def _require_size(path: Path, size: int, params: int | None) -> None:
    if params is not None and size > (most := STATE_BYTES * params + OTHER_BYTES):
        raise StateError(
            "{} has {:,} bytes, and the state of its network at most {:,}; begin a new run.", path, size, most
        )


def _require_whole(path: Path, file: BinaryIO) -> None:
    """Check every entry against its checksum, so that no damaged data reaches the unpickler."""
    try:
        with ZipFile(file) as archive:
            is_packed = any(entry.compress_type != ZIP_STORED for entry in archive.infolist())
            if is_packed or archive.testzip() is not None:
                raise _not_whole(path)
    except TORN_ARCHIVE as error:
        raise (error if isinstance(error, StateError) else _not_whole(path)) from error


def _not_whole(path: Path) -> StateError:
    return StateError("{} is not a whole checkpoint of ResDense; begin a new run.", path)


def _tensors_in(value: object) -> Iterator[Tensor]:
    match value:
        case Tensor():
            yield value
        case dict():
            for inner in value.values():
                yield from _tensors_in(inner)
        case list() | tuple():
            for inner in value:
                yield from _tensors_in(inner)


_STATE = TypeAdapter(TrainingState)
