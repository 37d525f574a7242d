"""A trained network: a checkpoint with its model, ready for inference."""

import hashlib
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

import torch
from torch import Tensor, nn

from explorer.runs.run_files import WeightsChoice, opened, weights_file
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.training.checkpoints.checkpoint import CheckpointInfo, load_checkpoint
from explorer.training.data.batches import Normaliser
from explorer.training.runtime.forward_pass import memory_format_of, place_model
from models.build import build_empty_model
from models.sentence import say
from models.spec import NetworkSpec, attempt
from models.summary import summarize
from models.weights import fit_weights


class TrainedModelError(RunFolderError):
    """The weights cannot be used; the message is one sentence that names the file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainedModel:
    """A network with its weights, on the CPU and in eval mode."""

    file: Path
    digest: str
    """SHA-256 of the file."""
    model: nn.Module
    info: CheckpointInfo


def open_trained(source: Path, which: WeightsChoice) -> TrainedModel:
    """The network of a run's folder, or of a .safetensors or .pt file that this program wrote.

    Args:
        which: for a run, the weights of its best or of its last epoch.

    Raises:
        TrainedModelError, CheckpointError, RunFolderError: there are no such weights, or they are damaged.
    """
    file = _weights_file(source, which)
    weights, info = load_checkpoint(file)
    spec = _spec_of(weights, info, file)
    model = build_empty_model(spec)
    fit = fit_weights(model, spec, weights)
    if not fit.is_whole or fit.fresh_head:
        raise _mismatch(file, str(fit))
    if not all(tensor.isfinite().all() for tensor in weights.values()):
        raise TrainedModelError(
            "The weights in {} contain values that are not finite, so nothing can be classified.", file
        )
    return TrainedModel(file=file, digest=digest_of(file), model=model.eval(), info=info)


def _spec_of(weights: dict[str, Tensor], info: CheckpointInfo, file: Path) -> NetworkSpec:
    """The network that a file describes, if the weights can belong to it: a line of text can describe a giant."""
    config, normalisation = info.experiment.network, info.normalisation
    spec, issues = attempt(config)
    if spec is None:
        raise _mismatch(file, say("which is not a valid one: {}", issues[0]))
    if summarize(spec).params > sum(tensor.numel() for tensor in weights.values()):
        raise _mismatch(file, say("which has more parameters"))
    if len(info.classes) != config.num_classes:
        raise _mismatch(file, say("which has {:,} classes, not {:,}", config.num_classes, len(info.classes)))
    if not len(normalisation.mean) == len(normalisation.std) == config.input.channels:
        raise _mismatch(file, say("which takes images of {} channels", config.input.channels))
    return spec


def _mismatch(file: Path, why: str) -> TrainedModelError:
    return TrainedModelError("The weights in {} are not those of the network that it describes ({}).", file, why)


def digest_of(file: Path) -> str:
    """The file's SHA-256 in hexadecimal digits."""
    with opened(file) as content:
        assert isinstance(content, BufferedReader), "what opens a file for reading in binary"
        return hashlib.file_digest(content, "sha256").hexdigest()


def place(trained: TrainedModel, device: torch.device) -> tuple[nn.Module, Normaliser]:
    """The network on a device, in its memory format for training there, and the normaliser for its images."""
    memory_format = memory_format_of(trained.info.experiment, device)
    normalise = Normaliser(trained.info.normalisation, device=device, memory_format=memory_format)
    return place_model(trained.model, device, memory_format), normalise


def _weights_file(source: Path, which: WeightsChoice) -> Path:
    if source.is_dir():
        return weights_file(RunFolder(source), which)
    if not source.is_file():
        raise TrainedModelError("There is no run and no file {}.", source)
    return source
