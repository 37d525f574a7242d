"""A run's weights as a file that other programs load, with the experiment beside it."""

import io
import shutil
from pathlib import Path
from typing import Literal, get_args

import torch
from torch import Tensor

from explorer.atomic_file import replaced_when_written
from explorer.experiment.experiment_file import SUFFIX, write_experiment
from explorer.runs.events import ExportDone
from explorer.runs.run_folder import RunFolder
from explorer.training.checkpoint import load_checkpoint

Format = Literal["safetensors", "pt"]
Which = Literal["best", "last"]


class ExportError(ValueError):
    """Weights that cannot be exported; the message is one sentence."""


def export_weights(
    run_folder: Path, *, format: Format, out: Path, which: Which = "best", overwrite: bool = False
) -> ExportDone:
    """Writes the weights of a run to `out` and the experiment beside it, as `NAME.resdense.json`.

    Args:
        format: safetensors: with experiment, class names, normalisation and versions in the metadata.
            pt: a plain state dict of tensors, which loads with `weights_only=True`.
        which: the weights of the best epoch or those of the last.
        overwrite: whether files that exist are replaced.

    Raises:
        ExportError: the run has no such weights, the format is unknown or a file exists already.
        CheckpointError: the weights are damaged.
        FileWriteError: the files cannot be written; then neither of them is there.
    """
    if format not in get_args(Format):
        raise ExportError(f'There is no format "{format}"; choose {" or ".join(get_args(Format))}.')
    source = _weights_of(RunFolder(run_folder), which)
    weights, info = load_checkpoint(source)
    beside = out.with_name(out.stem + SUFFIX)
    _require_free(out, beside, overwrite=overwrite)
    with replaced_when_written(beside) as experiment_file, replaced_when_written(out) as weights_file:
        if format == "safetensors":
            # What a run keeps is that already.
            shutil.copyfile(source, weights_file)
        else:
            _save_state_dict(weights_file, weights)
        experiment_file.write_text(write_experiment(info.experiment), encoding="utf-8")
    message = f"The {which} weights of {run_folder.name} are in {out}, the experiment beside it in {beside.name}."
    return ExportDone(files=(str(out), str(beside)), message=message)


def _weights_of(folder: RunFolder, which: Which) -> Path:
    if not folder.path.is_dir():
        raise ExportError(f"There is no folder {folder.path}; name the folder of a run.")
    if not folder.experiment_file.is_file():
        raise ExportError(f"{folder.path} is not the folder of a run: it has no {folder.experiment_file.name}.")
    files = {"best": folder.best_file, "last": folder.last_file}
    if not files[which].is_file():
        others = [name for name, file in files.items() if file.is_file()]
        advice = f"choose the {others[0]} ones" if others else "it was ended before the first were saved"
        raise ExportError(f"{folder.path} has no {which} weights; {advice}.")
    return files[which]


def _require_free(*files: Path, overwrite: bool) -> None:
    for file in files:
        if file.is_dir():
            raise ExportError(f"{file} is a folder; name a file.")
        if file.exists() and not overwrite:
            raise ExportError(f"{file} exists already; choose another name, or have it replaced (--force).")


def _save_state_dict(path: Path, weights: dict[str, Tensor]) -> None:
    # Not straight to the file: where the disk is full torch raises an error of its own that does not say so.
    content = io.BytesIO()
    torch.save(weights, content)
    path.write_bytes(content.getbuffer())
