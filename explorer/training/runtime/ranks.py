"""The processes that train together: the interface, and the case of a single process."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """The part of each batch that one process trains on: number `index`, from 0, of `count` equal parts."""

    index: int
    count: int

    def of(self, start: int, num_images: int) -> slice:
        """The positions of this share in a batch of `num_images` that begins at `start`."""
        first, end = (num_images * part // self.count for part in (self.index, self.index + 1))
        return slice(start + first, start + end)


WHOLE = Share(index=0, count=1)


class Ranks:
    """A process that trains alone: nobody to communicate with. Several are DistributedRanks."""

    share: Share = WHOLE
    """This process's part of each batch."""
    local_index: int = 0
    """Number of this process on its machine, which is that of its GPU."""

    @property
    def is_first(self) -> bool:
        """Whether this is the process that emits events and writes files."""
        return self.share.index == 0

    @property
    def is_alone(self) -> bool:
        """Whether this is the only process."""
        return self.share.count == 1

    def leave(self) -> None:
        """Leave the process group, at the end of a training that did not fail."""

    def any_rank_async(self, *flags: bool) -> tuple[bool, ...]:
        """Which of the flags any process has set, as of the call before; all processes call it at the same steps."""
        return flags

    def any_rank(self, *flags: bool) -> tuple[bool, ...]:
        """Which of the flags any process has set now; all processes wait for each other."""
        return flags

    def all_reduce_(self, values: Tensor) -> None:
        """Replace `values` by their sum over all processes, in place."""

    def gather(self, value: Any) -> list[Any]:
        """The values of all processes in the first one; an empty list in the others."""
        return [value]

    def broadcast(self, value: Any) -> Any:
        """The value of the first process."""
        return value

    def synchronise(self, model: nn.Module) -> nn.Module:
        """`model`, which is on its device, with SyncBatchNorm in place of batch norm."""
        return model

    def data_parallel(self, model: nn.Module) -> nn.Module:
        """`model` wrapped for training, so that gradients are averaged over all processes."""
        return model

    def no_sync(self, model: nn.Module) -> AbstractContextManager:
        """Accumulate gradients in this process alone, for backward passes through what `data_parallel` returns."""
        return nullcontext()

    def broadcast_buffers_(self, model: nn.Module) -> None:
        """Give all processes the first one's running means and variances, in place."""

    def peer_failures_as_training_errors(self) -> AbstractContextManager:
        """Translate the failure of another process into a TrainingError."""
        return nullcontext()


ALONE = Ranks()
