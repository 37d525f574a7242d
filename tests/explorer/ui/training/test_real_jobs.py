"""The page with real children: torch, processes, files."""

import os
import signal
import sys

import pytest
import shiboken6
from safetensors.numpy import load_file

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig, Recipe
from explorer.jobs.spare import Spare
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import list_runs, read_record
from explorer.ui.document import Document
from explorer.ui.training.export_dialog import ExportDialog
from explorer.ui.training.job_controller import JobController
from explorer.ui.training.train_page import TrainPage
from models.config import NetworkConfig, ResidualStage, StemConfig
from models.presets import PRESETS

LONG = 120_000
"""Milliseconds: loading torch takes seconds, and more where the machine is busy."""


class SharedSpare(Spare):
    """Outlives the controllers of the single tests, so that each begins with a warm child."""

    def close(self, grace: float = 5.0) -> None:
        pass

    def close_at_last(self) -> None:
        super().close()


@pytest.fixture(scope="module")
def shared_spare():
    spare = SharedSpare(delay=0.1)
    spare.warm()
    yield spare
    spare.close_at_last()


@pytest.fixture
def page(make_page, shared_spare):
    return make_page(shared_spare)


@pytest.fixture
def make_page(qtbot, tmp_path):
    """Makes a page with real children; its experiment trains for two epochs."""
    pages = []

    def make(spare: Spare) -> TrainPage:
        experiment = Experiment(name="digits", network=PRESETS["digits_resnet"], recipe=Recipe(epochs=2, device="cpu"))
        document, jobs = Document(experiment), JobController(spare=spare, runs_root=tmp_path / "runs")
        page = TrainPage(document, jobs)
        page.document, page.jobs, page.messages = document, jobs, []
        jobs.messageRaised.connect(lambda *message: page.messages.append(message))
        pages.append(page)
        with qtbot.waitExposed(page):
            page.show()
        return page

    yield make
    for page in pages:
        page.jobs.close()
        qtbot.waitUntil(lambda page=page: page.jobs.is_closed, timeout=LONG)
        for part in (page, page.jobs, page.document):
            shiboken6.delete(part)
        page.__dict__.clear()


def train(qtbot, page):
    with qtbot.waitSignal(page.jobs.finished, timeout=LONG) as finished:
        page.foot.button.click()
    return finished.args[0]


def record(page):
    (found,) = list_runs(page.jobs.runs_root)
    return found


def test_that_two_epochs_are_trained_watched_and_exported(qtbot, page, tmp_path):
    counts = []
    page.jobs.stepsArrived.connect(lambda events: counts.append(len(page.jobs.history.steps)))
    end = train(qtbot, page)
    assert (end.stopped, end.epochs) == (False, 2)
    assert counts == sorted(counts)
    assert len(page.plots.loss.curves_of(page.jobs.history).raw.places) == counts[-1] > 40
    assert page.runs.epochs.rowCount() == 2
    assert page.strip.figures.text("device").startswith("CPU")
    qtbot.waitUntil(lambda: page.run_actions.export.isEnabled())
    assert record(page).state == "finished"
    page.run_actions.export.trigger()
    dialog = page.window().findChild(ExportDialog)
    dialog.path.setText(str(tmp_path / "w.safetensors"))
    with qtbot.waitSignal(page.jobs.exportDone, timeout=LONG):
        dialog.export.click()
    assert load_file(tmp_path / "w.safetensors")["fc.weight"].shape[0] == 10
    assert (tmp_path / "w.resdense.json").exists()


def test_that_a_training_stops_in_the_middle_and_keeps_its_weights(qtbot, page):
    page.document.edit_field("recipe.epochs", 1000)
    with qtbot.waitSignal(page.jobs.stepsArrived, timeout=LONG):
        page.foot.button.click()
    with qtbot.waitSignal(page.jobs.finished, timeout=LONG) as finished:
        page.foot.button.click()
        assert page.foot.button.text() == "Stopping…"
    assert finished.args[0].stopped
    assert page.foot.button.text() == "Train"
    assert record(page).state == "stopped"
    assert RunFolder(record(page).path).last_file.exists()
    assert not page.messages


def test_that_a_broken_picture_is_a_sentence_that_names_it(qtbot, page, tmp_path):
    pictures = tmp_path / "pictures"
    for name in ("cat", "dog"):
        (pictures / name).mkdir(parents=True)
        for number in range(5):
            (pictures / name / f"{number}.png").write_bytes(b"not a picture")
    page.document.edit_field("network.num_classes", 2)
    page.document.edit_field("recipe.data", DataConfig(name="folder", path=str(pictures)))
    qtbot.waitUntil(lambda: "2 classes" in page.data.report.text(), timeout=LONG)
    train(qtbot, page)
    ((severity, message, details),) = page.messages
    assert severity == "error"
    assert str(pictures / "cat") in message and ".png" in message
    assert "Traceback" in details
    page.document.edit_field("recipe.data", DataConfig())
    page.document.edit_field("network.num_classes", 10)
    assert train(qtbot, page).epochs == 2


def test_that_a_rate_at_which_the_loss_explodes_is_a_sentence_with_a_remedy(qtbot, page):
    page.document.edit_field("recipe.learning_rate", 1000.0)
    page.document.edit_field("recipe.schedule", "constant")
    page.document.edit_field("recipe.epochs", 50)
    train(qtbot, page)
    assert "lower the learning rate" in page.messages[0][1]
    assert page.strip.title.text() == "Failed"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_that_a_killed_child_is_a_message_and_the_next_training_works(qtbot, page):
    page.document.edit_field("recipe.epochs", 1000)
    with qtbot.waitSignal(page.jobs.stepsArrived, timeout=LONG):
        page.foot.button.click()
    with qtbot.waitSignal(page.jobs.finished, timeout=LONG):
        os.kill(page.jobs._jobs.current("train")._worker._process._process.pid, signal.SIGKILL)
    assert "SIGKILL" in page.messages[0][1]
    assert page.jobs.state == "idle"
    qtbot.waitUntil(lambda: page.run_actions.open.isEnabled())
    assert record(page).state == "interrupted"
    page.document.edit_field("recipe.epochs", 1)
    assert train(qtbot, page).epochs == 1


def test_that_closing_in_the_middle_leaves_a_whole_run_and_nothing_alive(qtbot, make_page):
    page = make_page(Spare())
    page.document.edit_field("recipe.epochs", 1000)
    with qtbot.waitSignal(page.jobs.stepsArrived, timeout=LONG):
        page.foot.button.click()
    processes = [job._worker._process for job in page.jobs._jobs.jobs]
    folder = RunFolder(page.jobs.run_folder)
    with qtbot.waitSignal(page.jobs.closed, timeout=LONG):
        page.jobs.close()
    assert not any(process.is_alive for process in processes)
    assert not page.jobs._jobs.jobs
    assert read_record(folder).state == "stopped"
    assert load_file(folder.last_file)


def test_that_a_network_too_large_for_the_memory_is_a_sentence(qtbot, page):
    page.document.edit(
        page.document.experiment.model_copy(
            update={
                "network": NetworkConfig(
                    input=page.document.experiment.network.input,
                    num_classes=10,
                    stem=StemConfig(channels=65_536, kernel=31, stride=1, pool="none"),
                    stages=(ResidualStage(blocks=2000, width=65_536),),
                )
            }
        ),
        "make it huge",
    )
    train(qtbot, page)
    assert page.messages[0][0] == "error"
    assert page.foot.button.text() == "Train"


def test_that_the_devices_of_the_machine_are_known_before_training(qtbot, make_page):
    page = make_page(Spare())
    with qtbot.waitSignal(page.jobs.devicesKnown, timeout=LONG) as known:
        page.jobs.warm()
    assert "cpu" in known.args[0].devices
    assert page.jobs.state == "idle"
    qtbot.waitUntil(lambda: not page.jobs._jobs.jobs)
    assert page.jobs._jobs.spare._warm.is_alive
