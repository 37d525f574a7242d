"""What a metric plot shows: where its numbers are in the history and how they are written."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from explorer.runs.metric_history import MetricHistory


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One metric of a run, for training and test."""

    name: str
    steps: Callable[[MetricHistory], np.ndarray]
    """Training, one value a step."""
    epochs: Callable[[MetricHistory], np.ndarray]
    """Training, one value an epoch."""
    tests: Callable[[MetricHistory], np.ndarray]
    """Test, one value an epoch."""
    write: Callable[[float], str]
    """A value as text."""
    write_tick: Callable[[float, int], str]
    """A number of units as an axis has it, with so many decimals."""
    unit: float = 1.0
    """Size of the written unit: 0.01 for per cent."""
    highest: float | None = None
    """A bound that values never pass."""


SMALLEST_PLAIN = 1e-3
"""Losses below are written with an exponent."""


def write_loss(value: float) -> str:
    """0.41234 -> "0.4123", 0.00041234 -> "4.12e-04"."""
    return f"{value:#.4g}".rstrip(".") if abs(value) >= SMALLEST_PLAIN or value == 0 else f"{value:.2e}"


def write_share(value: float) -> str:
    """0.97214 -> "97.21 %"."""
    return f"{100 * value:.2f} %"


LOSS = Metric(
    name="loss",
    steps=lambda history: history.losses,
    epochs=lambda history: history.train_losses,
    tests=lambda history: history.test_losses,
    write=write_loss,
    write_tick="{:.{}f}".format,
)

ACCURACY = Metric(
    name="accuracy",
    steps=lambda history: history.accuracies,
    epochs=lambda history: history.train_accuracies,
    tests=lambda history: history.test_accuracies,
    write=write_share,
    write_tick="{:.{}f} %".format,
    unit=0.01,
    highest=1.0,
)
