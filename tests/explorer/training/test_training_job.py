"""Whole jobs, as window and terminal start them: what they leave behind, when all goes well."""

import json

import pytest
import torch

from explorer.experiment.experiment_file import load_experiment
from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.experiment.source import load_source
from explorer.runs.events import EpochDone, JobFailed, JobFinished, JobNote, JobStarted, Loading, StepsDone
from explorer.runs.metrics_file import read_events
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import list_runs
from explorer.training import training_job
from explorer.training.checkpoints.checkpoint import load_checkpoint
from explorer.training.data.data_loading import load_digits
from explorer.training.job_control import JobControl
from explorer.training.loop.setup import Intervals
from explorer.training.training_job import train
from models.build import build_model
from models.spec import resolve


def test_that_a_job_says_everything_in_order(run_job, make_experiment):
    job = run_job(make_experiment())
    started, *_, finished = job.events
    assert isinstance(started, JobStarted)
    assert (started.train_images, started.test_images, started.steps_per_epoch) == (1438, 359, 12)
    assert finished == job.last == job.all(JobFinished)[0]
    assert (finished.stopped, finished.epochs) == (False, 2)
    assert [step for event in job.all(StepsDone) for step in event.steps] == list(range(1, 25))
    assert [(event.epoch, event.step) for event in job.all(EpochDone)] == [(1, 12), (2, 24)]
    first, second = job.all(EpochDone)
    assert second.test_loss < first.test_loss
    assert second.train_loss < first.train_loss
    assert finished.best_test_accuracy == max(first.test_accuracy, second.test_accuracy)


def test_that_the_epoch_sums_up_its_steps(run_job, make_experiment):
    job = run_job(make_experiment(epochs=1))
    [epoch] = job.all(EpochDone)
    sizes = [128] * 11 + [30]
    losses = [loss for event in job.all(StepsDone) for loss in event.losses]
    accuracies = [accuracy for event in job.all(StepsDone) for accuracy in event.accuracies]
    assert epoch.train_loss == pytest.approx(weighted_mean(losses, sizes))
    assert epoch.train_accuracy == pytest.approx(weighted_mean(accuracies, sizes))


def weighted_mean(values, weights):
    return sum(value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights)


def test_that_the_loss_is_told_without_label_smoothing(run_job, make_experiment):
    first = [
        run_job(make_experiment(epochs=1, label_smoothing=smoothing)).all(StepsDone)[0].losses[0]
        for smoothing in (0.0, 0.5)
    ]
    assert first[0] == pytest.approx(first[1])


def test_that_the_folder_holds_the_whole_run(run_job, make_experiment):
    experiment = make_experiment(seed=7)
    job = run_job(experiment)
    assert read_events(job.folder.metrics_file) == job.events
    assert load_experiment(job.folder.experiment_file) == experiment
    environment = json.loads(job.folder.environment_file.read_text())
    assert (environment["seed"], environment["device"]) == (7, "CPU, 1 thread")
    assert environment["versions"]["torch"] == torch.__version__.split("+")[0]
    [record] = list_runs(job.folder.path.parent)
    assert (record.state, record.epochs, record.best_accuracy) == ("finished", 2, job.last.best_test_accuracy)


def test_that_saved_weights_give_the_accuracy_that_was_told(run_job, make_experiment):
    experiment = make_experiment(epochs=4, learning_rate=0.4)
    job = run_job(experiment)
    epochs = {event.epoch: event for event in job.all(EpochDone)}
    for path, epoch in ((job.folder.best_file, job.last.best_epoch), (job.folder.last_file, 4)):
        weights, info = load_checkpoint(path)
        assert (info.experiment, info.epoch, info.step) == (experiment, epoch, 12 * epoch)
        assert info.test_accuracy == epochs[epoch].test_accuracy
        model = build_model(resolve(info.experiment.network))
        model.load_state_dict(weights, strict=True)
        assert accuracy_by_hand(model, info) == pytest.approx(info.test_accuracy)


def accuracy_by_hand(model, info):
    data = load_digits(info.experiment.network.input)
    mean, std = (torch.tensor(values).view(-1, 1, 1) for values in (info.normalisation.mean, info.normalisation.std))
    with torch.no_grad():
        logits = model.eval()((data.test.images / 255 - mean) / std)
    return (logits.argmax(1) == data.test.labels).double().mean().item()


def test_that_outputs_are_equal_after_loading(run_job, make_experiment, monkeypatch):
    trained = []
    monkeypatch.setattr(training_job, "build_model", lambda spec: trained.append(build_model(spec)) or trained[0])
    job = run_job(make_experiment())
    fresh = build_model(resolve(make_experiment().network))
    fresh.load_state_dict(load_checkpoint(job.folder.last_file)[0], strict=True)
    images = torch.randn(16, 1, 8, 8)
    with torch.no_grad():
        torch.testing.assert_close(fresh.eval()(images), trained[0].eval()(images))


def test_that_equal_seeds_give_equal_bits(run_job, make_experiment):
    augmentation = Augmentation(crop_padding=1, flip=True)
    jobs = [run_job(make_experiment(seed=seed, augmentation=augmentation)) for seed in (3, 3, 4)]
    losses = [[loss for event in job.all(StepsDone) for loss in event.losses] for job in jobs]
    assert losses[0] == losses[1]
    assert losses[0] != losses[2]
    weights = [load_checkpoint(job.folder.last_file)[0] for job in jobs]
    assert all(torch.equal(weights[0][name], weights[1][name]) for name in weights[0])


@pytest.mark.parametrize(
    "recipe",
    [
        {"precision": "bf16"},
        {"precision": "tf32"},
        {"accumulate": 3, "clip_norm": 1.0},
        {"deterministic": True},
        {"channels_last": False},
        {"optimizer": "adamw", "learning_rate": 0.003},
        {"schedule": "step", "label_smoothing": 0.1, "augmentation": Augmentation(crop_padding=2, flip=True)},
        {"schedule": "constant", "momentum": 0.0, "nesterov": False, "decay_all": True},
    ],
    ids=lambda recipe: next(iter(recipe)),
)
def test_that_every_recipe_trains(run_job, make_experiment, recipe):
    job = run_job(make_experiment(epochs=3, **recipe))
    assert isinstance(job.last, JobFinished)
    epochs = job.all(EpochDone)
    assert epochs[-1].train_loss < epochs[0].train_loss


def test_that_a_folder_of_images_is_trained_on(run_job, make_experiment, make_network, image_root):
    network = make_network(num_classes=2, channels=3, side=16)
    data = DataConfig(name="folder", path=str(image_root))
    job = run_job(make_experiment(network=network, data=data, batch_size=8, epochs=8, learning_rate=0.02))
    assert job.all(JobStarted)[0].classes == ("dark", "light")
    assert job.last.best_test_accuracy == 1.0


def test_that_a_change_of_size_is_said_with_its_factor_before_the_first_step(run_job, make_experiment, make_network):
    job = run_job(make_experiment(network=make_network(side=4)), stop=lambda event: isinstance(event, JobStarted))
    assert job.events[0] == JobNote(message="Images of 8 x 8 are shrunk 2 times to 4 x 4.")
    assert run_job(make_experiment(), stop=lambda event: isinstance(event, JobStarted)).all(JobNote) == []


def test_that_what_cannot_fit_is_said_first_and_refused_where_it_is_hopeless(make_experiment, tmp_path, monkeypatch):
    def run(name, **how):
        events = []
        folder = RunFolder.create(tmp_path, name)
        train(make_experiment(), folder, events.append, Stopping(), **how)
        return events

    monkeypatch.setattr(training_job, "memory_of", lambda device: 10_000)
    [failed] = run("hopeless")
    assert isinstance(failed, JobFailed)
    assert "parameters, gradients and optimiser alone" in failed.message and "--beyond-memory" in failed.message
    note, *_, last = run("beyond", beyond_memory=True)
    assert isinstance(note, JobNote) and isinstance(last, JobFinished)
    monkeypatch.setattr(training_job, "memory_of", lambda device: 400_000)
    note, *_, last = run("tight")
    assert "the largest batch that should fit is" in note.message and isinstance(last, JobFinished)


class Stopping(JobControl):
    def is_stopped(self) -> bool:
        return True


def test_that_a_stop_in_the_middle_keeps_the_last_weights(run_job, make_experiment):
    job = run_job(
        make_experiment(epochs=50),
        stop=lambda event: isinstance(event, StepsDone) and event.steps[-1] == 30,
        intervals=Intervals(read_back=0.0),
    )
    assert (job.last.stopped, job.last.epochs) == (True, 2)
    assert [step for event in job.all(StepsDone) for step in event.steps] == list(range(1, 31))
    _, info = load_checkpoint(job.folder.last_file)
    assert (info.epoch, info.step, info.test_accuracy) == (2, 30, None)
    assert load_checkpoint(job.folder.best_file)[1].epoch == job.last.best_epoch
    assert list_runs(job.folder.path.parent)[0].state == "stopped"


def test_that_a_stop_before_the_first_step_is_no_error(run_job, make_experiment):
    job = run_job(make_experiment(), stop=lambda event: True)
    assert job.last == JobFinished(
        stopped=True, epochs=0, best_epoch=None, best_test_accuracy=None, seconds=job.last.seconds,
        run_folder=str(job.folder.path)
    )  # fmt: skip
    assert not job.folder.last_file.exists()


def test_that_reading_images_is_reported_and_can_be_stopped(run_job, make_experiment, make_network, image_root):
    data = DataConfig(name="folder", path=str(image_root))
    experiment = make_experiment(network=make_network(num_classes=2), data=data)
    job = run_job(experiment, stop=lambda event: isinstance(event, Loading))
    assert job.events == [Loading(what="Reading images", done=24, total=32), job.last]
    # How far loading was is nothing to keep.
    assert read_events(job.folder.metrics_file) == [job.last]
    assert (job.last.stopped, job.last.epochs) == (True, 0)


@pytest.mark.slow
def test_that_the_default_experiment_reads_digits(run_job):
    experiment = load_source("digits_resnet")
    job = run_job(experiment.model_copy(update={"recipe": Recipe(epochs=8, device="cpu")}))
    assert job.all(EpochDone)[-1].test_accuracy >= 0.98
    assert job.last.seconds < 60
