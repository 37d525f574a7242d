"""A compiled network trains, keeps its names and resumes to the last bit; channels come last where torch can."""

import subprocess
import sys
from functools import partial

import pytest
import torch

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import write_experiment
from explorer.experiment.recipe import Augmentation, Recipe
from explorer.runs.events import JobFailed, JobFinished, JobNote, StepsDone
from explorer.training.checkpoints.checkpoint import load_checkpoint
from explorer.training.inference.evaluation import evaluate_source
from explorer.training.loop.setup import Intervals
from explorer.training.runtime.forward_pass import memory_format_of, require_compiler
from explorer.training.runtime.training_error import TrainingError
from models.build import build_model
from models.config import DenseStage, InputShape, NetworkConfig, ResidualStage, StemConfig
from models.spec import resolve

CPU = torch.device("cpu")


@pytest.fixture
def has_compiler():
    try:
        require_compiler(CPU)
    except TrainingError as error:
        pytest.skip(str(error))


@pytest.fixture
def experiment(make_experiment, make_network):
    """A block, a recomputed layer, random numbers in the graph, parts of a batch, a smaller last one, an average."""
    network = make_network()
    stages = (network.stages[0], DenseStage(layers=1, growth_rate=4, dropout=0.2, checkpoint=True))
    return make_experiment(
        network=network.model_copy(update={"stages": stages}),
        compile=True,
        epochs=2,
        accumulate=2,
        ema=0.9,
        augmentation=Augmentation(flip=True),
    )


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_that_a_compiled_training_is_saved_tested_and_resumed_as_any(has_compiler, run_job, experiment):
    run_job = partial(run_job, intervals=Intervals(read_back=0.0))
    whole = run_job(experiment)
    assert isinstance(whole.last, JobFinished), whole.last
    assert isinstance(whole.events[0], JobNote)
    weights, info = load_checkpoint(whole.folder.last_file)
    assert weights.keys() == build_model(resolve(experiment.network)).state_dict().keys()
    assert evaluate_source(whole.folder.path, which="last", device=CPU).accuracy == pytest.approx(info.test_accuracy)
    stopped = run_job(experiment, stop=lambda event: isinstance(event, StepsDone) and event.steps[-1] == 15)
    run_job(experiment, folder=stopped.folder, resume=True)
    resumed, _ = load_checkpoint(stopped.folder.last_file)
    assert all(torch.equal(resumed[name], weights[name]) for name in weights)


def test_that_a_missing_compiler_is_said_before_anything_is_loaded(run_job, experiment, monkeypatch):
    def fail(function):
        raise RuntimeError("No working C++ compiler found in cxx: (None, '')\n\nSet TORCHDYNAMO_VERBOSE=1 for more")

    monkeypatch.setattr(torch, "compile", fail)
    job = run_job(experiment)
    assert [type(event) for event in job.events] == [JobNote, JobFailed]
    assert job.last.message == (
        "The network cannot be compiled here; switch compile off. (No working C++ compiler found in cxx: (None, '').)"
    )


TRAINED = """
import sys
from functools import partial
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


def narrow_experiment(width: int, **recipe: object) -> Experiment:
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
    assert memory_format_of(narrow_experiment(width, channels_last=wanted), torch.device(device)) is expected


def test_that_a_narrow_network_outlives_its_backward_pass():
    done = subprocess.run(
        [sys.executable, "-c", TRAINED],
        input=write_experiment(narrow_experiment(8)),
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.stdout.split() == ["trained"], done.stderr
