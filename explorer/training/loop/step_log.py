"""Losses and correct images of the steps, left on the device and read back together, so that no step waits."""

from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.training.runtime.ranks import ALONE, Ranks


@dataclass(frozen=True, kw_only=True, slots=True)
class StepResults:
    """What came back: one entry for each step, in order."""

    losses: tuple[float, ...] = ()
    num_correct: tuple[int, ...] = ()
    """Images classified rightly."""


class StepLog:
    """Takes the results of each step. A GPU's come back while it works on: `send` begins a copy, `receive` gives it
    once it is there."""

    def __init__(self, ranks: Ranks = ALONE) -> None:
        self._ranks = ranks
        self._losses: list[Tensor] = []
        self._num_correct: list[Tensor] = []
        self._copies: list[_Copy] = []

    def add(self, loss: Tensor, num_correct: Tensor) -> None:
        """Keep the two numbers of a step, of this process's share, as tensors on its device."""
        self._losses.append(loss)
        self._num_correct.append(num_correct)

    def send(self) -> None:
        """Begin to copy what was added."""
        if self._losses:
            losses, num_correct = torch.stack(self._losses), torch.stack(self._num_correct)
            self._ranks.all_reduce_(losses)
            self._ranks.all_reduce_(num_correct)
            self._copies.append(_Copy(losses, num_correct))
            self._losses, self._num_correct = [], []

    def receive(self, *, wait: bool = False) -> StepResults:
        """The copies that are there, and with `wait` all of them."""
        losses, num_correct = [], []
        while self._copies and (wait or self._copies[0].is_there()):
            copy = self._copies.pop(0)
            losses += copy.losses()
            num_correct += copy.num_correct()
        return StepResults(losses=tuple(losses), num_correct=tuple(num_correct))


class _Copy:
    """One copy on its way from the device."""

    def __init__(self, losses: Tensor, num_correct: Tensor):
        # Only a copy from CUDA goes into pinned memory and so may be left alone.
        is_cuda = losses.device.type == "cuda"
        self._losses = losses.to("cpu", non_blocking=is_cuda)
        self._num_correct = num_correct.to("cpu", non_blocking=is_cuda)
        self._event = torch.cuda.Event() if is_cuda else None
        if self._event is not None:
            self._event.record()

    def is_there(self) -> bool:
        return self._event is None or self._event.query()

    def losses(self) -> list[float]:
        self._wait()
        return self._losses.tolist()

    def num_correct(self) -> list[int]:
        self._wait()
        return self._num_correct.tolist()

    def _wait(self) -> None:
        if self._event is not None:
            self._event.synchronize()
