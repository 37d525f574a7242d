"""A compiled network trains, keeps its own names, and goes on to the last bit; without a compiler it says so."""

import pytest
import torch

from explorer.experiment.recipe import Augmentation
from explorer.runs.events import JobFailed, JobFinished, JobNote, StepsDone
from explorer.training.checkpoints.checkpoint import load_checkpoint
from explorer.training.inference.evaluation_job import evaluate_source
from explorer.training.loop import trainer
from explorer.training.runtime import compiling
from explorer.training.runtime.compiling import require_compiler
from explorer.training.runtime.training_error import TrainingError
from models.build import build_model
from models.config import DenseStage
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
def test_that_a_compiled_training_is_saved_tested_and_resumed_as_any(has_compiler, run_job, experiment, monkeypatch):
    monkeypatch.setattr(trainer, "READ_BACK_SECONDS", 0.0)
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

    monkeypatch.setattr(compiling.torch, "compile", fail)
    job = run_job(experiment)
    assert [type(event) for event in job.events] == [JobNote, JobFailed]
    assert job.last.message == (
        "The network cannot be compiled here; switch compile off. (No working C++ compiler found in cxx: (None, '').)"
    )
