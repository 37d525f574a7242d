"""Weights with all that is needed to use them: a safetensors file with the experiment in its metadata."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import safetensors
import safetensors.torch
from torch import Tensor

from explorer.atomic_file import write_atomically
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import read_experiment, write_experiment
from explorer.training.environment import versions
from explorer.training.picture_set import Normalisation
from models.weights_header import HeaderError, check_safetensors


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
    """The state dict and the info of a checkpoint file. Raises CheckpointError."""
    try:
        check_safetensors(path)
        with safetensors.safe_open(path, framework="pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}, _from_metadata(file.metadata())  # noqa: SIM118
    except OSError as error:
        raise CheckpointError(f"Cannot read {path}: {error.strerror or error}.") from error
    except HeaderError as error:
        raise CheckpointError(str(error)) from error
    except (safetensors.SafetensorError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"{path} is not a whole checkpoint of ResDense ({error}).") from error


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


def _from_metadata(texts: dict[str, str]) -> CheckpointInfo:
    return CheckpointInfo(
        experiment=read_experiment(texts["experiment"]),
        classes=tuple(json.loads(texts["classes"])),
        normalisation=Normalisation(mean=tuple(json.loads(texts["mean"])), std=tuple(json.loads(texts["std"]))),
        epoch=json.loads(texts["epoch"]),
        step=json.loads(texts["step"]),
        test_accuracy=json.loads(texts["test_accuracy"]),
    )
