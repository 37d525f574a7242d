"""A trained network as files that other programs load, with the experiment and the proof that they work beside them."""

import copy
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from importlib import metadata
from pathlib import Path

import torch
from torch import nn

from explorer.atomic_file import write_errors_named
from explorer.experiment.experiment_file import write_experiment
from explorer.exports.export_options import (
    ExportError,
    ExportOptions,
    ExportStopped,
    experiment_file,
    exported_files,
    receipt_file,
    require_possible,
    weights_file,
)
from explorer.exports.graph_files import DTYPES, NEEDED, OPSET, require_onnx, write_onnx, write_program
from explorer.exports.proof import Agreement, Probe, in_fresh_process, prove
from explorer.exports.proof_images import proof_images
from explorer.exports.staging import staged
from explorer.runs.events import ExportDone
from explorer.training.checkpoints.checkpoint import as_metadata, encode_checkpoint
from explorer.training.inference.trained_model import TrainedModel, open_trained
from explorer.training.runtime.environment import versions
from models.recognition import torchvision_names
from models.sentence import say
from models.source.python_file import FileDetails, python_file
from models.spec import resolve
from models.weights_header import METADATA_ENTRY

Write = Callable[[TrainedModel, ExportOptions, Path], None]
FORMAT = "resdense-receipt"


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


def export_weights(
    source: Path,
    out: Path,
    options: ExportOptions,
    *,
    overwrite: bool = False,
    tell: Callable[[str], None] = lambda message: None,
    is_stopped: Callable[[], bool] = lambda: False,
    probe: Probe = in_fresh_process,
) -> ExportDone:
    """Writes a network to `out`, the experiment beside it as `NAME.resdense.json`, and the receipt of the proof.

    Args:
        source: the folder of a run, or a .safetensors or .pt file that this program wrote.
        tell: told in sentences what goes on.
        is_stopped: looked at between the steps, and all the time while the export is read back.

    Raises:
        ExportError: source, options or a file that exists stand against it, or the export computes something else.
        ExportStopped: as asked.
        ValueError: of the project's own kinds, with one sentence. After any of these all files are as they were.
    """
    trained = _opened(source, out, options)
    files = exported_files(out, options.format)
    require_free = partial(_require_free, trained, out, options, overwrite=overwrite)
    require_free()
    with staged(files, require_free=require_free) as folder:
        made = [folder / file.name for file in files]
        _begin(say("Writing {}.", out.name), tell, is_stopped)
        with write_errors_named(out):
            WRITERS[options.format](trained, options, made[0])
            experiment_file(made[0]).write_text(write_experiment(trained.info.experiment), encoding="utf-8")
        _begin(say("Reading {} back, to compare it with the network.", out.name), tell, is_stopped)
        images = proof_images(trained, options.images)
        agreement = prove(trained, options, made[0], images, is_stopped=is_stopped, probe=probe)
        with write_errors_named(out):
            receipt = write_receipt(trained, options, agreement, made[:-1])
            receipt_file(made[0]).write_text(receipt, encoding="utf-8")
    return ExportDone(files=tuple(map(str, files)), message=_message(source, out, options, agreement))


def _opened(source: Path, out: Path, options: ExportOptions) -> TrainedModel:
    """The network, where nothing that can be known without it stands against its export."""
    require_possible(options, out)
    if options.format == "onnx":
        require_onnx()
    if not source.exists():
        raise ExportError(
            "There is no folder {}; name the folder of a run, or a .safetensors or .pt file of one.", source
        )
    return open_trained(source, options.which)


def _begin(step: str, tell: Callable[[str], None], is_stopped: Callable[[], bool]) -> None:
    if is_stopped():
        raise ExportStopped
    tell(step)


def _write_python(trained: TrainedModel, options: ExportOptions, path: Path) -> None:
    info = trained.info
    details = FileDetails(
        title=info.experiment.name,
        weights=weights_file(path).name,
        classes=info.classes,
        mean=info.normalisation.mean,
        std=info.normalisation.std,
        normalise=options.normalise,
        softmax=options.softmax,
    )
    path.write_text(python_file(resolve(info.experiment.network), details), encoding="utf-8")
    write_state_dict(trained, options, weights_file(path))


WRITERS: dict[str, Write] = {
    "safetensors": write_safetensors,
    "pt": write_state_dict,
    "python": _write_python,
    "pt2": write_program,
    "onnx": write_onnx,
}


def _require_free(trained: TrainedModel, out: Path, options: ExportOptions, *, overwrite: bool) -> None:
    experiment = write_experiment(trained.info.experiment).encode()
    for file in exported_files(out, options.format):
        if file.is_dir():
            raise ExportError("{} is a folder; name a file.", file)
        if file.resolve() == trained.file.resolve():
            raise ExportError("{} is what would be exported; choose another name.", file)
        if not file.exists() or overwrite:
            continue
        # Another format of the same network has left it there.
        if file == experiment_file(out) and file.read_bytes() == experiment:
            continue
        raise ExportError("{} exists already; choose another name, or have it replaced (--force).", file)


def _message(source: Path, out: Path, options: ExportOptions, agreement: Agreement) -> str:
    whose = (
        say("The {} weights of {}", options.which, source.name)
        if source.is_dir()
        else say("The weights of {}", source.name)
    )
    opset = f" (opset {OPSET})" if options.format == "onnx" else ""
    precision = "" if options.precision == "fp32" else f" in {options.precision}"
    share = f"{agreement.top1_agreement:.2%}".replace(".00%", "%")
    return say(
        "{} are in {}, the experiment beside it in {}; read back, it names the same class for {} of {}, with outputs "
        "at most {:.1e} apart.",
        whose,
        f"{out}{opset}{precision}",
        experiment_file(out).name,
        share,
        agreement.images,
        agreement.max_difference,
    )


def write_receipt(trained: TrainedModel, options: ExportOptions, agreement: Agreement, files: Sequence[Path]) -> str:
    """The text of the receipt of `files`."""
    naming = resolve(trained.info.experiment.network).naming
    names = torchvision_names(naming, trained.model.state_dict())
    content = {
        "format": FORMAT,
        "made": datetime.now().astimezone().isoformat(timespec="seconds"),
        "experiment": trained.info.experiment.name,
        "export": _export(options),
        "weights": _weights(trained),
        "files": [_file(path) for path in files],
        "versions": versions()
        | ({name: metadata.version(name) for name in NEEDED} if options.format == "onnx" else {}),
        "proof": asdict(agreement) | {"agrees": agreement.agrees},
        # Of pure networks the names are torchvision's own.
        "torchvision_names": names or "the same",
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _export(options: ExportOptions) -> dict[str, object]:
    chosen: dict[str, object] = asdict(options)
    del chosen["images"]
    if options.format == "onnx":
        chosen["opset"] = OPSET
    return chosen


def _weights(trained: TrainedModel) -> dict[str, object]:
    info = trained.info
    return {
        "file": str(trained.file),
        "sha256": trained.digest,
        "epoch": info.epoch,
        "step": info.step,
        "test_accuracy": info.test_accuracy,
        "averaged_with_decay": info.experiment.recipe.ema,
    }


def _file(path: Path) -> dict[str, object]:
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": digest}
