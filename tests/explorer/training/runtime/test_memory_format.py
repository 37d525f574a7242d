import subprocess
import sys

import pytest
import torch

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import write_experiment
from explorer.experiment.recipe import Recipe
from explorer.training.runtime.forward_pass import memory_format_of
from models.config import InputShape, NetworkConfig, ResidualStage, StemConfig

TRAINED = """
import sys
import torch
from explorer.experiment.experiment_file import read_experiment
from explorer.training.runtime.forward_pass import memory_format_of
from models.build import build_model
from models.spec import resolve

experiment = read_experiment(sys.stdin.read())
order = memory_format_of(experiment, torch.device("cpu"))
model = build_model(resolve(experiment.network)).to(memory_format=order)
for _ in range(3):
    model(torch.randn(24, 3, 96, 96).to(memory_format=order)).sum().backward()
print("trained")
"""


def experiment(width: int, **recipe: object) -> Experiment:
    stages = (ResidualStage(blocks=1, width=width), ResidualStage(blocks=1, width=2 * width, stride=2))
    stem = StemConfig(channels=width, kernel=3, stride=1, pool="none")
    network = NetworkConfig(input=InputShape(height=96, width=96), num_classes=3, stem=stem, stages=stages)
    return Experiment(name="narrow", network=network, recipe=Recipe(**recipe))


@pytest.mark.parametrize(
    ("width", "device", "wanted", "expected"),
    [
        (16, "cpu", True, torch.channels_last),
        (8, "cpu", True, torch.contiguous_format),
        (8, "cuda", True, torch.channels_last),
        (16, "cpu", False, torch.contiguous_format),
    ],
)
def test_that_channels_come_last_where_torch_can_do_it(width, device, wanted, expected):
    assert memory_format_of(experiment(width, channels_last=wanted), torch.device(device)) is expected


def test_that_a_narrow_network_outlives_its_backward_pass():
    done = subprocess.run(
        [sys.executable, "-c", TRAINED],
        input=write_experiment(experiment(8)),
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.stdout.split() == ["trained"], done.stderr
