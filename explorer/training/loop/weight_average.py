"""An exponential moving average of the weights, which often classifies better than the last weights."""

import copy
from typing import Any

from torch import Tensor, nn
from torch.optim.swa_utils import get_ema_multi_avg_fn


class WeightAverage:
    """Averages the weights of a model after each of its steps: parameters and running statistics.

    The decay warms up as (1 + n) / (10 + n) over the first steps, so that the initial weights are soon forgotten.
    """

    def __init__(self, model: nn.Module, decay: float):
        """Averages the tensors that `model` has now: they must change in place."""
        # Counts of batches are not averaged: both models have the same tensors.
        counts = {id(buffer): buffer for buffer in model.buffers() if not buffer.is_floating_point()}
        self.model = copy.deepcopy(model, counts).requires_grad_(False)
        """The averaged model, to be evaluated and saved."""
        self._decay = decay
        self._num_steps = 0
        # Gathered once: going through all modules takes longer than the averaging itself.
        self._averaged, self._current = _floating(self.model), _floating(model)

    def update(self) -> None:
        """Update the average after a step."""
        self._num_steps += 1
        decay = min(self._decay, self._num_steps / (9 + self._num_steps))
        get_ema_multi_avg_fn(decay)(self._averaged, self._current, self._num_steps)

    def state_dict(self) -> dict[str, Any]:
        """The state to continue from."""
        return {"num_steps": self._num_steps, "model": self.model.state_dict()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Continue from the result of `state_dict`."""
        self._num_steps = state["num_steps"]
        self.model.load_state_dict(state["model"])


def _floating(model: nn.Module) -> list[Tensor]:
    return [tensor for tensor in (*model.parameters(), *model.buffers()) if tensor.is_floating_point()]
