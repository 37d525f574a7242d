"""The formats that hold weights alone: safetensors, and PyTorch's own."""

import copy
import io
import json
import zipfile
from pathlib import Path

import torch
from torch import nn

from explorer.exports.export_options import ExportOptions
from explorer.exports.graph import DTYPES
from explorer.training.checkpoint import as_metadata, encode_checkpoint
from explorer.training.trained_model import TrainedModel
from models.weights_header import METADATA_ENTRY


def write_safetensors(trained: TrainedModel, options: ExportOptions, path: Path) -> None:
    """The weights with experiment, classes, normalisation and versions in the metadata."""
    path.write_bytes(encode_checkpoint(_in_precision(trained.model, options).state_dict(), trained.info))


def write_state_dict(trained: TrainedModel, options: ExportOptions, path: Path) -> None:
    """A plain dict of tensors, as torch saves it; the metadata is an entry of the archive that torch leaves alone."""
    state = _in_precision(trained.model, options).state_dict()
    # Not straight to the file: where the disk is full torch raises an error of its own that does not say so.
    content = io.BytesIO()
    torch.save({name: tensor.contiguous() for name, tensor in state.items()}, content)
    with zipfile.ZipFile(content, "a") as archive:
        folder = archive.namelist()[0].partition("/")[0]
        archive.writestr(f"{folder}/{METADATA_ENTRY}", json.dumps(as_metadata(trained.info), ensure_ascii=False))
    path.write_bytes(content.getbuffer())


def _in_precision(model: nn.Module, options: ExportOptions) -> nn.Module:
    return model if options.precision == "fp32" else copy.deepcopy(model).to(DTYPES[options.precision])
