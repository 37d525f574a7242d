"""Errors that end a training, and the context managers that translate torch's errors into them."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from explorer.memory_limit import is_out_of_memory, memory_limit
from explorer.number_format import memory_size
from explorer.training.runtime.remedy import Remedy
from models.sentence import SaidError, say

NOT_DETERMINISTIC = "does not have a deterministic implementation"


class TrainingError(SaidError):
    """Training cannot continue; the message is one sentence with the place and the remedy."""


class MemoryShortage(TrainingError):
    """The device is out of memory."""

    def __init__(self, message: str, *, batch_size: int | None = None, accumulation: int | None = None) -> None:
        """
        Args:
            batch_size: a batch size that should fit.
            accumulation: steps of gradient accumulation with which the recipe's own batch should fit.
        """
        super().__init__(message)
        self.batch_size = batch_size
        self.accumulation = accumulation


class Divergence(TrainingError):
    """The loss or the weights are no longer finite."""

    def __init__(self, message: str, *, learning_rate: float) -> None:
        """
        Args:
            learning_rate: a lower one to try.
        """
        super().__init__(message)
        self.learning_rate = learning_rate


class TrainingStopped(Exception):
    """The user stopped the job. Not an error: it leaves the loops."""


@contextmanager
def translate_out_of_memory(device: torch.device, advice: str, remedy: Remedy | None = None) -> Iterator[None]:
    """Translate an out-of-memory error on `device` into a MemoryShortage that ends with the advice."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        limit = memory_limit() if device.type == "cpu" else None
        name = device if limit is None else f"{device}, {memory_size(limit)} allowed"
        message = say("The device ({}) is out of memory; {}.", name, advice)
        sizes = {} if remedy is None else {"batch_size": remedy.batch_size, "accumulation": remedy.accumulation}
        raise MemoryShortage(message, **sizes) from error


@contextmanager
def translate_determinism_errors() -> Iterator[None]:
    """Translate torch's error about an operation that is not deterministic into a TrainingError."""
    try:
        yield
    except RuntimeError as error:
        if NOT_DETERMINISTIC not in str(error):
            raise
        operation = str(error).partition(NOT_DETERMINISTIC)[0].strip()
        raise TrainingError(
            "{} does not give the same bits every time on this device; switch deterministic off, or train on the CPU.",
            operation,
        ) from error
