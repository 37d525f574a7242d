"""How images go through a network: compiled or not, in which number format, and in which order in memory."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import torch
from torch import Tensor, nn

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Recipe
from explorer.training.runtime.training_error import TrainingError
from models.spec import resolve
from models.units.layer import LayerType

HALF = {"bf16": torch.bfloat16, "fp16": torch.float16}
"""The number format of autocast, for the precisions that have one."""
FEWEST_CHANNELS = 16
"""Of the input of a strided 1x1 convolution, for its backward pass on a CPU with channels last."""
COMPILER_MODULES = ("torch._dynamo", "torch._inductor", "triton")
REASON_LENGTH = 200
"""Characters of a compiler's message, which can be pages long."""


def forward(model: nn.Module, images: Tensor, recipe: Recipe) -> Tensor:
    """The float32 logits (B, classes) of (B, C, H, W) images, computed in the recipe's precision."""
    half = HALF.get(recipe.precision)
    with torch.autocast(images.device.type, half, enabled=half is not None):
        logits = model(images)
    return logits.float()


def place_model(model: nn.Module, device: torch.device, memory_format: torch.memory_format) -> nn.Module:
    """Move `model` itself to a device, its weights in a memory format."""
    # The annotations of torch leave the memory format out.
    move: Callable[..., nn.Module] = model.to
    return move(device, memory_format=memory_format)


def memory_format_of(experiment: Experiment, device: torch.device) -> torch.memory_format:
    """channels_last if the recipe wants it and torch can compute in it, else contiguous.

    On a CPU torch 2.15 writes past the end of memory in the fp32 backward pass of a 1x1 convolution with a stride and
    fewer than 16 input channels, which ends the process.
    """
    if not experiment.recipe.channels_last or (device.type == "cpu" and _has_narrow_projection(experiment)):
        return torch.contiguous_format
    return torch.channels_last


def _has_narrow_projection(experiment: Experiment) -> bool:
    return any(
        layer.type is LayerType.CONV and layer.kernel == 1 and layer.stride > 1 and layer.input[0] < FEWEST_CHANNELS
        for stage in resolve(experiment.network).stages
        for unit in dict.fromkeys(stage.units)
        for layer in unit.layers
    )


def require_compiler(device: torch.device) -> None:
    """Compile an addition on `device`. Raises TrainingError if the compiler is not complete."""
    try:
        torch.compile(_add_one)(torch.zeros(2, device=device))
    except Exception as error:
        raise _failed(error) from error


@contextmanager
def translate_compile_errors() -> Iterator[None]:
    """Translate errors of the compiler into a TrainingError."""
    try:
        yield
    except Exception as error:
        if not type(error).__module__.startswith(COMPILER_MODULES):
            raise
        raise _failed(error) from error


def compiled(model: nn.Module) -> nn.Module:
    """A compiled module over `model`, which stays as it is; it compiles once for each shape of images."""
    module = torch.compile(model, dynamic=False)
    assert isinstance(module, nn.Module), "a compiled module is a module"
    return module


def uncompiled(is_wanted: bool) -> AbstractContextManager:
    """Run compiled modules uncompiled within the block, if `is_wanted`."""
    return torch.compiler.set_stance("force_eager") if is_wanted else nullcontext()


def _failed(error: Exception) -> TrainingError:
    # The rest is advice for developers of compilers.
    reason = " ".join(str(error).partition("Set TORCHDYNAMO_VERBOSE")[0].split())[:REASON_LENGTH].rstrip(".")
    return TrainingError("The network cannot be compiled here; switch compile off. ({}.)", reason)


def _add_one(values: Tensor) -> Tensor:
    return values + 1
