"""Memory and time of DenseNet-BC(100,12) with and without checkpointing, against what the closed form predicts.

Run it: python tests/benchmarks/checkpointing_memory.py [--batch-size 64] [--rounds 3]
Each variant runs in a process of its own. Tensors: what torch allocated at most in a step, weights and momentum with
it. Process, on a CPU: how far its peak rises above what it had before the model; on top of the tensors come libraries'
work space and the holes in the C library's heap, of which there are few with MALLOC_MMAP_THRESHOLD_=262144.
"""

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch
from rich.console import Console
from rich.table import Table
from torch import Tensor
from torch.nn import functional
from torch.profiler import ProfilerActivity, profile

from explorer.experiment.recipe import Recipe
from explorer.training.loop.optimiser import build_optimiser
from explorer.training.runtime.device import choose_device, describe_device
from explorer.training.runtime.forward_pass import forward
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
    for column in ("variant", "predicted MiB", "tensors MiB", "tensors / predicted", "process MiB", "seconds a step"):
        table.add_column(column, justify="left" if column == "variant" else "right")
    for name, is_checkpointed, precision in (
        ("plain", False, "fp32"),
        ("checkpointed", True, "fp32"),
        ("plain, bf16", False, "bf16"),
        ("checkpointed, bf16", True, "bf16"),
    ):
        predicted = prediction(network(is_checkpointed), precision, arguments.batch_size)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            tensors, process, seconds = pool.apply(
                measure, (is_checkpointed, precision, arguments.batch_size, arguments.rounds, str(device))
            )
        sizes = (f"{predicted / MIB:,.0f}", f"{tensors / MIB:,.0f}", f"{tensors / predicted:.2f}")
        table.add_row(name, *sizes, f"{process / MIB:,.0f}" if process else "", f"{seconds:.2f}")
    Console(width=120).print(table)


def network(is_checkpointed: bool) -> NetworkConfig:
    config = PRESETS[NETWORK]
    stages = tuple(stage.model_copy(update={"checkpoint": is_checkpointed}) for stage in config.stages)
    return config.model_copy(update={"stages": stages})


def prediction(config: NetworkConfig, precision: str, batch_size: int) -> int:
    """Bytes."""
    return training_memory(summarize(resolve(config)), momentum=0.9, precision=precision).total(batch_size)


def measure(is_checkpointed: bool, precision: str, batch_size: int, rounds: int, device: str) -> tuple[int, int, float]:
    """Bytes of tensors at the peak, by how many the process grew (0: not known), and the median seconds of a step."""
    recipe = Recipe(precision=precision)
    warm_up(recipe, device)
    before = process_peak(device)
    model = build_model(resolve(network(is_checkpointed))).to(device, memory_format=torch.channels_last).train()
    optimiser = build_optimiser(model, recipe)
    images = torch.randn(batch_size, 3, 32, 32, device=device).contiguous(memory_format=torch.channels_last)
    labels = torch.arange(batch_size, device=device) % 10

    def step() -> None:
        optimiser.zero_grad(set_to_none=True)
        functional.cross_entropy(forward(model, images, recipe), labels).backward()
        optimiser.step()
        wait(device)

    seconds = [timed(step) for _ in range(rounds + 1)]
    grown = process_peak(device) - before
    standing = [*model.state_dict().values(), *(state["momentum_buffer"] for state in optimiser.state.values())]
    return tensor_peak(step, device, standing), grown, median(seconds[1:])


def timed(step: Callable[[], None]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def tensor_peak(step: Callable[[], None], device: str, standing: list[Tensor]) -> int:
    """The most bytes of tensors during a step; `standing` are those that are there before it, without gradients."""
    if device.startswith("cuda"):
        return torch.cuda.max_memory_allocated(device)
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiled:
        step()
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder, "trace.json")
        profiled.export_chrome_trace(str(trace))
        events = json.loads(trace.read_bytes())["traceEvents"]
    allocated = [event["args"]["Total Allocated"] for event in events if event.get("name") == "[memory]"]
    return max(allocated) + sum(tensor.nbytes for tensor in standing)


def warm_up(recipe: Recipe, device: str) -> None:
    """Has the libraries load what they need, so that it does not count."""
    model = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.Flatten(), torch.nn.LazyLinear(10)).to(device)
    forward(model, torch.randn(2, 3, 8, 8, device=device), recipe).sum().backward()
    build_optimiser(model, recipe).step()


def process_peak(device: str) -> int:
    """The most bytes that this process had so far; 0 where tensors are elsewhere."""
    if not device.startswith("cpu"):
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def wait(device: str) -> None:
    if device.startswith("cuda"):
        torch.cuda.synchronize(device)


if __name__ == "__main__":
    main()
