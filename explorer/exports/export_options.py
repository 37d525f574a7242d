"""What is exported of a trained network, how, and the files that this makes. No torch: the window asks for it too."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from explorer.experiment.experiment_file import SUFFIX
from models.sentence import SaidError

Format = Literal["safetensors", "pt", "python", "pt2", "onnx"]
Precision = Literal["fp32", "bf16", "fp16"]

ENDINGS: dict[Format, tuple[str, ...]] = {
    "safetensors": (".safetensors",),
    "pt": (".pt", ".pth"),
    "python": (".py",),
    "pt2": (".pt2",),
    "onnx": (".onnx",),
}
"""What the name of each format's file may end in, the usual one first."""
WITH_CODE: tuple[Format, ...] = ("python", "pt2", "onnx")
"""Formats that hold the network and not its weights alone, so that more can be made a part of it."""
RECEIPT_SUFFIX = ".receipt.json"


class ExportError(SaidError):
    """Something that cannot be exported; the message is one sentence."""


class ExportStopped(Exception):
    """The export was asked to stop; nothing of it is left."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportOptions:
    """How a network is written."""

    format: Format
    """safetensors: with experiment, class names, normalisation and versions in the metadata. pt: a plain state dict of
    tensors, which loads with `weights_only=True`. python: one readable file of plain torch, and its weights as .pt.
    pt2: what torch.export makes. onnx: for ONNX Runtime and others."""
    which: Literal["best", "last"] = "best"
    """The weights of the best epoch or those of the last."""
    precision: Precision = "fp32"
    """Number format of the weights; in pt2 and onnx the network computes in it too."""
    normalise: bool = False
    """The network takes images of values from 0 to 1 and normalises them itself (python, pt2, onnx)."""
    softmax: bool = False
    """The network gives probabilities in place of logits (python, pt2, onnx)."""
    images: int | None = None
    """On how many images the proof is made; None: on as many as take a few seconds."""


def require_possible(options: ExportOptions, out: Path) -> None:
    """Raises ExportError where a format cannot be written so, or the file's name says that it is another."""
    if options.format not in get_args(Format):
        known = ", ".join(get_args(Format)[:-1])
        raise ExportError('There is no format "{}"; choose {} or {}.', options.format, known, get_args(Format)[-1])
    if not out.name.endswith(ENDINGS[options.format]):
        endings = " or ".join(ENDINGS[options.format])
        raise ExportError('The name of {} files ends in {}; "{}" does not.', options.format, endings, out.name)
    if (options.normalise or options.softmax) and options.format not in WITH_CODE:
        what = "normalisation" if options.normalise else "softmax"
        raise ExportError("{} holds weights alone, no {}; choose python, pt2 or onnx for that.", options.format, what)
    if options.format == "onnx" and options.precision == "bf16":
        raise ExportError("ONNX Runtime has no convolutions in bf16; choose fp32 or fp16.")
    if options.images is not None and options.images < 1:
        raise ExportError("The proof needs at least one image.")


def weights_file(out: Path) -> Path:
    """Where the weights of a Python file are."""
    return out.with_suffix(".pt")


def experiment_file(out: Path) -> Path:
    """Where the experiment is, beside an export."""
    return out.with_name(out.stem + SUFFIX)


def receipt_file(out: Path) -> Path:
    """Where the receipt is, beside an export."""
    return out.with_name(out.name + RECEIPT_SUFFIX)


def exported_files(out: Path, format: Format) -> tuple[Path, ...]:
    """All files of an export, the one that is asked for first."""
    weights = (weights_file(out),) if format == "python" else ()
    return (out, *weights, experiment_file(out), receipt_file(out))
