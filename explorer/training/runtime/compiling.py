"""Networks that torch compiles before they are trained."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import torch
from torch import Tensor, nn

from explorer.training.runtime.training_error import TrainingError

COMPILER_MODULES = ("torch._dynamo", "torch._inductor", "triton")
REASON_LENGTH = 200
"""Characters: a compiler's message can have pages."""


def require_compiler(device: torch.device) -> None:
    """Compile an addition on `device`. Raises TrainingError where something is missing here that compiling takes."""
    try:
        torch.compile(_add_one)(torch.zeros(2, device=device))
    except Exception as error:
        raise _failed(error) from error


@contextmanager
def translate_compile_errors() -> Iterator[None]:
    """Turn what the compiler cannot do into a TrainingError."""
    try:
        yield
    except Exception as error:
        if not type(error).__module__.startswith(COMPILER_MODULES):
            raise
        raise _failed(error) from error


def compiled(model: nn.Module) -> nn.Module:
    """`model`, which stays as it is, compiled for each shape of images that it is called with."""
    return torch.compile(model, dynamic=False)


def uncompiled(is_wanted: bool) -> AbstractContextManager:
    """Within it, where that is wanted, what `compiled` gave runs as the model itself does."""
    return torch.compiler.set_stance("force_eager") if is_wanted else nullcontext()


def _failed(error: Exception) -> TrainingError:
    # What follows is advice for those who write compilers.
    reason = " ".join(str(error).partition("Set TORCHDYNAMO_VERBOSE")[0].split())[:REASON_LENGTH].rstrip(".")
    return TrainingError("The network cannot be compiled here; switch compile off. ({}.)", reason)


def _add_one(values: Tensor) -> Tensor:
    return values + 1
