"""The environment of a run: versions, machine, device and seed, as needed to repeat it."""

import platform
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib import metadata
from typing import Any, TypeGuard

import torch

from explorer.runs.run_files import read_environment
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.training.runtime.device import describe_device, num_cores
from models.sentence import joined, say

DISTRIBUTIONS = ("resdense", "torch", "torchvision", "numpy", "pillow", "safetensors")


def versions() -> dict[str, str]:
    """The installed versions; a checkout that is not installed has the version "source"."""
    return {"resdense": "source", "python": platform.python_version()} | _installed()


@cache
def _installed() -> dict[str, str]:
    # Listing all installed distributions takes a tenth of a second.
    found = {distribution.name.lower(): distribution.version for distribution in metadata.distributions()}
    return {name: found[name] for name in DISTRIBUTIONS if name in found}


def describe_environment(device: torch.device, *, seed: int, processes: int = 1) -> dict[str, object]:
    """The content of a run's `environment.json`; `started` is now, and `processes` train together."""
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


def first_environment(folder: RunFolder) -> dict[str, Any]:
    """The content of a run's `environment.json`; empty if it cannot be read."""
    try:
        return read_environment(folder)
    except RunFolderError:
        return {}


def threads_of_run(folder: RunFolder) -> int | None:
    """The intra-op threads that a run started with, at most the number of cores; None if it is not recorded.

    The number of threads changes the rounding of sums.
    """
    threads = first_environment(folder).get("threads")
    return min(threads, num_cores()) if _is_count(threads) else None


def as_resumed(first: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The environment of a run's first start, with `now` added to the list of those in which it was resumed."""
    before = first.get("resumed")
    return (first or now) | {"resumed": [*(before if isinstance(before, list) else ()), now]}


def as_restarted(first: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The environment of a run that restarts from nothing: `now`, with the time of the first start."""
    started = first.get("started")
    return now | {"started": started} if isinstance(started, str) else now


def why_numbers_differ(first: dict[str, Any], now: dict[str, Any]) -> str | None:
    """Why a resumed run does not repeat an uninterrupted one bit for bit, in a sentence; None if it should."""
    differences = tuple(_differences(first, now))
    if not differences:
        return None
    return say("From here on the numbers differ from those of an uninterrupted run: {}.", joined(differences))


def _differences(first: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    threads, then = now["threads"], first.get("threads")
    if _is_count(then) and then != threads:
        one, several = say("{:,} thread instead of {:,}", 1, then), say("{:,} threads instead of {:,}", threads, then)
        yield one if threads == 1 else several
    processes, then = now["processes"], first.get("processes")
    if _is_count(then) and then != processes:
        one = say("{:,} process instead of {:,}", 1, then)
        yield one if processes == 1 else say("{:,} processes instead of {:,}", processes, then)
    device = first.get("device")
    if isinstance(device, str) and _without_threads(device) != _without_threads(now["device"]):
        yield say("{} instead of {}", _without_threads(now["device"]), _without_threads(device))
    versions_then = first.get("versions")
    version = versions_then.get("torch") if isinstance(versions_then, dict) else None
    if isinstance(version, str) and version != now["versions"].get("torch"):
        yield say("torch {} instead of {}", now["versions"].get("torch"), version)


def _without_threads(device: str) -> str:
    return "CPU" if device.startswith("CPU, ") else device


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
