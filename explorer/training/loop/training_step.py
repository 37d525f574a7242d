"""One training step: forward, backward and optimiser."""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils import clip_grad_norm_

from explorer.experiment.recipe import Recipe
from explorer.training.data.augmentation import Targets
from explorer.training.loop.optimiser import build_optimiser, require_state, set_learning_rate
from explorer.training.runtime.forward_pass import compiled, forward, uncompiled
from explorer.training.runtime.ranks import Ranks, Share


class TrainingStep:
    """Forward, backward and the optimiser's step on a batch, with the recipe's gradient accumulation.

    Nothing in it waits for the device.
    """

    def __init__(
        self,
        model: nn.Module,
        recipe: Recipe,
        device: torch.device,
        ranks: Ranks,
        lr_scales: Mapping[str, float] | None = None,
    ):
        """`model` is on `device` already; `lr_scales` are as in `build_optimiser`."""
        self._recipe, self._device, self._ranks = recipe, device, ranks
        self._parameters = list(model.parameters())
        self._optimiser = build_optimiser(model, recipe, lr_scales)
        self._scaler = torch.amp.GradScaler(device.type, enabled=recipe.precision == "fp16")
        self._model = ranks.data_parallel(compiled(model) if recipe.compile else model)

    def __call__(self, images: Tensor, targets: Targets, *, rate: float, num_images: int) -> tuple[Tensor, Tensor]:
        """One step on this process's share (B, C, H, W) of a batch of `num_images`.

        Returns the share's loss, as a part of the batch's mean, and its number of correctly classified images: tensors
        without axes, on the device.
        """
        set_learning_rate(self._optimiser, rate)
        self._optimiser.zero_grad(set_to_none=True)
        *parts, last = self._parts(len(images), num_images)
        results = []
        for part in parts:
            with self._ranks.no_sync(self._model):
                results.append(self._add_gradients(images[part], targets.part(part), num_images))
        results.append(self._add_gradients(images[last], targets.part(last), num_images))
        self._optimizer_step()
        if len(results) == 1:
            return results[0]
        losses, num_correct = zip(*results, strict=True)
        return torch.stack(losses).sum(), torch.stack(num_correct).sum()

    def state(self) -> dict[str, dict[str, Any]]:
        """The states of the optimiser and the gradient scaler."""
        return {"optimiser": self._optimiser.state_dict(), "scaler": self._scaler.state_dict()}

    def restore(self, optimiser: dict[str, Any], scaler: dict[str, Any]) -> None:
        """Continue from the result of `state`. Raises ValueError if it belongs to other parameters."""
        # The settings of the groups follow from the recipe, the moments from the file.
        groups = self._optimiser.state_dict()["param_groups"]
        self._optimiser.load_state_dict({"state": optimiser["state"], "param_groups": groups})
        for parameter, state in self._optimiser.state.items():
            require_state(parameter, state, self._recipe)
        if scaler:
            self._scaler.load_state_dict(scaler)

    def _parts(self, share: int, num_images: int) -> list[slice]:
        # Batch norm needs two images: a small batch has fewer parts, the same number in all processes.
        smallest = num_images // self._ranks.share.count
        count = max(1, min(self._recipe.accumulate, smallest // 2))
        return [Share(index=index, count=count).of(0, share) for index in range(count)]

    def _add_gradients(self, images: Tensor, targets: Targets, num_images: int) -> tuple[Tensor, Tensor]:
        # The smaller last batch of an epoch is not worth minutes of compilation.
        with uncompiled(self._recipe.compile and num_images < self._recipe.batch_size):
            logits = forward(self._model, images, self._recipe)
        smoothing = self._recipe.label_smoothing
        loss = targets.loss(logits, smoothing=smoothing)
        share = len(images) / num_images
        # The processes' gradients are averaged, but their sum is needed.
        weight = share * self._ranks.share.count
        self._scaler.scale(loss if weight == 1 else loss * weight).backward()
        logits = logits.detach()
        # The reported loss is comparable to the test's loss, and between recipes.
        reported_loss = targets.loss(logits) if smoothing else loss.detach()
        return (reported_loss if share == 1 else reported_loss * share), targets.num_correct(logits)

    def _optimizer_step(self) -> None:
        if self._recipe.clip_norm:
            self._scaler.unscale_(self._optimiser)
            clip_grad_norm_(self._parameters, self._recipe.clip_norm)
        self._scaler.step(self._optimiser)
        self._scaler.update()
