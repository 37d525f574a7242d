"""Losses and hits of the steps, left on the device and read back together, so that no step waits for it."""

from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.training.runtime.ranks import ALONE, Ranks


@dataclass(frozen=True, kw_only=True, slots=True)
class StepResults:
    """What came back: one entry for each step, in order."""

    losses: tuple[float, ...] = ()
    hits: tuple[int, ...] = ()
    """Images classified rightly."""


class StepLog:
    """Takes the results of each step. A GPU's come back while it works on: `send` begins a copy, `receive` gives it
    once it is there."""

    def __init__(self, ranks: Ranks = ALONE) -> None:
        self._ranks = ranks
        self._losses: list[Tensor] = []
        self._hits: list[Tensor] = []
        self._copies: list[_Copy] = []

    def add(self, loss: Tensor, hits: Tensor) -> None:
        """Keep the two numbers of a step, of this process's share, as tensors on its device."""
        self._losses.append(loss)
        self._hits.append(hits)

    def send(self) -> None:
        """Begin to copy what was added."""
        if self._losses:
            losses, hits = torch.stack(self._losses), torch.stack(self._hits)
            self._ranks.add_up(losses)
            self._ranks.add_up(hits)
            self._copies.append(_Copy(losses, hits))
            self._losses, self._hits = [], []

    def receive(self, *, wait: bool = False) -> StepResults:
        """The copies that are there, and with `wait` all of them."""
        losses, hits = [], []
        while self._copies and (wait or self._copies[0].is_there()):
            copy = self._copies.pop(0)
            losses += copy.losses()
            hits += copy.hits()
        return StepResults(losses=tuple(losses), hits=tuple(hits))


class _Copy:
    """One copy on its way from the device."""

    def __init__(self, losses: Tensor, hits: Tensor):
        # Only a copy from CUDA goes into pinned memory and so may be left alone.
        is_cuda = losses.device.type == "cuda"
        self._losses = losses.to("cpu", non_blocking=is_cuda)
        self._hits = hits.to("cpu", non_blocking=is_cuda)
        self._event = torch.cuda.Event() if is_cuda else None
        if self._event is not None:
            self._event.record()

    def is_there(self) -> bool:
        return self._event is None or self._event.query()

    def losses(self) -> list[float]:
        self._wait()
        return self._losses.tolist()

    def hits(self) -> list[int]:
        self._wait()
        return self._hits.tolist()

    def _wait(self) -> None:
        if self._event is not None:
            self._event.synchronize()
