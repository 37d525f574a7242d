"""Reads weights from a file or from torchvision, and fits them to a network."""

import pickle
import re
import struct
import tarfile
import urllib.error
import warnings
import zipfile
from dataclasses import dataclass
from functools import partial, reduce
from pathlib import Path

import safetensors
import safetensors.torch
import torch
import torchvision
from torch import Tensor, nn

from models.sentence import SaidError, Sentence, joined, say
from models.spec import NetworkSpec
from models.untrusted_file import open_regular
from models.weights_header import HeaderError, check_archive, check_safetensors, is_pickle

WRAPPERS = ("state_dict", "model", "model_state_dict")
"""Keys under which training programs put the state dict in a larger file."""

DATA_PARALLEL = "module."

NUMBERS = (torch.float32, torch.float16, torch.bfloat16, torch.float64, torch.int64, torch.int32)
"""Types of weights and of batch counts."""

REFUSED = (safetensors.SafetensorError, zipfile.BadZipFile, tarfile.TarError, struct.error, EOFError, RuntimeError)
STUMBLES = (LookupError, TypeError, AttributeError, ValueError, ArithmeticError, AssertionError, ImportError)
"""What readers raise for a torn file of weights; which of them depends on where it is torn."""

# torchvision's published DenseNets were saved by a version that called norm1 norm.1.
_OLD_DENSENET = re.compile(r"^(.*denselayer\d+\.(?:norm|relu|conv))\.([12]\..*)$")


class WeightsError(SaidError):
    """Weights that cannot be used; the message is one sentence that says which and why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reshaped:
    """A tensor that has one shape in the weights and another in the network."""

    name: str
    given: tuple[int, ...]
    needed: tuple[int, ...]

    def __str__(self) -> Sentence:
        return say("{} is {} in the weights and {} in the network", self.name, list(self.given), list(self.needed))


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """How well weights fit a network."""

    missing: tuple[str, ...]
    """In the network, not in the weights."""
    unexpected: tuple[str, ...]
    """In the weights, not in the network."""
    reshaped: tuple[Reshaped, ...]
    fresh_head: bool
    """The number of classes differs: the linear layer keeps its fresh weights."""

    @property
    def is_whole(self) -> bool:
        """Whether all but possibly the head fits."""
        return not (self.missing or self.unexpected or self.reshaped)

    def __str__(self) -> str:
        parts = [
            say("missing: {}", _listing(self.missing)) if self.missing else None,
            say("unexpected: {}", _listing(self.unexpected)) if self.unexpected else None,
            say("of another shape: {}", _listing(self.reshaped)) if self.reshaped else None,
        ]
        return joined(filter(None, parts)) if any(parts) else say("everything fits")


def read_weights(path: Path) -> dict[str, Tensor]:
    """The state dict in a `.safetensors` file or a `.pt` file of tensors; no code of the file is ever run.

    Raises:
        WeightsError: the file cannot be read, is damaged, larger than it looks, or holds something else than tensors of
            finite numbers.
    """
    weights = _state_dict_of(load_tensors(path), path)
    for name, tensor in weights.items():
        require_plain(name, tensor, path)
        if tensor.dtype not in NUMBERS:
            raise WeightsError("{} is not a file of weights: {} is no plain tensor of numbers.", path, name)
        if not tensor.isfinite().all():
            raise WeightsError("{} cannot be used: {} has values that are not finite (NaN or infinity).", path, name)
    return weights


def load_tensors(path: Path) -> object:
    """What a `.safetensors` file holds, or what torch has saved in another: plain values and tensors on the CPU.

    torch's warnings are suppressed.

    Raises WeightsError where it cannot be read, is damaged, larger than it looks, or holds more than values.
    """
    try:
        if path.suffix == ".safetensors":
            check_safetensors(path)
            return safetensors.torch.load_file(path)
        check_archive(path)
        with open_regular(path) as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return torch.load(file, map_location="cpu", weights_only=True)
    except HeaderError as error:
        raise WeightsError(str(error)) from error
    except OSError as error:
        raise WeightsError("{} cannot be read: {}.", path, error.strerror or error) from error
    except pickle.UnpicklingError as error:
        raise WeightsError(_refusal(path, str(error))) from error
    except (*REFUSED, *STUMBLES) as error:
        raise WeightsError("{} is not a whole file of weights; make it again.", path) from error


def require_plain(name: str, tensor: Tensor, path: Path) -> None:
    """Raises WeightsError where a tensor of a file is none of numbers on the CPU, or has more than the file."""
    if tensor.layout is not torch.strided or tensor.device.type != "cpu" or tensor.is_quantized:
        raise WeightsError("{} is not a file of weights: {} is no plain tensor of numbers.", path, name)
    # A view can say that it is a thousand times what the file holds, and fill the memory where it is copied.
    if tensor.nbytes > tensor.untyped_storage().nbytes():
        raise WeightsError("{} is not a file of weights: {} holds fewer numbers than it says.", path, name)


def published_weights(name: str) -> dict[str, Tensor]:
    """torchvision's ImageNet weights of its network `name`; torchvision downloads them once into its cache.

    Raises:
        WeightsError: torchvision has no weights of that name, or they cannot be downloaded.
    """
    try:
        weights = torchvision.models.get_model_weights(name)["DEFAULT"]
    except ValueError:
        raise WeightsError("torchvision has no published weights for {}.", name) from None
    try:
        return modern_names(weights.get_state_dict(progress=False, check_hash=True))
    except (OSError, urllib.error.URLError) as error:
        where = Path(torch.hub.get_dir()) / "checkpoints"
        reason = getattr(error, "reason", error)
        raise WeightsError(
            "The weights of {} cannot be downloaded ({}); connect to the network, or put {} into {} yourself.",
            name,
            reason,
            Path(weights.url).name,
            where,
        ) from error


def modern_names(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """The same tensors under the names that torchvision's DenseNets have today."""
    return {_OLD_DENSENET.sub(r"\1\2", name): tensor for name, tensor in weights.items()}


def fit_weights(model: nn.Module, spec: NetworkSpec, weights: dict[str, Tensor]) -> Fit:
    """Load `weights` into `model` where all but the head fits; otherwise leave it as it is and say what does not."""
    own = model.state_dict()
    head = {f"{spec.naming.head_linear}.weight", f"{spec.naming.head_linear}.bias"}
    common = own.keys() & weights.keys()
    reshaped = [name for name in own if name in common and own[name].shape != weights[name].shape]
    fresh_head = bool(head & set(reshaped))
    fit = Fit(
        # Old files have no counts of batches, which only a cumulative average would need.
        missing=tuple(name for name in own if name not in common and not name.endswith("num_batches_tracked")),
        unexpected=tuple(name for name in weights if name not in common),
        reshaped=tuple(
            Reshaped(name=name, given=tuple(weights[name].shape), needed=tuple(own[name].shape))
            for name in reshaped
            if name not in head
        ),
        fresh_head=fresh_head,
    )
    if fit.is_whole:
        taken = {name: weights[name] for name in (common - head if fresh_head else common)}
        model.load_state_dict(taken, strict=False)
    return fit


def _refusal(path: Path, reason: str) -> str:
    is_unknown = "unsupported operand" in reason.lower() and is_pickle(path)
    if "global" in reason.lower() or is_unknown:
        return say("{} holds more than tensors and might run code, so it is not opened.", path)
    return say("{} is not a whole file of weights; make it again.", path)


def _state_dict_of(found: object, path: Path) -> dict[str, Tensor]:
    for wrapper in WRAPPERS:
        if isinstance(found, dict) and isinstance(found.get(wrapper), dict):
            found = found[wrapper]
    if (
        not isinstance(found, dict)
        or not found
        or not all(isinstance(name, str) and isinstance(tensor, Tensor) for name, tensor in found.items())
    ):
        raise WeightsError("{} is not a state dict: names with one tensor each are expected.", path)
    return modern_names({name.removeprefix(DATA_PARALLEL): tensor for name, tensor in found.items()})


def _listing(names: tuple[str | Reshaped, ...], most: int = 5) -> object:
    named = reduce(partial(say, "{}, {}"), names[:most])
    return say("{} and {} more", named, len(names) - most) if len(names) > most else named
