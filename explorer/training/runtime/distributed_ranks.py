"""Data-parallel training in several processes that torchrun starts."""

import os
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import torch
from torch import Tensor, distributed, nn
from torch.nn.parallel import DistributedDataParallel

from explorer.training.runtime.ranks import ALONE, Ranks, Share
from explorer.training.runtime.training_error import TrainingError
from models.sentence import say

MOST_FLAGS = 4
"""The most flags in a call of `any_rank_async`."""


def join_ranks() -> Ranks:
    """Join the process group that torchrun has started, or return ALONE if it has not started this process."""
    if "TORCHELASTIC_RUN_ID" not in os.environ:
        return ALONE
    local_index = int(os.environ["LOCAL_RANK"])
    if torch.cuda.is_available():
        _require_gpu(local_index)
        torch.cuda.set_device(local_index)
    # Flags and objects stay in host memory, so that no process waits for a GPU.
    distributed.init_process_group("cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo")
    return DistributedRanks(local_index)


class DistributedRanks(Ranks):
    """One of several processes, each with a copy of the model and its share of every batch."""

    def __init__(self, local_index: int):
        self.share = Share(index=distributed.get_rank(), count=distributed.get_world_size())
        self.local_index = local_index
        self._last: tuple[Tensor, distributed.Work] | None = None

    def leave(self) -> None:
        distributed.destroy_process_group()

    def any_rank_async(self, *flags: bool) -> tuple[bool, ...]:
        # The result is that of the call before, which was reduced while this process trained: nobody waits.
        before = self._last
        padding = (False,) * (MOST_FLAGS - len(flags))
        values = torch.tensor((*flags, *padding), dtype=torch.int32)
        self._last = (values, distributed.all_reduce(values, distributed.ReduceOp.MAX, async_op=True))
        if before is None:
            return (False,) * len(flags)
        agreed, work = before
        work.wait()
        return tuple(map(bool, agreed[: len(flags)].tolist()))

    def any_rank(self, *flags: bool) -> tuple[bool, ...]:
        values = torch.tensor(flags, dtype=torch.int32)
        distributed.all_reduce(values, distributed.ReduceOp.MAX)
        return tuple(map(bool, values.tolist()))

    def all_reduce_(self, values: Tensor) -> None:
        distributed.all_reduce(values)

    def gather(self, value: Any) -> list[Any]:
        values = [None] * self.share.count if self.is_first else None
        distributed.gather_object(value, values)
        return values or []

    def broadcast(self, value: Any) -> Any:
        values = [value]
        distributed.broadcast_object_list(values, device=torch.device("cpu"))
        return values[0]

    def synchronise(self, model: nn.Module) -> nn.Module:
        return synchronise_norms(model)

    def data_parallel(self, model: nn.Module) -> nn.Module:
        device = next(model.parameters()).device
        # DistributedDataParallel broadcasts the parameters; frozen stages also need the first process's buffers.
        self.broadcast_buffers_(model)
        with warnings.catch_warnings():
            # Newer versions of torch rename it, and older ones do not know the new name.
            warnings.filterwarnings("ignore", "`broadcast_buffers` is deprecated", FutureWarning)
            return DistributedDataParallel(
                model,
                device_ids=[device.index] if device.type == "cuda" else None,
                # Only an evaluation reads running means and variances: `broadcast_buffers_` is early enough.
                broadcast_buffers=False,
                gradient_as_bucket_view=True,
            )

    def no_sync(self, model: nn.Module) -> AbstractContextManager:
        assert isinstance(model, DistributedDataParallel), "what `data_parallel` returns"
        return model.no_sync()

    def broadcast_buffers_(self, model: nn.Module) -> None:
        for buffer in model.buffers():
            distributed.broadcast(buffer, 0)

    @contextmanager
    def peer_failures_as_training_errors(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:
            if not isinstance(error, distributed.DistError) and "gloo" not in str(error):
                raise
            raise TrainingError(
                "Another process of this training ended, so it cannot continue; saved epochs are kept: run the "
                "same command again to resume."
            ) from error


def _require_gpu(local_index: int) -> None:
    count = torch.cuda.device_count()
    if local_index >= count:
        processes = os.environ["LOCAL_WORLD_SIZE"]
        raise TrainingError(
            "There are {} processes on this machine but {}: start torchrun with --nproc-per-node {}.",
            processes,
            say("{} GPU", count) if count == 1 else say("{} GPUs", count),
            count,
        )


def synchronise_norms(model: nn.Module) -> nn.Module:
    """Make every batch norm of `model` normalise over all processes; names and weights stay.

    On a GPU this is PyTorch's SyncBatchNorm, which supports GPUs only.
    """
    if next(model.parameters()).device.type == "cuda":
        return nn.SyncBatchNorm.convert_sync_batchnorm(model)
    for module in model.modules():
        if type(module) is nn.BatchNorm2d:
            module.__class__ = SynchronisedNorm
    return model


class SynchronisedNorm(nn.BatchNorm2d):
    """SyncBatchNorm for any device. It reduces the mean first, then the variance: as exact as in one process."""

    def forward(self, input: Tensor) -> Tensor:
        if not self.training:
            return super().forward(input)
        values = input.float()
        count = _all_reduced(values.new_tensor(values.numel() / values.shape[1]))
        mean = _all_reduced(values.sum((0, 2, 3))) / count
        centred = values - mean.view(-1, 1, 1)
        variance = _all_reduced(centred.square().sum((0, 2, 3))) / count
        self._update_running_stats(mean.detach(), variance.detach() * count / (count - 1))
        scale = self.weight * torch.rsqrt(variance + self.eps)
        return (centred * scale.view(-1, 1, 1) + self.bias.view(-1, 1, 1)).to(input.dtype)

    def _update_running_stats(self, mean: Tensor, variance: Tensor) -> None:
        assert self.running_mean is not None and self.running_var is not None, "the networks track running statistics"
        assert self.num_batches_tracked is not None and self.momentum is not None
        self.num_batches_tracked.add_(1)
        self.running_mean.lerp_(mean, self.momentum)
        self.running_var.lerp_(variance, self.momentum)


def _all_reduced(values: Tensor) -> Tensor:
    return _AllReduce.apply(values)


class _AllReduce(torch.autograd.Function):
    """All-reduced sum. The loss of every process depends on it, so that its gradient is all-reduced too."""

    @staticmethod
    def forward(_: object, values: Tensor) -> Tensor:
        total = values.clone()
        distributed.all_reduce(total)
        return total

    @staticmethod
    def backward(ctx: object, *grad_outputs: Tensor) -> Tensor:
        total = grad_outputs[0].clone()
        distributed.all_reduce(total)
        return total
