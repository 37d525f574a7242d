"""The proof: an export is read back by a process of its own and held to the network that it was made of."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

import explorer
from explorer.exports.export_options import ExportError, ExportOptions, ExportStopped
from explorer.exports.graph_files import Graph
from explorer.exports.probes import onnx_graph, program, python_code, weights
from explorer.exports.proof_images import ProofImages
from explorer.memory_limit import memory_limit, memory_used_up, names_memory
from explorer.training.inference.trained_model import TrainedModel
from models.sentence import say

PROBES = {"safetensors": weights, "pt": weights, "python": python_code, "pt2": program, "onnx": onnx_graph}
TOLERANCES = {"fp32": 1e-5, "fp16": 2e-2, "bf16": 1e-1}
"""Largest difference, as a share of the largest output where that is above 1. Half the bits round every weight."""
ONNX_TOLERANCE = 1e-4
"""Another library adds up in another order."""
BATCH_SIZE = 7
"""Not what the graphs were made with, and seldom a divisor: the last batch is smaller."""
LOOK_SECONDS = 0.05

Probe = Callable[[str, Sequence[str], Path, Callable[[], bool]], None]
"""Runs the probe of a format with its arguments in a folder."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """How near an export comes to the network that it was made of."""

    images: str
    """What was compared on, as a person reads it."""
    is_test_set: bool
    count: int
    max_difference: float
    mean_difference: float
    largest_output: float
    top1_agreement: float
    """Share of the images for which both name the same class, 0 to 1."""
    tolerance: float
    """Of the largest difference, for outputs up to 1; in proportion where they are larger."""

    @property
    def agrees(self) -> bool:
        """Whether every output is as near as it must be; one that is no number never is."""
        return self.max_difference <= self.tolerance * max(1.0, self.largest_output)


def in_fresh_process(format: str, arguments: Sequence[str], folder: Path, is_stopped: Callable[[], bool]) -> None:
    """Runs a probe as a stranger would. Raises ExportError where it fails, and ExportStopped as asked."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            _command(format, arguments),
            # Weights alone need this program to become a network again; all else must do without.
            cwd=Path(explorer.__file__).parents[1] if PROBES[format] is weights else folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=os.environ | {"OMP_NUM_THREADS": str(torch.get_num_threads())},
        )
        try:
            _wait(process, is_stopped)
        finally:
            process.kill()
            process.wait()
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace").strip()
            if names_memory(text) or (process.returncode < 0 and memory_limit() is not None):
                # A library that gets no memory often ends its process.
                raise ExportError(memory_used_up(say("nothing is kept of the export")))
            lines = text.splitlines() or [f"exit code {process.returncode}"]
            raise ExportError("The export could not be read back ({}), so nothing is kept of it.", lines[-1])


def prove(
    trained: TrainedModel,
    options: ExportOptions,
    file: Path,
    samples: ProofImages,
    *,
    is_stopped: Callable[[], bool] = lambda: False,
    probe: Probe = in_fresh_process,
) -> Agreement:
    """Compares what `file` makes of images with what the network makes of them. Raises ExportError, ExportStopped."""
    images = samples.images if options.normalise else _normalised(samples.images, trained)
    expected = _outputs(trained, options, images, is_stopped)

    def run(format: str, arguments: Sequence[str], folder: Path) -> None:
        probe(format, arguments, folder, is_stopped)

    with tempfile.TemporaryDirectory(prefix="resdense-") as scratch:
        found = _probed(options, file, images, Path(scratch), run)
    agreement = _compare(expected, found, samples, options)
    if not agreement.agrees:
        raise ExportError(
            "The export does not compute what the network does (largest difference {:.1e}), so nothing is kept of it.",
            agreement.max_difference,
        )
    return agreement


def _normalised(images: Tensor, trained: TrainedModel) -> Tensor:
    numbers = trained.info.normalisation
    mean, std = (torch.tensor(values).view(-1, 1, 1) for values in (numbers.mean, numbers.std))
    return (images - mean) / std


@torch.inference_mode()
def _outputs(trained: TrainedModel, options: ExportOptions, images: Tensor, is_stopped: Callable[[], bool]) -> Tensor:
    """What the live network makes of them, always in fp32."""
    as_asked = ExportOptions(format=options.format, normalise=options.normalise, softmax=options.softmax)
    graph = Graph(trained.model, trained.info.normalisation, as_asked).eval()
    found = []
    for batch in images.split(BATCH_SIZE):
        if is_stopped():
            raise ExportStopped
        found.append(graph(batch))
    return torch.cat(found)


def _probed(
    options: ExportOptions,
    file: Path,
    images: Tensor,
    scratch: Path,
    run: Callable[[str, Sequence[str], Path], None],
) -> Tensor:
    is_torch = options.format != "onnx"
    given, made = (scratch / f"{name}.{'pt' if is_torch else 'npy'}" for name in ("pictures", "outputs"))
    torch.save(images, given) if is_torch else np.save(given, images.numpy())
    named = file.name if options.format == "python" else str(file.absolute())
    run(options.format, (named, str(given), str(made), str(BATCH_SIZE)), file.parent)
    return torch.load(made, weights_only=True) if is_torch else torch.from_numpy(np.load(made))


def _compare(expected: Tensor, found: Tensor, images: ProofImages, options: ExportOptions) -> Agreement:
    difference = (expected - found).abs()
    tolerance = TOLERANCES[options.precision]
    return Agreement(
        images=images.description,
        is_test_set=images.is_test_set,
        count=len(expected),
        max_difference=difference.max().item(),
        mean_difference=difference.mean().item(),
        largest_output=expected.abs().max().item(),
        top1_agreement=(expected.argmax(1) == found.argmax(1)).float().mean().item(),
        tolerance=max(tolerance, ONNX_TOLERANCE) if options.format == "onnx" else tolerance,
    )


def _command(format: str, arguments: Sequence[str]) -> list[str]:
    probe = PROBES[format]
    if probe is weights:
        return [sys.executable, "-m", probe.__name__, *arguments]
    # Isolated: neither this program's folder nor the user's own packages are on its path.
    return [sys.executable, "-I", str(probe.__file__), *arguments]


def _wait(process: subprocess.Popen, is_stopped: Callable[[], bool]) -> None:
    while process.poll() is None:
        if is_stopped():
            raise ExportStopped
        try:
            process.wait(LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            continue
