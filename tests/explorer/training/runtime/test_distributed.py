"""Several processes under torchrun: the numbers of one, and what happens when one of them dies."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from explorer.experiment.experiment_file import save_experiment
from explorer.experiment.recipe import Augmentation, DataConfig
from explorer.runs.events import EpochDone, StepsDone
from explorer.runs.metrics_file import read_events
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import read_record
from explorer.training.checkpoints.training_state import load_state

ROOT = Path(__file__).parents[4]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="starts processes as Linux has them"),
]


@pytest.fixture
def launch(tmp_path):
    """Starts two processes that train `experiment` in the folder `run`; the same command again goes on with it."""

    def start(experiment) -> subprocess.Popen:
        save_experiment(tmp_path / "net.resdense.json", experiment)
        launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
        command = [ROOT / "main.py", "train", tmp_path / "net.resdense.json", "--out", tmp_path / "run", "--resume"]
        return subprocess.Popen(
            [*launcher, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"},
        )

    return start


def losses(folder: RunFolder) -> list[float]:
    return [loss for event in read_events(folder.metrics_file) if isinstance(event, StepsDone) for loss in event.losses]


def test_that_two_processes_train_as_one(launch, run_job, make_experiment, tmp_path):
    # The rate is low, so that rounding, which is another in each, does not grow by itself.
    experiment = make_experiment(
        sync_batch_norm=True,
        learning_rate=0.002,
        clip_norm=1.0,
        ema=0.9,
        augmentation=Augmentation(crop_padding=1, flip=True, cutmix=1.0),
    )
    process = launch(experiment)
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0, out
    alone = run_job(experiment).folder
    together = RunFolder(tmp_path / "run")
    assert len(losses(together)) == 24
    assert losses(together) == pytest.approx(losses(alone), abs=1e-5)
    tests = [
        [event.test_loss for event in read_events(folder.metrics_file) if isinstance(event, EpochDone)]
        for folder in (together, alone)
    ]
    assert tests[0] == pytest.approx(tests[1], abs=1e-4)


def test_that_a_killed_process_ends_the_job_clearly_and_the_same_command_goes_on(launch, make_experiment, tmp_path):
    experiment = make_experiment(epochs=4)
    process = launch(experiment)
    assert any(line.startswith("Epoch 1/4") for line in process.stdout)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[-1]), signal.SIGKILL)
    out, _ = process.communicate(timeout=120)
    assert process.returncode != 0
    assert "resdense: Another process of this training ended" in out
    assert "run the same command again" in out
    folder = RunFolder(tmp_path / "run")
    done = load_state(folder.state_file).epochs_done
    assert done >= 1
    assert read_record(folder).is_resumable
    process = launch(experiment)
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0, out
    assert f"in epoch {done + 1}." in out
    epochs = [event.epoch for event in read_events(folder.metrics_file) if isinstance(event, EpochDone)]
    assert epochs == list(range(1, 5))


def test_that_all_processes_stop_while_images_are_read(launch, make_experiment, make_network, image_root, tmp_path):
    for number in range(12, 20_000):
        os.link(image_root / "train" / "dark" / "0.png", image_root / "train" / "dark" / f"{number}.png")
    data = DataConfig(name="folder", path=str(image_root))
    process = launch(make_experiment(network=make_network(num_classes=2), data=data, epochs=1000))
    folder = RunFolder(tmp_path / "run")
    while process.poll() is None and not folder.environment_file.exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Stopped after 0 epochs" in out
    assert "resdense: " not in out
    assert read_record(folder).state == "stopped"
