"""The page with real children: what they say of the machine, and of trainings that cannot be; `test_whole_path.py` has
the rest."""

import multiprocessing

import pytest
import shiboken6

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Recipe
from explorer.jobs.spare import Spare
from explorer.ui.document import Document
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.train_page.train_page import TrainPage
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


def test_that_a_rate_at_which_the_loss_explodes_is_a_sentence_with_a_remedy(qtbot, page):
    page.document.edit_field("recipe.learning_rate", 1000.0)
    page.document.edit_field("recipe.schedule", "constant")
    page.document.edit_field("recipe.epochs", 50)
    train(qtbot, page)
    assert "lower the learning rate" in page.messages[0][1]
    assert page.strip.title.text() == "Failed"


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
        page.jobs.query_devices()
    assert "cpu" in known.args[0].devices
    assert page.jobs.state == "idle"
    qtbot.waitUntil(lambda: not page.jobs.jobs)
    assert multiprocessing.active_children()
