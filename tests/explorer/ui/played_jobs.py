import queue
import threading
import time
from collections.abc import Callable, Iterable

import pytest
import shiboken6

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.experiment.recipe import Recipe
from explorer.jobs.spare import Spare
from explorer.runs.events import (
    EpochDone,
    Event,
    JobContinued,
    JobFailed,
    JobFinished,
    JobPaused,
    JobStarted,
    StepsDone,
)
from explorer.runs.metric_history import MetricHistory
from explorer.runs.metrics_file import Recorder
from explorer.runs.run_folder import RunFolder
from explorer.ui.document import Document
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.palette import palettes
from explorer.ui.train_page.curves.metric_plots import MetricPlots
from explorer.ui.train_page.train_page import TrainPage
from models.presets import PRESETS
from models.sentence import say

WAIT_FOR_STOP = "wait for stop"
HANG = "hang"
SIGNALS = (
    "stateChanged",
    "eventArrived",
    "stepsArrived",
    "finished",
    "toolEventReceived",
    "devicesKnown",
    "busyChanged",
    "messageRaised",
    "closed",
)


class FakeProcess:
    """Looks like a JobProcess and says what a script has for each request, without any child."""

    def __init__(self, script: Callable[[object], Iterable]):
        self.requests = []
        self.is_alive = False
        self.was_terminated = False
        self._script = script
        self._says: queue.SimpleQueue = queue.SimpleQueue()
        self._stop = threading.Event()
        self._leave = threading.Event()

    def start(self) -> None:
        self.is_alive = True

    def send(self, request) -> None:
        self.requests.append(request)
        threading.Thread(target=self._play, args=(request,), daemon=True).start()

    def _play(self, request) -> None:
        for item in self._script(request):
            if item == WAIT_FOR_STOP:
                self._stop.wait(20)
            elif item == HANG:
                self._leave.wait(20)
                return
            elif isinstance(item, float):
                time.sleep(item)
            else:
                self._says.put(item)

    def ask_stop(self) -> None:
        self._stop.set()

    def ask_pause(self) -> None:
        self._says.put(JobPaused(step=1))

    def ask_continue(self) -> None:
        self._says.put(JobContinued(step=1))

    def receive(self, timeout: float | None = None) -> Event | None:
        if not self.is_alive and self._says.empty():
            return None
        try:
            return self._says.get(timeout=timeout)
        except queue.Empty:
            return None

    def terminate(self, grace: float = 3.0) -> None:
        self.was_terminated = True
        self._leave.set()
        self._says.put(JobFailed(message="The job did not stop in time and its process was ended."))

    def ask_leave(self) -> None:
        self._stop.set()

    def close(self, grace: float = 5.0) -> None:
        self._stop.set()
        self._leave.set()
        self.is_alive = False


class Play:
    """Makes the events of a run of two epochs and ten steps each, or of any other size."""

    def __init__(self, folder: str):
        self.folder = folder

    def started(self, epochs: int = 2, steps_per_epoch: int = 10) -> JobStarted:
        return JobStarted(
            device=say("CPU, {} thread", 1),
            run_folder=self.folder,
            train_images=1438,
            test_images=359,
            classes=tuple("0123456789"),
            epochs=epochs,
            steps_per_epoch=steps_per_epoch,
            params=77_000,
        )

    def steps(self, first: int, count: int, *, steps_per_epoch: int = 10, epochs: int = 2) -> StepsDone:
        steps = tuple(range(first, first + count))
        return StepsDone(
            steps=steps,
            losses=tuple(2.3 / step for step in steps),
            accuracies=tuple(1 - 0.9 / step for step in steps),
            learning_rate=0.05,
            epoch=steps[-1] / steps_per_epoch,
            images_per_second=5000.0,
            seconds_left=(epochs * steps_per_epoch - steps[-1]) / 10,
        )

    def epoch(self, epoch: int, accuracy: float, *, steps_per_epoch: int = 10, is_best: bool = True) -> EpochDone:
        return EpochDone(
            epoch=epoch,
            step=epoch * steps_per_epoch,
            train_loss=0.5 / epoch,
            train_accuracy=accuracy - 0.01,
            test_loss=0.6 / epoch,
            test_accuracy=accuracy,
            learning_rate=0.05,
            seconds=1.5,
            images_per_second=5000.0,
            is_best=is_best,
        )

    def finished(self, epochs: int = 2, *, stopped: bool = False, best: float | None = 0.97) -> JobFinished:
        return JobFinished(
            stopped=stopped,
            epochs=epochs,
            best_epoch=None if best is None else epochs,
            best_test_accuracy=best,
            seconds=3.0,
            run_folder=self.folder,
        )

    def whole_run(self) -> list[Event]:
        """Two epochs, the second the best."""
        first = [self.started(), self.steps(1, 4), self.steps(5, 6), self.epoch(1, 0.9)]
        return [*first, self.steps(11, 10), self.epoch(2, 0.97), self.finished()]


@pytest.fixture
def play(tmp_path):
    return Play(str(tmp_path / "run"))


@pytest.fixture
def experiment():
    return Experiment(name="digits_resnet", network=PRESETS["digits_resnet"], recipe=Recipe(epochs=2))


@pytest.fixture
def make_controller(qtbot, tmp_path):
    """Makes a controller whose children say what `script` has for each request, or cannot be started where it is an
    error; `processes` has them all."""
    controllers = []

    def make(script: Callable[[object], Iterable] | OSError, **graces: float) -> JobController:
        processes = []

        def make_process() -> FakeProcess:
            if isinstance(script, OSError):
                raise script
            processes.append(FakeProcess(script))
            return processes[-1]

        controller = JobController(spare=Spare(make_process, delay=60), runs_root=tmp_path / "runs", **graces)
        controller.processes = processes
        controllers.append(controller)
        return controller

    yield make
    for controller in controllers:
        controller.close()
        qtbot.waitUntil(lambda controller=controller: controller.is_closed, timeout=30_000)
        shiboken6.delete(controller)


@pytest.fixture
def palette():
    return palettes()["light"]


@pytest.fixture
def make_page(qtbot, experiment, make_controller):
    """Makes a shown page on a document and on children that play a script."""
    pages = []

    def make(script: Callable[[object], Iterable], edited: Experiment = experiment) -> TrainPage:
        document = Document(edited)
        jobs = make_controller(script)
        page = TrainPage(document, jobs)
        page.document, page.jobs = document, jobs
        pages.append(page)
        page.resize(1280, 720)
        page.show()
        qtbot.waitExposed(page)
        return page

    yield make
    for page in pages:
        page.jobs.close()
        qtbot.waitUntil(lambda page=page: page.jobs.is_closed, timeout=30_000)
        for part in (page, page.document):
            shiboken6.delete(part)
        # The menus of the plots have no parent: they live as long as the plots that are held here.
        page.__dict__.clear()


@pytest.fixture
def record_run(tmp_path, experiment):
    """Leaves a run of two epochs in the folder of runs, as a job would; its weights are no weights."""

    def record(name: str, *, last: Event | None = None) -> RunFolder:
        folder = RunFolder.create(tmp_path / "runs", name)
        save_experiment(folder.experiment_file, experiment.model_copy(update={"name": name}))
        *events, end = Play(str(folder.path)).whole_run()
        with Recorder(folder) as recorder:
            for event in (*events, last or end):
                recorder.record(event)
        folder.best_file.write_bytes(b"best")
        folder.last_file.write_bytes(b"last")
        return folder

    return record


class Heard(list):
    """What a controller said, as (name of the signal, arguments)."""

    def named(self, name: str) -> list:
        """The arguments of one signal, each time that it was said; a single argument is itself."""
        return [values[0] if len(values) == 1 else tuple(values) for said, *values in self if said == name]


@pytest.fixture
def heard():
    """Listens to everything that a controller says."""

    def listen(controller: JobController) -> Heard:
        said = Heard()
        for name in SIGNALS:
            getattr(controller, name).connect(lambda *values, name=name: said.append((name, *values)))
        return said

    return listen


@pytest.fixture
def plots(qtbot):
    plots = MetricPlots()
    plots.resize(900, 320)
    plots.show()
    qtbot.waitExposed(plots)
    yield plots
    shiboken6.delete(plots)
    plots.__dict__.clear()


@pytest.fixture
def history(play):
    history = MetricHistory()
    for event in play.whole_run():
        history.add(event)
    return history
