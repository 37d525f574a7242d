"""A moving average of the weights, which is often better than the last ones."""

import copy
from typing import Any

import torch
from torch import Tensor, nn


class WeightAverage:
    """Follows a model after each of its steps: parameters and running statistics, averaged exponentially.

    The decay grows to its value as (1 + n) / (10 + n) over the first steps, so that fresh weights are soon forgotten.
    """

    def __init__(self, model: nn.Module, decay: float):
        """Follows the tensors that `model` has now: they must change in place."""
        self.model = copy.deepcopy(model).requires_grad_(False)
        """The averaged model, for testing and keeping."""
        self._decay = decay
        self._num_steps = 0
        # Gathered once: going through all modules takes longer than the averaging itself.
        self._averaged, self._averaged_counts = _split(self.model)
        self._current, self._current_counts = _split(model)

    @torch.no_grad()
    def update(self) -> None:
        """Take in the weights after one more step."""
        self._num_steps += 1
        decay = min(self._decay, self._num_steps / (9 + self._num_steps))
        torch._foreach_lerp_(self._averaged, self._current, 1 - decay)
        if self._current_counts:
            torch._foreach_copy_(self._averaged_counts, self._current_counts)

    def state_dict(self) -> dict[str, Any]:
        """All that it takes to go on."""
        return {"num_steps": self._num_steps, "model": self.model.state_dict()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from what `state_dict` gave."""
        self._num_steps = state["num_steps"]
        self.model.load_state_dict(state["model"])


def _split(model: nn.Module) -> tuple[list[Tensor], list[Tensor]]:
    """Parameters and buffers of a model: those in floating point, and the others, which are counts of batches."""
    tensors = [*model.parameters(), *model.buffers()]
    floating = [tensor for tensor in tensors if tensor.is_floating_point()]
    return floating, [tensor for tensor in tensors if not tensor.is_floating_point()]
