"""What it takes to run a job again: versions, machine, device, seed."""

import platform
from datetime import datetime
from functools import cache
from importlib import metadata

import torch

from explorer.training.device import describe_device

DISTRIBUTIONS = ("resdense", "torch", "torchvision", "numpy", "pillow", "safetensors")


def versions() -> dict[str, str]:
    """The installed versions. A checkout that is not installed is "source"."""
    return {"resdense": "source", "python": platform.python_version()} | _installed()


@cache
def _installed() -> dict[str, str]:
    # It takes a tenth of a second to look through all that is installed.
    found = {distribution.name.lower(): distribution.version for distribution in metadata.distributions()}
    return {name: found[name] for name in DISTRIBUTIONS if name in found}


def describe_environment(device: torch.device, *, seed: int, processes: int = 1) -> dict[str, object]:
    """The content of a run's `environment.json`; `started` is now, and `processes` are those that train together."""
    return {
        "started": datetime.now().astimezone().isoformat(timespec="seconds"),
        "versions": versions(),
        "platform": platform.platform(),
        "processor": platform.machine(),
        "device": describe_device(device),
        "threads": torch.get_num_threads(),
        "processes": processes,
        "seed": seed,
    }
