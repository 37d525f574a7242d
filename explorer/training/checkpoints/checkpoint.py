"""Checkpoints: files of weights with the experiment, classes and normalisation as metadata."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import safetensors
import safetensors.torch
import torch
from pydantic import Field, FiniteFloat, NonNegativeInt, TypeAdapter
from torch import Tensor

from explorer.atomic_file import write_atomically
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import read_experiment, write_experiment
from explorer.runs.run_folder import RunFolderError
from explorer.training.data.image_set import Normalisation
from explorer.training.runtime.environment import versions
from models.spec import attempt
from models.summary import summarize
from models.weights import WeightsError, load_tensors, read_weights
from models.weights_header import LARGEST_HEADER, HeaderError, read_metadata

WEIGHTS_BYTES = 16
"""Largest size of a file of weights for each parameter: itself and its share of the buffers, of eight bytes each."""
OTHER_BYTES = 2 * LARGEST_HEADER


class CheckpointError(RunFolderError):
    """A file of weights cannot be read; the message is one sentence that names it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckpointInfo:
    """The metadata of a checkpoint."""

    experiment: Experiment
    classes: tuple[str, ...]
    normalisation: Normalisation
    epoch: int
    """Epochs completed."""
    step: int
    """Steps done."""
    test_accuracy: float | None
    """At the end of the last epoch, 0 to 1; None before the first."""


def encode_checkpoint(weights: Mapping[str, Tensor], info: CheckpointInfo) -> bytes:
    """The content of a checkpoint file: a state dict, its tensors on the CPU, with the info as metadata.

    It computes nothing with torch: in a thread other than the training's, torch would start OpenMP threads of its own,
    which take the cores from the training.
    """
    tensors = {name: _contiguous(tensor.detach()) for name, tensor in weights.items()}
    try:
        return safetensors.torch.save(tensors, as_metadata(info))
    except BaseException as error:
        # safetensors raises a BaseException if it runs out of memory in Rust.
        if type(error).__name__ == "PanicException":
            raise MemoryError(str(error)) from error
        raise


def save_checkpoint(path: Path, content: bytes) -> None:
    """Write the result of `encode_checkpoint`, all or nothing. Raises FileWriteError."""
    write_atomically(path, content)


def load_checkpoint(path: Path) -> tuple[dict[str, Tensor], CheckpointInfo]:
    """The state dict and the info of a checkpoint file, or of a .pt file that it was exported to.

    Raises CheckpointError.
    """
    try:
        info = _info(read_metadata(path), path)
        _require_size(path, info)
        return _tensors(path), info
    except OSError as error:
        raise CheckpointError("Cannot read {}: {}.", path, error.strerror or error) from error
    except (HeaderError, WeightsError) as error:
        raise CheckpointError(str(error)) from error


def as_metadata(info: CheckpointInfo) -> dict[str, str]:
    """The metadata of a file of weights: texts, most of them JSON."""
    return {
        "format": "pt",
        "versions": json.dumps(versions()),
        "experiment": write_experiment(info.experiment),
        "classes": json.dumps(info.classes, ensure_ascii=False),
        "mean": json.dumps(info.normalisation.mean),
        "std": json.dumps(info.normalisation.std),
        "epoch": json.dumps(info.epoch),
        "step": json.dumps(info.step),
        "test_accuracy": json.dumps(info.test_accuracy),
    }


def _require_size(path: Path, info: CheckpointInfo) -> None:
    """Refuse a file that is larger than the weights it describes, before anything is loaded."""
    spec, _ = attempt(info.experiment.network)
    if spec is None:
        return
    size, most = path.stat().st_size, WEIGHTS_BYTES * summarize(spec).params + OTHER_BYTES
    if size > most:
        raise CheckpointError(
            "{} has {:,} bytes, and weights of the network that it describes at most {:,}; make it again.",
            path,
            size,
            most,
        )


def _contiguous(tensor: Tensor) -> Tensor:
    # Only weights that were trained in channels_last are not contiguous, and numpy has their types.
    return tensor if tensor.is_contiguous() else torch.from_numpy(np.ascontiguousarray(tensor.numpy()))


def _tensors(path: Path) -> dict[str, Tensor]:
    # Callers check that numbers are finite: a training that diverged can still be inspected.
    if path.suffix != ".safetensors":
        return read_weights(path)
    tensors = load_tensors(path)
    assert isinstance(tensors, dict), "a .safetensors file holds tensors by name"
    return tensors


def _info(texts: dict[str, str], path: Path) -> CheckpointInfo:
    if "experiment" not in texts:
        raise CheckpointError(
            "{} does not say which network and classes it is of; choose the folder of a run, or a "
            ".safetensors or .pt file that ResDense exported.",
            path,
        )
    try:
        return CheckpointInfo(
            experiment=read_experiment(texts["experiment"]),
            classes=_NAMES.validate_json(texts["classes"]),
            normalisation=Normalisation(
                mean=_NUMBERS.validate_json(texts["mean"]), std=_SCALES.validate_json(texts["std"])
            ),
            epoch=_COUNT.validate_json(texts["epoch"]),
            step=_COUNT.validate_json(texts["step"]),
            test_accuracy=_SHARE.validate_json(texts["test_accuracy"]),
        )
    except (ValueError, KeyError) as error:
        raise CheckpointError(
            "{} is not a whole checkpoint of ResDense: what it says beside its weights is damaged.", path
        ) from error


_NAMES = TypeAdapter(tuple[str, ...])
_NUMBERS = TypeAdapter(tuple[FiniteFloat, ...])
_SCALES = TypeAdapter(tuple[Annotated[FiniteFloat, Field(gt=0)], ...])
_COUNT = TypeAdapter(NonNegativeInt)
_SHARE = TypeAdapter(FiniteFloat | None)
