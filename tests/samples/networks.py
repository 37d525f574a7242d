"""What a network is held to: names, counts and bytes to the last one, outputs and first weights to a rounding error.

`describe` makes the entry of one network, `difference` compares two of them.
"""

import hashlib
import math
import zlib
from collections.abc import Iterable, Iterator

import torch

from models.build import build_empty_model, build_model
from models.config import NetworkConfig
from models.spec import resolve
from models.summary import summarize

SHOWN_OUTPUTS = 4
LARGEST_IMAGE = 64
"""Pixels of a side of the images that outputs are computed on: larger ones take time and say no more."""
MOST_FULL_NORMS = 30
TOLERANCE = 2e-3
"""Of outputs and first weights, relative: processors and versions of torch add in other orders, and the deepest
networks multiply that."""


def describe(config: NetworkConfig, *, with_outputs: bool = True) -> dict:
    """The entry of one network; without outputs nothing is computed that takes longer than a millisecond a layer."""
    spec = resolve(config)
    costs = summarize(spec)
    with torch.device("meta"):
        shapes = build_model(spec).state_dict()
    entry = {
        "params": costs.params,
        "macs": costs.macs,
        "saved_bytes": costs.saved_bytes,
        "saved_bytes_per_batch": costs.saved_bytes_per_batch,
        "receptive_field": costs.receptive_field,
        "layers": _digest(map(repr, costs.layers)),
        "state_dict": _digest(f"{name} {tuple(value.shape)} {value.dtype}" for name, value in shapes.items()),
    }
    return {**entry, **_outputs(config)} if with_outputs else entry


def difference(expected: dict, found: dict) -> str:
    """What differs, in words; empty where nothing does. Only what was found is compared."""
    return ", ".join(
        f"{key} is {value}, not {expected[key]}" for key, value in found.items() if not _same(expected[key], value)
    )


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _outputs(config: NetworkConfig) -> dict:
    spec = resolve(config)
    torch.manual_seed(0)
    first = sum(value.double().abs().sum().item() for value in build_model(spec).parameters())
    model = build_empty_model(spec)
    state = model.state_dict()
    num_norms = sum(name.endswith("running_var") for name in state)
    # Additions double the variance at every block: beyond this many, maps would leave the range of floats.
    gain = 1.0 if num_norms <= MOST_FULL_NORMS else num_norms**-0.5
    model.load_state_dict({name: _filled(name, value, gain) for name, value in state.items()})
    image = config.input
    size = min(image.height, LARGEST_IMAGE), min(image.width, LARGEST_IMAGE)
    x = torch.randn(2, image.channels, *size, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        outputs = model.eval()(x)[:, :SHOWN_OUTPUTS]
    return {"first_weights": first, "outputs": list(_rounded(outputs.flatten().tolist()))}


def _filled(name: str, value: torch.Tensor, gain: float) -> torch.Tensor:
    """Weights that depend on a tensor's name and shape alone, however the network begins."""
    if not value.is_floating_point():
        return torch.zeros_like(value)
    generator = torch.Generator().manual_seed(zlib.crc32(name.encode()))
    uniform = torch.rand(value.shape, generator=generator)
    if name.endswith("running_var"):
        return 0.75 + 0.5 * uniform
    if value.ndim == 1 and name.endswith("weight"):
        return gain * (0.75 + 0.5 * uniform)
    fan_in = math.prod(value.shape[1:]) if value.ndim > 1 else 16
    return (uniform - 0.5) * math.sqrt(12 * 2 / fan_in)


def _rounded(values: Iterable[float]) -> Iterator[float]:
    return (float(f"{value:.6g}") for value in values)


def _same(expected: object, found: object) -> bool:
    if isinstance(expected, list):
        scale = max(map(abs, expected), default=0.0)
        return len(expected) == len(found) and all(
            math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE * scale)
            for a, b in zip(expected, found, strict=True)
        )
    return math.isclose(expected, found, rel_tol=TOLERANCE) if isinstance(expected, float) else expected == found
