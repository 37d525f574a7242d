from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Recipe
from explorer.runs.events import Event
from explorer.runs.run_folder import RunFolder
from explorer.training.job_control import JobControl
from explorer.training.training_job import train
from models.config import HeadConfig, InputShape, NetworkConfig, ResidualStage, StemConfig


@pytest.fixture(autouse=True)
def one_thread():
    """The tests are small: a second thread costs more than it brings."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(False)


@pytest.fixture
def make_network():
    def make(*, num_classes: int = 10, side: int = 8, channels: int = 1) -> NetworkConfig:
        return NetworkConfig(
            input=InputShape(channels=channels, height=side, width=side),
            num_classes=num_classes,
            stem=StemConfig(channels=8, kernel=3, stride=1, pool="none"),
            stages=(ResidualStage(blocks=1, width=8), ResidualStage(blocks=1, width=16, stride=2)),
            head=HeadConfig(),
        )

    return make


@pytest.fixture
def make_experiment(make_network):
    def make(*, network: NetworkConfig | None = None, **recipe: object) -> Experiment:
        recipe = {"epochs": 2, "batch_size": 128, "device": "cpu"} | recipe
        return Experiment(name="tiny", network=network or make_network(), recipe=Recipe(**recipe))

    return make


class Job:
    """A job that has run, with all it said. `stop` is asked with the last event, and so is `pause`."""

    def __init__(self, experiment: Experiment, folder: RunFolder, ask: dict, **how: object):
        self.folder = folder
        self.events: list[Event] = []
        control = Asking(self, **ask)
        self.last = train(experiment, folder, self.events.append, control, **how)

    def all(self, kind: type) -> list:
        return [event for event in self.events if isinstance(event, kind)]


Ask = Callable[[Event | None], bool]


class Asking(JobControl):
    """Asks a test what it wants, with the last event."""

    def __init__(self, job: Job, stop: Ask, pause: Ask):
        super().__init__()
        self._job, self._stop, self._pause = job, stop, pause

    def is_stopped(self) -> bool:
        return self._stop(self._last)

    def is_paused(self) -> bool:
        return self._pause(self._last)

    @property
    def _last(self) -> Event | None:
        return self._job.events[-1] if self._job.events else None


@pytest.fixture
def run_job(tmp_path):
    def run(
        experiment: Experiment,
        *,
        stop: Ask = lambda _: False,
        pause: Ask = lambda _: False,
        folder: RunFolder | None = None,
        **how: object,
    ) -> Job:
        folder = folder or RunFolder.create(tmp_path / "runs", experiment.name)
        return Job(experiment, folder, {"stop": stop, "pause": pause}, **how)

    return run


@pytest.fixture
def make_image():
    def make(path: Path, *, size: tuple[int, int] = (8, 8), value: int | None = None, mode: str = "RGB") -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.full((*reversed(size), 3), 0 if value is None else value, np.uint8)
        if value is None:
            pixels = np.random.default_rng(len(str(path))).integers(0, 256, pixels.shape, np.uint8)
        Image.fromarray(pixels).convert(mode).save(path)
        return path

    return make


@pytest.fixture
def image_root(tmp_path, make_image):
    """Two classes that are easy to tell apart, in train/ and test/."""
    root = tmp_path / "pictures"
    for part, count in (("train", 12), ("test", 4)):
        for name, value in (("dark", 20), ("light", 220)):
            for number in range(count):
                make_image(root / part / name / f"{number}.png", value=value + number)
    return root
