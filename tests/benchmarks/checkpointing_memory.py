"""Memory and time of DenseNet-BC(100,12) with and without checkpointing, against what the closed form predicts.

Run it: python tests/benchmarks/checkpointing_memory.py [--batch-size 64] [--rounds 3]
Each variant runs in a process of its own. On a CPU its memory is how far the process's peak rises above what it had
before the model, libraries' work space included; on a GPU it is what torch allocated at most.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch
from rich.console import Console
from rich.table import Table
from torch.nn import functional

from explorer.experiment.recipe import Recipe
from explorer.training.device import choose_device, describe_device
from explorer.training.optimiser import build_optimiser
from explorer.training.training_step import forward
from models.build import build_model
from models.config import NetworkConfig
from models.memory import training_memory
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize

NETWORK = "densenet_bc100_k12_cifar"
MIB = 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3, help="steps after the first")
    parser.add_argument("--device", default="auto")
    arguments = parser.parse_args()
    device = choose_device(arguments.device)
    table = Table(title=f"{NETWORK}, batch {arguments.batch_size}, on {describe_device(device)}")
    for column in ("variant", "predicted MiB", "measured MiB", "measured / predicted", "seconds a step"):
        table.add_column(column, justify="left" if column == "variant" else "right")
    for name, is_checkpointed, precision in (
        ("plain", False, "fp32"),
        ("checkpointed", True, "fp32"),
        ("plain, bf16", False, "bf16"),
        ("checkpointed, bf16", True, "bf16"),
    ):
        predicted = prediction(network(is_checkpointed), precision, arguments.batch_size)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            measured, seconds = pool.apply(
                measure, (is_checkpointed, precision, arguments.batch_size, arguments.rounds, str(device))
            )
        table.add_row(
            name, f"{predicted / MIB:,.0f}", f"{measured / MIB:,.0f}", f"{measured / predicted:.2f}", f"{seconds:.2f}"
        )
    Console(width=120).print(table)


def network(is_checkpointed: bool) -> NetworkConfig:
    config = PRESETS[NETWORK]
    stages = tuple(stage.model_copy(update={"checkpoint": is_checkpointed}) for stage in config.stages)
    return config.model_copy(update={"stages": stages})


def prediction(config: NetworkConfig, precision: str, batch_size: int) -> int:
    """Bytes."""
    return training_memory(summarize(resolve(config)), momentum=0.9, precision=precision).total(batch_size)


def measure(is_checkpointed: bool, precision: str, batch_size: int, rounds: int, device: str) -> tuple[int, float]:
    """Bytes at the peak, and the median of the seconds of a step."""
    recipe = Recipe(precision=precision)
    warm_up(recipe, device)
    before = peak(device)
    model = build_model(resolve(network(is_checkpointed))).to(device, memory_format=torch.channels_last).train()
    optimiser = build_optimiser(model, recipe)
    images = torch.randn(batch_size, 3, 32, 32, device=device).contiguous(memory_format=torch.channels_last)
    labels = torch.arange(batch_size, device=device) % 10
    seconds = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        optimiser.zero_grad(set_to_none=True)
        functional.cross_entropy(forward(model, images, recipe), labels).backward()
        optimiser.step()
        wait(device)
        seconds.append(time.perf_counter() - began)
    return peak(device) - before, median(seconds[1:])


def warm_up(recipe: Recipe, device: str) -> None:
    """Has the libraries load what they need, so that it does not count."""
    model = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.Flatten(), torch.nn.LazyLinear(10)).to(device)
    forward(model, torch.randn(2, 3, 8, 8, device=device), recipe).sum().backward()
    build_optimiser(model, recipe).step()


def peak(device: str) -> int:
    """The most bytes so far."""
    if device.startswith("cuda"):
        return torch.cuda.max_memory_allocated(device)
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def wait(device: str) -> None:
    if device.startswith("cuda"):
        torch.cuda.synchronize(device)


if __name__ == "__main__":
    main()
