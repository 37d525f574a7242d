"""Batch norm over the whole batch where several processes have a share of it each."""

import torch
from torch import Tensor, distributed, nn


def synchronise_norms(model: nn.Module) -> nn.Module:
    """`model` with every batch norm seeing all processes' pictures; names and weights stay.

    On a GPU it is PyTorch's SyncBatchNorm, which there is for GPUs only.
    """
    if next(model.parameters()).device.type == "cuda":
        return nn.SyncBatchNorm.convert_sync_batchnorm(model)
    for module in model.modules():
        if type(module) is nn.BatchNorm2d:
            module.__class__ = SynchronisedNorm
    return model


class SynchronisedNorm(nn.BatchNorm2d):
    """Batch norm of (B, C, H, W) maps on any device: first the mean, then the variance, as exact as one process's."""

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return super().forward(x)
        values = x.float()
        count = _added_up(values.new_tensor(values.numel() / values.shape[1]))
        mean = _added_up(values.sum((0, 2, 3))) / count
        centred = values - mean.view(-1, 1, 1)
        variance = _added_up(centred.square().sum((0, 2, 3))) / count
        self._follow(mean.detach(), variance.detach() * count / (count - 1))
        scale = self.weight * torch.rsqrt(variance + self.eps)
        return (centred * scale.view(-1, 1, 1) + self.bias.view(-1, 1, 1)).to(x.dtype)

    def _follow(self, mean: Tensor, variance: Tensor) -> None:
        self.num_batches_tracked += 1
        self.running_mean.lerp_(mean, self.momentum)
        self.running_var.lerp_(variance, self.momentum)


def _added_up(values: Tensor) -> Tensor:
    return _AddedUp.apply(values)


class _AddedUp(torch.autograd.Function):
    """The sum over all processes; each one's loss depends on it, and so the gradients are added up too."""

    @staticmethod
    def forward(_: object, values: Tensor) -> Tensor:
        total = values.clone()
        distributed.all_reduce(total)
        return total

    @staticmethod
    def backward(_: object, gradient: Tensor) -> Tensor:
        total = gradient.clone()
        distributed.all_reduce(total)
        return total
