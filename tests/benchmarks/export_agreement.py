"""How near every format comes to the live network: presets up to ResNet-152 and DenseNet-201, and the options of the
grammar.

Run it: python tests/benchmarks/export_agreement.py [--formats safetensors pt python pt2 onnx] [NETWORK ...]
Weights are random, pictures too, and smaller than the presets' where these are large. Exports are read
back in this process; the fresh processes are tested elsewhere. Exit status 1 where a format misses its tolerance.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch

from explorer.experiment.experiment import Experiment
from explorer.exports.export_options import ENDINGS, ExportOptions, Format
from explorer.exports.export_weights import WRITERS
from explorer.exports.proof import PROBES, Agreement, prove
from explorer.exports.proof_pictures import ProofPictures
from explorer.training.checkpoint import CheckpointInfo
from explorer.training.picture_set import Normalisation
from explorer.training.trained_model import TrainedModel
from models.build import build_model
from models.config import InputShape, NetworkConfig
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize

LARGEST_SIDE, NUM_PICTURES, STATISTICS_STEPS = 64, 8, 20
MOST_PARAMS = 70_000_000
TOO_DEEP = ("resnet1202_cifar", "preact_resnet1001_cifar")
"""Traced for minutes."""
RESIDUAL = {"kind": "residual", "blocks": 2, "width": 16}
DENSE = {"kind": "dense", "layers": 4, "growth_rate": 8}
BOTTLENECK = RESIDUAL | {"block": "bottleneck"}
WIDER = {"width": 32, "stride": 2}


def _pair(**changes: object) -> tuple[dict, dict]:
    """Two residual stages, so that one changes the shape."""
    return RESIDUAL | changes, RESIDUAL | WIDER | changes


GRAMMAR = {
    "residual, dense, residual": (RESIDUAL, DENSE, RESIDUAL | WIDER),
    "dense, bottleneck": (DENSE, BOTTLENECK),
    **{
        f"order: {order}": _pair(order=order)
        for order in ("original", "bn_after_add", "relu_before_add", "relu_only_preact", "full_preact")
    },
    **{
        f"shortcut: {shortcut}": _pair(shortcut=shortcut)
        for shortcut in ("zero_pad", "projection", "projection_all", "conv", "none")
    },
    "shortcut: identity": (RESIDUAL | {"shortcut": "identity"},),
    "downsample: avg_pool": _pair(downsample="avg_pool"),
    "entry: conv": _pair(entry="conv"),
    "bottleneck, stride on 1x1": (BOTTLENECK | {"stride_on": "1x1", "stride": 2},),
    "groups": (BOTTLENECK | {"groups": 4},),
    "width per group": (BOTTLENECK | {"groups": 4, "width_per_group": 16},),
    "width multiplier": _pair(width_multiplier=1.5),
    "bias": (RESIDUAL | {"bias": True}, DENSE | {"bias": True}),
    "dropout": (RESIDUAL | {"dropout": 0.3}, DENSE | {"dropout": 0.3}),
    "squeeze and excitation": _pair(squeeze_excitation=4),
    "dense, no bottleneck": (DENSE | {"bottleneck": None}, DENSE),
    "dense, no transition": (DENSE | {"transition": None}, DENSE),
    "dense, post": (DENSE | {"order": "post"}, DENSE | {"order": "post"}),
    "dense, checkpointed": (DENSE | {"checkpoint": True}, DENSE),
}


def networks() -> dict[str, NetworkConfig]:
    """By name: the presets in pictures that a processor manages, and small networks with one option each."""
    found = {name: _smaller(config) for name, config in PRESETS.items() if name not in TOO_DEEP}
    sizes = {name: summarize(resolve(config)).params for name, config in found.items()}
    found = dict(sorted(found.items(), key=lambda item: sizes[item[0]]))
    stem = {"channels": 16, "kernel": 3, "stride": 1, "pool": "none"}
    for name, stages in GRAMMAR.items():
        size = {"channels": 3, "height": 32, "width": 32}
        found[name] = NetworkConfig.model_validate(
            {"input": size, "num_classes": 10, "stem": stem, "stages": stages, "stochastic_depth": 0.1}
        )
    return {name: config for name, config in found.items() if sizes.get(name, 0) <= MOST_PARAMS}


def trained(name: str, config: NetworkConfig) -> TrainedModel:
    """As a training begins: random weights, and the running statistics of what they make of pictures."""
    torch.manual_seed(0)
    model, channels = build_model(resolve(config)), config.input.channels
    with torch.no_grad():
        for _ in range(STATISTICS_STEPS):
            model(torch.randn(NUM_PICTURES, channels, config.input.height, config.input.width))
    model.eval()
    info = CheckpointInfo(
        experiment=Experiment(name=name, network=config),
        classes=tuple(map(str, range(config.num_classes))),
        normalisation=Normalisation(mean=(0.5,) * channels, std=(0.25,) * channels),
        epoch=1,
        step=1,
        test_accuracy=None,
    )
    return TrainedModel(file=Path("none"), digest="", model=model, info=info)


def agreement(network: TrainedModel, format: Format, folder: Path) -> Agreement:
    """Writes, reads back and compares, without taking offence."""
    options, out = ExportOptions(format=format), folder / f"net{ENDINGS[format][0]}"
    shape = network.info.experiment.network.input
    images = torch.rand(NUM_PICTURES, shape.channels, shape.height, shape.width)
    WRITERS[format](network, options, out)
    pictures = ProofPictures(images=images, description="random pictures", is_test_set=False)
    return prove(network, options, out, pictures, probe=_probe_here)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("networks", nargs="*", metavar="NETWORK")
    parser.add_argument("--formats", nargs="+", choices=get_args(Format), default=get_args(Format))
    arguments = parser.parse_args()
    print(f"{'network':36}{'largest':>9}" + "".join(f"{format:>12}" for format in arguments.formats) + "   seconds")
    chosen = {name: config for name, config in networks().items() if name in (arguments.networks or networks())}
    missed = 0
    for name, config in chosen.items():
        network, began = trained(name, config), time.perf_counter()
        cells, largest = [], 0.0
        for format in arguments.formats:
            with tempfile.TemporaryDirectory() as folder:
                try:
                    found = agreement(network, format, Path(folder))
                    cells.append(f"{found.max_difference / max(1.0, found.largest_output):12.1e}")
                    largest = found.largest_output
                except ValueError as error:
                    cells.append(f"{'MISSED':>12}")
                    print(f"{name} {format}: {error}", file=sys.stderr)
                    missed += 1
        print(f"{name:36}{largest:9.2g}{''.join(cells)}{time.perf_counter() - began:10.1f}", flush=True)
    print(f"{len(chosen)} networks, {missed} missed.")
    return int(missed > 0)


def _smaller(config: NetworkConfig) -> NetworkConfig:
    shape = config.input
    side = InputShape(
        channels=shape.channels, height=min(shape.height, LARGEST_SIDE), width=min(shape.width, LARGEST_SIDE)
    )
    return config.model_copy(update={"input": side})


def _probe_here(format: str, arguments: Sequence[str], folder: Path, is_stopped: Callable[[], bool]) -> None:
    before = Path.cwd()
    os.chdir(folder)
    try:
        PROBES[format].main(*arguments)
    finally:
        os.chdir(before)


if __name__ == "__main__":
    sys.exit(main())
