"""The processes that train together. Here: one alone."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """What one of several processes trains on: the part number `index`, from 0, of `count` equal parts of a batch."""

    index: int
    count: int

    def of(self, start: int, num_images: int) -> slice:
        """The places of this share in a batch of `num_images` that begins at `start`."""
        first, end = (num_images * part // self.count for part in (self.index, self.index + 1))
        return slice(start + first, start + end)


WHOLE = Share(index=0, count=1)


class Ranks:
    """A process that trains alone: nobody to communicate with. Several are DistributedRanks."""

    share: Share = WHOLE
    """What this process takes of each batch."""
    local_index: int = 0
    """Number of this process on its machine: which GPU is its own."""

    @property
    def is_first(self) -> bool:
        """Whether this is the process that speaks and writes."""
        return self.share.index == 0

    @property
    def is_alone(self) -> bool:
        """Whether there are no others."""
        return self.share.count == 1

    def leave(self) -> None:
        """Part from the others, at the end of a training that did not fail."""

    def any_rank_async(self, *flags: bool) -> tuple[bool, ...]:
        """Which of the flags any process has set, as of the call before; all processes call it at the same steps."""
        return flags

    def any_rank(self, *flags: bool) -> tuple[bool, ...]:
        """Which of the flags any process has set now; all processes wait for each other."""
        return flags

    def all_reduce_(self, values: Tensor) -> None:
        """Make `values` the sum of all processes' values, in place."""

    def gather(self, value: Any) -> list[Any]:
        """The values of all processes, for the first of them."""
        return [value]

    def broadcast(self, value: Any) -> Any:
        """The value that the first process has."""
        return value

    def synchronise(self, model: nn.Module) -> nn.Module:
        """`model` with batch norms that see the whole batch; it stands on its device."""
        return model

    def join(self, model: nn.Module) -> nn.Module:
        """`model` as it is to be called in training, so that all processes have the mean of all gradients."""
        return model

    def no_sync(self, model: nn.Module) -> AbstractContextManager:
        """Within it, backward passes through what `join` gave leave the gradients with this process."""
        return nullcontext()

    def broadcast_buffers_(self, model: nn.Module) -> None:
        """Give all processes the first one's running means and variances, in place."""

    def peer_failures_as_training_errors(self) -> AbstractContextManager:
        """Within it, the loss of another process is a TrainingError that says so."""
        return nullcontext()


ALONE = Ranks()
