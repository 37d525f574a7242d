"""How near every format comes to the live network: the presets, and each option of the grammar.

Run it: python tests/benchmarks/export_agreement.py [--formats safetensors pt python pt2 onnx] [NETWORK ...]
A cell is the largest difference of any logit, as a share of the largest logit (of 1 where all are smaller). Weights are
random, images too, and smaller than the presets' where these are large. Exports are read back in this process; the
fresh processes are tested elsewhere. Exit status 1 where a format misses its tolerance.
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
from explorer.exports.proof_images import ProofImages
from explorer.training.checkpoints.checkpoint import CheckpointInfo
from explorer.training.data.image_set import Normalisation
from explorer.training.inference.trained_model import TrainedModel
from models.build import build_model
from models.config import InputShape, NetworkConfig
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize

LARGEST_SIDE, NUM_IMAGES, STATISTICS_STEPS = 64, 8, 20
TOO_DEEP = ("resnet1202_cifar", "preact_resnet1001_cifar")
"""Traced for minutes; run where they are named."""
SMALL = {
    "input": {"channels": 3, "height": 32, "width": 32},
    "num_classes": 10,
    "stem": {"channels": 16, "kernel": 3, "stride": 1, "pool": "none"},
}
RESIDUAL = {"kind": "residual", "blocks": 2, "width": 16}
DENSE = {"kind": "dense", "layers": 4, "growth_rate": 8}
BOTTLENECK = RESIDUAL | {"block": "bottleneck"}
WIDER = {"width": 32, "stride": 2}


def _pair(**changes: object) -> tuple[dict, dict]:
    """Two residual stages, so that one changes the shape."""
    return RESIDUAL | changes, RESIDUAL | WIDER | changes


STAGES = {
    "residual, dense, residual": (RESIDUAL, DENSE, RESIDUAL | WIDER),
    "dense, bottleneck": (DENSE, BOTTLENECK),
    **{
        f"order: {order}": _pair(order=order)
        for order in ("original", "bn_after_add", "relu_before_add", "relu_only_preact", "full_preact")
    },
    "orders mixed": (RESIDUAL | {"order": "full_preact"}, RESIDUAL | WIDER, DENSE),
    **{
        f"shortcut: {shortcut}": _pair(shortcut=shortcut)
        for shortcut in ("zero_pad", "projection", "projection_all", "conv", "none")
    },
    "shortcut: identity": (RESIDUAL | {"shortcut": "identity"},),
    "downsample: avg_pool": _pair(downsample="avg_pool"),
    "entry: conv": _pair(entry="conv"),
    "bottleneck, stride on 1x1": (BOTTLENECK | {"stride_on": "1x1", "stride": 2},),
    "bottleneck, stride on 3x3": (BOTTLENECK | {"stride_on": "3x3", "stride": 2},),
    "groups": (BOTTLENECK | {"groups": 4},),
    "groups, basic": _pair(groups=4),
    "width per group": (BOTTLENECK | {"groups": 4, "width_per_group": 16},),
    "width multiplier": _pair(width_multiplier=1.5),
    "bias": (RESIDUAL | {"bias": True}, DENSE | {"bias": True}),
    "dropout": (RESIDUAL | {"dropout": 0.3}, DENSE | {"dropout": 0.3}),
    "squeeze and excitation": _pair(squeeze_excitation=4),
    "dense, no bottleneck": (DENSE | {"bottleneck": None}, DENSE),
    "dense, no transition": (DENSE | {"transition": None}, DENSE),
    "dense, compression 1": (DENSE | {"transition": 1.0}, DENSE),
    "dense, post": (DENSE | {"order": "post"}, DENSE | {"order": "post"}),
    "dense, checkpointed": (DENSE | {"checkpoint": True}, DENSE),
}
ENDS = {
    "grey images": {"input": {"channels": 1, "height": 28, "width": 28}},
    "image of odd sides": {"input": {"channels": 3, "height": 33, "width": 47}},
    "stem: 7x7 and pool": {"stem": {"channels": 16}},
    "stem: three convolutions": {"stem": {"channels": 16, "kernel": 3, "convs": 3}},
    "stem: bias, no norm": {"stem": {"channels": 16, "kernel": 3, "stride": 1, "bias": True, "norm": False}},
    "head: dropout": {"head": {"dropout": 0.5}},
    **{f"init: {scheme}": {"init": {"scheme": scheme}} for scheme in ("kaiming_fan_in", "xavier", "pytorch")},
    "init: zero residual": {"init": {"zero_init_residual": True}},
    "stochastic depth": {"stochastic_depth": 0.2},
}
GRAMMAR = {
    **{name: SMALL | {"stages": stages} for name, stages in STAGES.items()},
    **{name: SMALL | {"stages": _pair()} | changes for name, changes in ENDS.items()},
}


def networks() -> dict[str, NetworkConfig]:
    """By name: the presets, the smallest first, in images that a processor manages, and one for each option."""
    presets = {name: _smaller(config) for name, config in PRESETS.items()}
    in_order = sorted(presets, key=lambda name: summarize(resolve(presets[name])).params)
    options = {name: NetworkConfig.model_validate(config) for name, config in GRAMMAR.items()}
    return {name: presets[name] for name in in_order} | options


def trained(name: str, config: NetworkConfig) -> TrainedModel:
    """As a training begins: random weights, and the running statistics of what they make of images."""
    torch.manual_seed(0)
    model, channels = build_model(resolve(config)), config.input.channels
    with torch.no_grad():
        for _ in range(STATISTICS_STEPS):
            model(torch.randn(NUM_IMAGES, channels, config.input.height, config.input.width))
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
    images = torch.rand(NUM_IMAGES, shape.channels, shape.height, shape.width)
    WRITERS[format](network, options, out)
    samples = ProofImages(images=images, description="random images", is_test_set=False)
    return prove(network, options, out, samples, probe=_probe_here)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("networks", nargs="*", metavar="NETWORK")
    parser.add_argument("--formats", nargs="+", choices=get_args(Format), default=get_args(Format))
    arguments = parser.parse_args()
    known = networks()
    chosen = arguments.networks or [name for name in known if name not in TOO_DEEP]
    print(f"{'network':36}{'largest':>9}" + "".join(f"{format:>12}" for format in arguments.formats) + "   seconds")
    missed = sum(_compared(name, known[name], arguments.formats) for name in chosen)
    print(f"{len(chosen)} networks, {missed} missed.")
    return int(missed > 0)


def _compared(name: str, config: NetworkConfig, formats: Sequence[Format]) -> int:
    """Prints a network's row; gives how many formats miss."""
    network, began = trained(name, config), time.perf_counter()
    cells, largest, missed = [], 0.0, 0
    for format in formats:
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
    return missed


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
