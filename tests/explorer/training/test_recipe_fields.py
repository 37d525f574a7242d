"""What a recipe asks for happens in a real training."""

from explorer.experiment.recipe import Augmentation
from explorer.runs.events import EpochDone, JobNote, JobStarted
from explorer.training.checkpoints.checkpoint import load_checkpoint
from explorer.training.data import batches, feed, image_set


def test_that_a_length_in_steps_cuts_the_last_epoch_short(run_job, make_experiment):
    job = run_job(make_experiment(steps=15, epochs=100))
    started, *_ = job.all(JobStarted)
    assert (started.epochs, started.steps_per_epoch, started.num_steps) == (2, 12, 15)
    assert [event.step for event in job.all(EpochDone)] == [12, 15]
    assert job.last.epochs == 2


def test_that_training_stops_early_where_the_test_gets_no_better(run_job, make_experiment):
    job = run_job(make_experiment(epochs=50, patience=2, learning_rate=1e-12, schedule="constant", weight_decay=0.0))
    assert job.last.stopped is False
    assert job.last.epochs == job.last.best_epoch + 2 < 10
    assert "Stopped early" in job.all(JobNote)[-1].message


def test_that_all_changes_of_images_and_averaged_weights_together_still_teach(run_job, make_experiment):
    augmentation = Augmentation(crop_padding=1, cutout=2, erase=0.1, mixup=0.2, cutmix=0.5)
    job = run_job(make_experiment(epochs=5, batch_size=64, augmentation=augmentation, ema=0.98))
    assert job.last.best_test_accuracy > 0.6


def test_that_a_recipes_own_normalisation_is_kept_with_the_weights(run_job, make_experiment):
    job = run_job(make_experiment(epochs=1, mean=(0.0,), std=(1.0,)))
    _, info = load_checkpoint(job.folder.best_file)
    assert (info.normalisation.mean, info.normalisation.std) == ((0.0,), (1.0,))


def test_that_images_in_the_hosts_memory_train_to_the_same_bits(run_job, make_experiment, monkeypatch):
    experiment = make_experiment(epochs=1, augmentation=Augmentation(crop_padding=1, flip=True, mixup=0.3))
    resident = run_job(experiment)

    monkeypatch.setattr(batches, "feed", feed.copy_ahead)
    monkeypatch.setattr(image_set, "has_room", lambda *_: False)
    travelled = run_job(experiment)
    assert [event.test_loss for event in travelled.all(EpochDone)] == [
        event.test_loss for event in resident.all(EpochDone)
    ]
