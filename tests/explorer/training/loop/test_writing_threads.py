"""Only one thread computes: whatever works beside it leaves torch alone, which would give it OpenMP threads as well."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch

from models.config import InputShape, NetworkConfig, ResidualStage, StemConfig

TASKS = Path("/proc/self/task")

pytestmark = pytest.mark.skipif(not TASKS.is_dir(), reason="this system does not list the threads of a process")


def foreign_threads() -> set[str]:
    """Those that Python did not start."""
    return {task.name for task in TASKS.iterdir()} - {str(thread.native_id) for thread in threading.enumerate()}


@contextmanager
def two_threads() -> Iterator[set[str]]:
    """Torch has two threads within, and all that this one needs have begun: those that there are."""
    threads = torch.get_num_threads()
    torch.set_num_threads(2)
    torch.ones(1_000_000, requires_grad=True).square().sum().backward()
    try:
        yield foreign_threads()
    finally:
        torch.set_num_threads(threads)


def wide_network() -> NetworkConfig:
    """Its largest weights are worth a second thread to torch, as it counts."""
    return NetworkConfig(
        input=InputShape(channels=1, height=8, width=8),
        num_classes=10,
        stem=StemConfig(channels=64, kernel=3, stride=2, pool="none"),
        stages=(ResidualStage(blocks=1, width=64, stride=2),),
    )


@pytest.mark.parametrize("ema", [None, 0.9], ids=["plain", "averaged"])
def test_that_what_writes_beside_a_training_begins_no_threads(run_job, make_experiment, ema):
    begun = set()

    def look(_: object) -> bool:
        begun.update(foreign_threads())
        return False

    with two_threads() as before:
        run_job(make_experiment(network=wide_network(), epochs=3, batch_size=256, ema=ema), stop=look)
    assert not begun - before
