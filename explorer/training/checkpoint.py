"""Weights with all that is needed to use them: a file with the experiment in its metadata."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import safetensors
import safetensors.torch
from pydantic import Field, FiniteFloat, NonNegativeInt, TypeAdapter
from torch import Tensor

from explorer.atomic_file import write_atomically
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import read_experiment, write_experiment
from explorer.training.environment import versions
from explorer.training.picture_set import Normalisation
from models.weights import WeightsError, read_weights
from models.weights_header import HeaderError, check_safetensors, read_metadata


class CheckpointError(ValueError):
    """A file of weights cannot be read; the message is one sentence that names it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckpointInfo:
    """What a checkpoint says beside its weights."""

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
    """The content of a checkpoint file: a state dict, on the CPU and contiguous, with the info as metadata."""
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in weights.items()}
    return safetensors.torch.save(tensors, as_metadata(info))


def save_checkpoint(path: Path, content: bytes) -> None:
    """Write what `encode_checkpoint` made, all or nothing. Raises FileWriteError."""
    write_atomically(path, content)


def load_checkpoint(path: Path) -> tuple[dict[str, Tensor], CheckpointInfo]:
    """The state dict and the info of a checkpoint file, or of a .pt file that it was exported to.

    Raises CheckpointError.
    """
    try:
        info = _info(read_metadata(path), path)
        return _tensors(path), info
    except OSError as error:
        raise CheckpointError(f"Cannot read {path}: {error.strerror or error}.") from error
    except (HeaderError, WeightsError) as error:
        raise CheckpointError(str(error)) from error
    except safetensors.SafetensorError as error:
        raise CheckpointError(f"{path} is not a whole checkpoint of ResDense; make it again.") from error


def as_metadata(info: CheckpointInfo) -> dict[str, str]:
    """What a file of weights says beside them: texts, most of them JSON."""
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


def _tensors(path: Path) -> dict[str, Tensor]:
    if path.suffix != ".safetensors":
        return read_weights(path)
    check_safetensors(path)
    # Whether its numbers are finite is for those to ask who use them: a training that diverged can be looked at.
    return safetensors.torch.load_file(path)


def _info(texts: dict[str, str], path: Path) -> CheckpointInfo:
    if "experiment" not in texts:
        raise CheckpointError(
            f"{path} does not say which network and classes it is of; choose the folder of a run, or a .safetensors or "
            ".pt file that ResDense exported."
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
            f"{path} is not a whole checkpoint of ResDense: what it says beside its weights is damaged."
        ) from error


_NAMES = TypeAdapter(tuple[str, ...])
_NUMBERS = TypeAdapter(tuple[FiniteFloat, ...])
_SCALES = TypeAdapter(tuple[Annotated[FiniteFloat, Field(gt=0)], ...])
_COUNT = TypeAdapter(NonNegativeInt)
_SHARE = TypeAdapter(FiniteFloat | None)
