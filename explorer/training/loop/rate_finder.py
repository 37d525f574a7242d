"""The learning-rate finder: a short training whose rate grows at every step until the loss diverges (Smith 2015)."""

import itertools
import math
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe_rules import require_legal
from explorer.runs.events import Event, RateFound, RatesTried
from explorer.training.data.augmentation import Targets
from explorer.training.data.batches import Normaliser, ShuffledBatches
from explorer.training.data.data_loading import load_data
from explorer.training.data.image_set import DataSet
from explorer.training.data.loading_report import LoadingReport
from explorer.training.loop.fine_tuning import FineTuning, load_start_weights
from explorer.training.loop.training_step import TrainingStep
from explorer.training.runtime.device import choose_device, prepare_device
from explorer.training.runtime.forward_pass import memory_format_of, place_model
from explorer.training.runtime.ranks import ALONE
from explorer.training.runtime.training_error import (
    TrainingStopped,
    translate_determinism_errors,
    translate_out_of_memory,
)
from models.build import build_model
from models.sentence import say
from models.spec import NetworkSpec, resolve

NUM_STEPS = 100
RANGES = {"sgd": (1e-5, 10.0), "adamw": (1e-7, 1.0)}
"""First and last rate, by optimiser."""
FADE = 0.9
"""Weight of the past in the smoothed loss."""
RUN_AWAY = 3.0
"""The search ends when the loss exceeds the lowest by this factor."""
FEWEST_STEPS = 3
SMALLEST_FALL = 0.02
"""The loss must fall by this share of its highest value for a suggestion."""
REPORT_SECONDS = 0.2


def find_rate(
    experiment: Experiment, emit: Callable[[Event], None], is_stopped: Callable[[], bool], *, num_steps: int = NUM_STEPS
) -> RateFound:
    """Try learning rates on an experiment, from its initial weights; the weights are discarded.

    Emits RatesTried at intervals. Stopped early, it returns the rates so far. Raises ValueError with one sentence.
    """
    recipe = experiment.recipe
    require_legal(recipe)
    spec = resolve(experiment.network)
    device = choose_device(recipe.device)
    prepare_device(device, precision=recipe.precision, deterministic=recipe.deterministic)
    try:
        data = load_data(recipe, experiment.network, progress=LoadingReport(emit, is_stopped)).to(device)
    except TrainingStopped:
        return RateFound(rates=(), losses=(), suggestion=None)
    with translate_out_of_memory(device, say("try a smaller batch")), translate_determinism_errors():
        return _Search(experiment, spec, data, device, num_steps).run(emit, is_stopped)


class _Search:
    def __init__(self, experiment: Experiment, spec: NetworkSpec, data: DataSet, device: torch.device, num_steps: int):
        recipe = experiment.recipe
        memory_format = memory_format_of(experiment, device)
        model = place_model(_make_model(experiment, spec), device, memory_format).train()
        normalise = Normaliser(data.normalisation, device=device, memory_format=memory_format)
        fine_tuning = FineTuning(model, experiment)
        fine_tuning.freeze_batch_norm()
        # A hundred steps take less time than compiling.
        uncompiled = recipe.model_copy(update={"compile": False})
        self._step = TrainingStep(model, uncompiled, device, ALONE, fine_tuning.lr_scales)
        self._batches = ShuffledBatches(
            data.train, normalise, recipe.augmentation, batch_size=recipe.batch_size, seed=recipe.seed
        )
        first, last = RANGES[recipe.optimizer]
        self._rates = np.geomspace(first, last, num_steps).tolist()
        self._losses: list[float] = []
        self._smooth = 0.0
        self._num_reported = 0

    def run(self, emit: Callable[[Event], None], is_stopped: Callable[[], bool]) -> RateFound:
        next_report = 0.0
        for rate, (images, targets) in zip(self._rates, self._endless(), strict=False):
            if is_stopped() or not self._try(rate, images, targets):
                break
            if time.perf_counter() >= next_report:
                emit(self._new_rates())
                next_report = time.perf_counter() + REPORT_SECONDS
        rates = self._rates[: len(self._losses)]
        return RateFound(rates=tuple(rates), losses=tuple(self._losses), suggestion=suggest(rates, self._losses))

    def _try(self, rate: float, images: Tensor, targets: Targets) -> bool:
        """One step; false if the loss has diverged and was not recorded."""
        loss, _ = self._step(images, targets, rate=rate, num_images=len(images))
        self._smooth = FADE * self._smooth + (1 - FADE) * loss.item()
        smoothed = self._smooth / (1 - FADE ** (len(self._losses) + 1))
        if not math.isfinite(smoothed) or (self._losses and smoothed > RUN_AWAY * min(self._losses)):
            return False
        self._losses.append(smoothed)
        return True

    def _new_rates(self) -> RatesTried:
        start, self._num_reported = self._num_reported, len(self._losses)
        return RatesTried(
            rates=tuple(self._rates[start : self._num_reported]),
            losses=tuple(self._losses[start:]),
            num_steps=len(self._rates),
        )

    def _endless(self) -> Iterator[tuple[Tensor, Targets]]:
        return itertools.chain.from_iterable(self._batches.of_epoch(epoch) for epoch in itertools.count(1))


def suggest(rates: Sequence[float], losses: Sequence[float]) -> float | None:
    """The rate at which the loss falls fastest over the logarithm of the rate, before its lowest point; two digits.

    None if there are too few steps, or if the loss hardly falls.
    """
    # At the smallest rates nothing is learnt: changes of the loss are noise.
    start = len(losses) // 4
    end = start + int(np.argmin(losses[start:])) + 1 if losses else 0
    if end < FEWEST_STEPS or losses[end - 1] > (1 - SMALLEST_FALL) * max(losses[:end]):
        return None
    # Over a tenth of the search, so that a single batch does not decide.
    width = max(2, min(len(losses) // 10, end - 1))
    falls = [losses[place + width] - losses[place] for place in range(end - width)]
    return float(f"{rates[int(np.argmin(falls)) + width // 2]:.1e}")


def _make_model(experiment: Experiment, spec: NetworkSpec) -> nn.Module:
    torch.manual_seed(experiment.recipe.seed)
    model = build_model(spec)
    if experiment.recipe.start_from is not None:
        load_start_weights(model, spec, experiment.recipe.start_from, lambda message: None)
    return model
