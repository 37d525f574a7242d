"""Copies of tensors in the host's memory, which stay as they are while the training goes on."""

from typing import Any

import torch
from torch import Tensor


def host_copy(values: Any, device: torch.device) -> Any:
    """The same values with every tensor in them, however deep, copied to the host's memory; those of a GPU together."""
    copies = _copied(values)
    if device.type == "cuda":
        torch.cuda.current_stream(device).synchronize()
    return copies


def _copied(value: Any) -> Any:
    match value:
        case Tensor():
            # Only a copy from CUDA goes into pinned memory, and so may be waited for later.
            return value.detach().to("cpu", copy=True, non_blocking=value.is_cuda)
        case dict():
            return {key: _copied(inner) for key, inner in value.items()}
        case list() | tuple():
            return type(value)(_copied(inner) for inner in value)
    return value
