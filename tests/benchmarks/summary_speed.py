"""Closed-form summary against torchinfo and PyTorch's flop counter, side by side in one run.

Run it: python tests/benchmarks/summary_speed.py [--rounds 3]
Each round measures every counter once for every network, in turn; the tables show the best round, which other work on
the machine disturbed least.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch
import torchinfo
from rich.console import Console
from rich.table import Table
from torch.utils.flop_counter import FlopCounterMode

from explorer.experiment.sweep import Axis, sweep
from models.build import build_model
from models.config import NetworkConfig
from models.families import imagenet_densenet
from models.presets import PRESETS
from models.spec import attempt, resolve
from models.summary import summarize
from models.units import dense, residual

NETWORKS = {
    **{name: PRESETS[name] for name in ("resnet18", "resnet50", "resnet152", "densenet121", "densenet201")},
    "densenet264": imagenet_densenet(32, (6, 12, 64, 48), 64),
    "resnet1202_cifar": PRESETS["resnet1202_cifar"],
    "densenet_bc250_k24_cifar": PRESETS["densenet_bc250_k24_cifar"],
}

SWEEPS = {
    "resnet18, blocks x width": (
        "resnet18",
        Axis("stages.*.blocks", tuple(range(1, 21))),
        Axis("stages.0.width", tuple(range(1, 101))),
    ),
    "densenet_bc100_k12_cifar, k x layers": (
        "densenet_bc100_k12_cifar",
        Axis("stages.*.growth_rate", tuple(range(1, 101))),
        Axis("stages.*.layers", tuple(range(1, 21))),
    ),
}


def forget() -> None:
    """Nothing that an earlier round computed may help."""
    attempt.cache_clear()
    dense.dense_block.cache_clear()
    residual.residual_block.cache_clear()


def closed_form_cold(config: NetworkConfig) -> None:
    forget()
    summarize(resolve(config))


def closed_form_summary(config: NetworkConfig) -> None:
    summarize(resolve(config))


def torchinfo_on(device: str) -> Callable[[NetworkConfig], None]:
    def count(config: NetworkConfig) -> None:
        spec = resolve(config)
        with torch.device(device):
            model = build_model(spec)
        torchinfo.summary(model, input_size=(1, *spec.input), device=device, verbose=0)

    return count


def flop_counter(config: NetworkConfig) -> None:
    spec = resolve(config)
    with torch.device("meta"):
        model = build_model(spec).eval()
        x = torch.empty(1, *spec.input)
    with FlopCounterMode(display=False), torch.no_grad():
        model(x)


COUNTERS: dict[str, Callable[[NetworkConfig], None]] = {
    "resolve + summary, nothing cached": closed_form_cold,
    "summary of a spec": closed_form_summary,
    "torchinfo, meta": torchinfo_on("meta"),
    "torchinfo, cpu": torchinfo_on("cpu"),
    "FlopCounterMode, meta": flop_counter,
}


def seconds(count: Callable[[NetworkConfig], None], config: NetworkConfig) -> float:
    """Fast counters are repeated for a tenth of a second, and the median repetition counts."""
    taken: list[float] = []
    while not taken or sum(taken) < 0.1:
        start = time.perf_counter()
        count(config)
        taken.append(time.perf_counter() - start)
    return median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    taken: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for name, config in NETWORKS.items():
            for counter, count in COUNTERS.items():
                taken.setdefault((name, counter), []).append(seconds(count, config))
    show_counters({key: min(values) for key, values in taken.items()})
    show_sweeps(rounds)


def show_counters(taken: dict[tuple[str, str], float]) -> None:
    table = Table(title="Milliseconds for one network (best round)", show_lines=False)
    ratios = ("us a row (summary)", "torchinfo meta / cold", "torchinfo meta / summary")
    for column in ("network", "rows", *COUNTERS, *ratios):
        table.add_column(column, justify="left" if column == "network" else "right")
    cold, warm, meta = list(COUNTERS)[:3]
    for name, config in NETWORKS.items():
        rows = len(summarize(resolve(config)).layers)
        times = [f"{taken[name, counter] * 1e3:.3f}" for counter in COUNTERS]
        per_row = f"{taken[name, warm] / rows * 1e6:.2f}"
        ratios = (f"{taken[name, meta] / taken[name, ours]:,.0f} x" for ours in (cold, warm))
        table.add_row(name, f"{rows:,}", *times, per_row, *ratios)
    Console(width=160).print(table)


def show_sweeps(rounds: int) -> None:
    table = Table(title="Sweeps of 2,000 configs, nothing cached (best round)")
    for column in ("sweep", "seconds", "configs a second"):
        table.add_column(column, justify="left" if column == "sweep" else "right")
    for name, (preset, *axes) in SWEEPS.items():
        taken = []
        for _ in range(rounds):
            forget()
            start = time.perf_counter()
            count = sum(1 for _ in sweep(PRESETS[preset], tuple(axes)))
            taken.append(time.perf_counter() - start)
        table.add_row(name, f"{min(taken):.2f}", f"{count / min(taken):,.0f}")
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
