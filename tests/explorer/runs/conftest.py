from pathlib import Path

import pytest

from explorer.runs.events import EpochDone, JobFinished, JobStarted, StepsDone
from explorer.runs.run_folder import RunFolder


@pytest.fixture
def folder(tmp_path):
    return RunFolder.create(tmp_path / "runs", "my net")


@pytest.fixture
def make_steps():
    def make(first: int, count: int) -> StepsDone:
        steps = tuple(range(first, first + count))
        return StepsDone(
            steps=steps,
            losses=tuple(1 / step for step in steps),
            accuracies=tuple(1 - 1 / step for step in steps),
            learning_rate=0.1,
            epoch=first / 10,
            images_per_second=100.0,
            seconds_left=None,
        )

    return make


@pytest.fixture
def make_epoch():
    def make(epoch: int, accuracy: float, *, is_best: bool = True) -> EpochDone:
        return EpochDone(
            epoch=epoch,
            step=10 * epoch,
            train_loss=0.5,
            train_accuracy=0.9,
            test_loss=0.6,
            test_accuracy=accuracy,
            learning_rate=0.1,
            seconds=1.5,
            images_per_second=100.0,
            is_best=is_best,
        )

    return make


@pytest.fixture
def make_started():
    def make(path: Path) -> JobStarted:
        return JobStarted(
            device="CPU, 1 thread",
            run_folder=str(path),
            train_images=100,
            test_images=20,
            classes=("nought", "眼"),
            epochs=2,
            steps_per_epoch=10,
            params=1234,
        )

    return make


@pytest.fixture
def make_finished():
    def make(path: Path, *, stopped: bool = False) -> JobFinished:
        return JobFinished(
            stopped=stopped, epochs=2, best_epoch=2, best_test_accuracy=0.9, seconds=3.0, run_folder=str(path)
        )

    return make
