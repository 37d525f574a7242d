"""Ends of training that a person is told about."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch

MEMORY_SIGNS = ("out of memory", "can't allocate memory", "ALLOC_FAILED")


class TrainingError(ValueError):
    """Training cannot go on; the message is one sentence that says where and what to do."""


class TrainingStopped(Exception):
    """A person asked to stop. Not an error: it only leads out of the loops."""


@contextmanager
def memory_errors_said(device: torch.device, advice: str) -> Iterator[None]:
    """Turn running out of memory on `device` into a TrainingError that ends with the advice."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if not _is_out_of_memory(error):
            raise
        raise TrainingError(f"The memory of the device ({device}) is used up; {advice}.") from error


def _is_out_of_memory(error: Exception) -> bool:
    return isinstance(error, torch.OutOfMemoryError | MemoryError) or any(sign in str(error) for sign in MEMORY_SIGNS)
