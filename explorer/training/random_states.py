"""The states of all random generators that a training can draw from."""

import random
from typing import Any

import numpy as np
import torch


def random_states(device: torch.device) -> dict[str, Any]:
    """Those of Python, numpy, torch and `device`, as plain values and tensors."""
    version, words, spare = random.getstate()
    name, keys, position, has_gauss, gauss = np.random.get_state()
    states = {
        "python": [version, list(words), spare],
        "numpy": [name, torch.from_numpy(keys.astype(np.int64)), position, has_gauss, gauss],
        "torch": torch.get_rng_state(),
    }
    if device.type != "cpu":
        states[device.type] = _module(device).get_rng_state(*_index(device))
    return states


def restore_random_states(states: dict[str, Any], device: torch.device) -> None:
    """Put all generators where `random_states` found them; those of a device that it did not know stay."""
    version, words, spare = states["python"]
    random.setstate((version, tuple(words), spare))
    name, keys, *rest = states["numpy"]
    np.random.set_state((name, keys.numpy().astype(np.uint32), *rest))
    torch.set_rng_state(states["torch"])
    if device.type in states:
        _module(device).set_rng_state(states[device.type], *_index(device))


def _module(device: torch.device) -> Any:
    return torch.mps if device.type == "mps" else torch.cuda


def _index(device: torch.device) -> tuple[torch.device, ...]:
    """Which of several GPUs; of MPS devices there is one."""
    return (device,) if device.type == "cuda" else ()
