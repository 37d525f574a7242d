"""The trainer on CIFAR-10: photographs on disk, read and learned from."""

import os
from pathlib import Path

import pytest

from explorer.experiment.recipe import Augmentation, DataConfig
from explorer.runs.events import EpochDone, JobStarted


@pytest.fixture
def some_of_cifar10(tmp_path):
    """300 training and 50 test images of every class, linked."""
    if "RESDENSE_CIFAR10" not in os.environ:
        pytest.skip("RESDENSE_CIFAR10 does not name the folder of CIFAR-10 images, with train/ and test/ inside")
    for part, count in (("train", 300), ("test", 50)):
        for source in Path(os.environ["RESDENSE_CIFAR10"], part).iterdir():
            folder = tmp_path / "cifar10" / part / source.name
            folder.mkdir(parents=True)
            for path in sorted(source.iterdir())[:count]:
                (folder / path.name).symlink_to(path)
    return tmp_path / "cifar10"


def test_that_real_photographs_are_learned(run_job, make_experiment, make_network, some_of_cifar10):
    experiment = make_experiment(
        network=make_network(side=16, channels=3),
        data=DataConfig(name="folder", path=str(some_of_cifar10)),
        augmentation=Augmentation(crop_padding=2, flip=True),
        epochs=4,
        batch_size=32,
    )
    job = run_job(experiment)
    assert len(job.all(JobStarted)[0].classes) == 10
    accuracies = [event.test_accuracy for event in job.all(EpochDone)]
    assert accuracies[-1] > 0.25
    assert accuracies[-1] > accuracies[0]
