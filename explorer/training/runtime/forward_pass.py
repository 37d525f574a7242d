"""How images go through a network: in which number format, and in which order in memory."""

import torch
from torch import Tensor, nn

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Recipe
from models.spec import resolve
from models.units.layer import LayerType

HALF = {"bf16": torch.bfloat16, "fp16": torch.float16}
"""The number format of autocast, for the precisions that have one."""
FEWEST_CHANNELS = 16
"""Of the input of a strided 1x1 convolution, for its backward pass on a CPU with channels last."""


def forward(model: nn.Module, images: Tensor, recipe: Recipe) -> Tensor:
    """The float32 logits (B, classes) of (B, C, H, W) images, computed in the recipe's precision."""
    half = HALF.get(recipe.precision)
    with torch.autocast(images.device.type, half, enabled=half is not None):
        logits = model(images)
    return logits.float()


def memory_format_of(experiment: Experiment, device: torch.device) -> torch.memory_format:
    """Channels last where the recipe wants it and torch can do it.

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
