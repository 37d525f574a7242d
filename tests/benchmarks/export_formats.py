"""Time and size of every format: writing, and the whole export with its proof in a process of its own.

Run it: python tests/benchmarks/export_formats.py [--images 16] [NETWORK]
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import get_args

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.table import Table

from explorer.experiment.experiment import Experiment
from explorer.exports.export_options import ENDINGS, ExportOptions, Format, Precision, weights_file
from explorer.exports.export_weights import WRITERS, export_weights
from explorer.exports.graph_files import require_onnx
from explorer.number_format import byte_count
from explorer.training.checkpoints.checkpoint import CheckpointInfo, encode_checkpoint
from explorer.training.data.image_set import Normalisation
from explorer.training.inference.trained_model import open_trained
from models.build import build_model
from models.presets import PRESETS
from models.spec import resolve


def make_weights(name: str, folder: Path) -> Path:
    """A file of fresh weights, as an export leaves it."""
    config = PRESETS[name]
    channels = config.input.channels
    info = CheckpointInfo(
        experiment=Experiment(name=name, network=config),
        classes=tuple(map(str, range(config.num_classes))),
        normalisation=Normalisation(mean=(0.5,) * channels, std=(0.25,) * channels),
        epoch=0,
        step=0,
        test_accuracy=None,
    )
    path = folder / "weights.safetensors"
    path.write_bytes(encode_checkpoint(build_model(resolve(config)).state_dict(), info))
    return path


def measure(weights: Path, folder: Path, format: Format, precision: Precision, images: int) -> tuple[float, float, int]:
    """Seconds to write, seconds of the whole export, and bytes of what holds the weights."""
    options = ExportOptions(format=format, precision=precision, images=images)
    alone, out = (folder / f"{name}{ENDINGS[format][0]}" for name in ("alone", "whole"))
    trained = open_trained(weights, "best")
    began = time.perf_counter()
    WRITERS[format](trained, options, alone)
    writing = time.perf_counter() - began
    began = time.perf_counter()
    export_weights(weights, out, options)
    whole = time.perf_counter() - began
    return writing, whole, (weights_file(out) if format == "python" else out).stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("network", nargs="?", default="resnet50", choices=PRESETS, metavar="NETWORK")
    parser.add_argument("--images", type=int, default=16)
    arguments = parser.parse_args()
    require_onnx()
    table = Table("format", "precision", "writing, s", "with proof, s", "size", title=arguments.network)
    for format in get_args(Format):
        for precision in ("fp32",) if format in ("pt2", "onnx") else ("fp32", "fp16"):
            with tempfile.TemporaryDirectory() as folder:
                weights = make_weights(arguments.network, Path(folder))
                writing, whole, size = measure(weights, Path(folder), format, precision, arguments.images)
            table.add_row(format, precision, f"{writing:.2f}", f"{whole:.1f}", byte_count(size))
    Console().print(table)


if __name__ == "__main__":
    main()
