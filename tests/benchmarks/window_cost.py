"""What the window costs the training beside it: images a second from the terminal and from the window, in turn.

Run it: python tests/benchmarks/window_cost.py [--rounds 3] [--steps 600] [--x]
The same job (a small network on the embedded digits, or ResNet-18 on the folder in RESDENSE_CIFAR10 with --cifar) is
trained by the terminal with all cores but one and the window's niceness, by the window with its curves in sight, and by
the window with another page before them. Medians of the rounds; the ratio is that of neighbours in time. On a busy
machine the clock says what others took: images a second of the training's own processor time say what the window
costs it, and "window" is what the window itself takes, of one core.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from rich.console import Console
from rich.table import Table

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.jobs.requests import TrainRequest
from explorer.runs.events import StepsDone
from explorer.runs.metrics_file import RunTail
from explorer.runs.run_folder import RunFolder
from explorer.ui.settings import WindowSettings
from explorer.ui.window.application import collect_garbage, make_application, make_window
from explorer.ui.window.main_window import MainWindow
from models.presets import PRESETS

ROOT = Path(__file__).resolve().parents[2]
NICENESS = 10
TARGET = 0.98
"""Of the terminal's images a second."""


def experiment_of(steps: int, *, is_large: bool) -> Experiment:
    if not is_large:
        return Experiment(name="digits", network=PRESETS["digits_resnet"], recipe=Recipe(steps=steps))
    recipe = Recipe(
        data=DataConfig(name="folder", path=os.environ["RESDENSE_CIFAR10"]),
        augmentation=Augmentation(crop_padding=4, flip=True),
        steps=steps,
        precision="bf16",
    )
    return Experiment(name="resnet18", network=PRESETS["tutorial_resnet18_cifar"], recipe=recipe)


class Speed(NamedTuple):
    """Of one training, from its first word about steps to its last."""

    by_clock: float
    """Images a second."""
    by_processor: float
    """Images a second that its process was at work."""
    window: float
    """Share of a core that this process took."""


class Progress:
    """Looks at a training's file and its process, as long as there is one."""

    def __init__(self, folder: Path, find_process: Callable[[], int | None], batch_size: int) -> None:
        self._tail, self._find_process, self._batch_size = (
            RunTail(RunFolder(folder).metrics_file),
            find_process,
            batch_size,
        )
        self._looks: list[tuple[float, int, float, float]] = []

    def look(self) -> None:
        pid = self._find_process()
        steps = [(moment, event.steps[-1]) for moment, event in self._tail.read() if isinstance(event, StepsDone)]
        if steps and pid is not None:
            self._looks.append((*steps[-1], processor_seconds(pid), time.process_time()))

    def speed(self) -> Speed:
        seconds, steps, work, own = (last - first for first, last in zip(self._looks[0], self._looks[-1], strict=True))
        images = steps * self._batch_size
        return Speed(images / seconds, images / work, own / seconds)


def processor_seconds(pid: int) -> float:
    """Of a process, by what Linux tells."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def train_in_terminal(experiment: Experiment, folder: Path) -> Speed:
    file = folder.with_suffix(".json")
    save_experiment(file, experiment)
    threads = max(1, len(os.sched_getaffinity(0)) - 1)
    command = ["nice", "-n", str(NICENESS), sys.executable, "main.py", "train", str(file)]
    process = subprocess.Popen(
        [*command, "--threads", str(threads), "--out", str(folder)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    progress = Progress(folder, lambda: process.pid, experiment.recipe.batch_size)
    wait_for(lambda: process.poll() is not None, progress.look)
    return progress.speed()


def train_in_window(window: MainWindow, experiment: Experiment, *, is_shown: bool) -> Speed:
    jobs = window.tools.jobs
    wait_for(lambda: jobs.state == "idle")
    window.document.replace(experiment)
    window.commands.start.trigger()
    wait_for(lambda: len(jobs.history.steps) > 0)
    if not is_shown:
        window.commands.show_build.trigger()
    process = next(job for job in jobs.jobs if isinstance(job.request, TrainRequest)).process
    progress = Progress(jobs.run_folder, lambda: process.pid, experiment.recipe.batch_size)
    wait_for(lambda: not jobs.is_training, progress.look)
    return progress.speed()


def wait_for(condition: Callable[[], bool], meanwhile: Callable[[], None] = lambda: None) -> None:
    while not condition():
        # A process that has just ended has no numbers any more.
        with contextlib.suppress(OSError):
            meanwhile()
        loop = QEventLoop()
        QTimer.singleShot(100, loop.quit)
        loop.exec()


def open_window(folder: Path) -> tuple[QApplication, MainWindow]:
    application = make_application()
    window = make_window(application, WindowSettings(folder / "window.ini"))
    window.completed.connect(collect_garbage)
    window.show()
    wait_for(lambda: window.is_complete)
    return application, window


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--cifar", action="store_true", help="ResNet-18 on the images in RESDENSE_CIFAR10")
    parser.add_argument("--x", action="store_true", help="on the X server of DISPLAY")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "xcb" if arguments.x else "offscreen"
    experiment = experiment_of(arguments.steps, is_large=arguments.cifar)
    speeds: dict[str, list[Speed]] = {"terminal": [], "window, curves in sight": [], "window, another page": []}
    with tempfile.TemporaryDirectory() as name:
        os.environ["RESDENSE_RUNS"] = str(Path(name) / "runs")
        application, window = open_window(Path(name))
        for number in range(arguments.rounds):
            inferences = (
                train_in_terminal(experiment, Path(name) / f"terminal-{number}"),
                train_in_window(window, experiment, is_shown=True),
                train_in_window(window, experiment, is_shown=False),
            )
            for taken, speed in zip(speeds.values(), inferences, strict=True):
                taken.append(speed)
        window.document.replace(window.document.experiment)
        window.left.connect(application.quit)
        window.close()
        application.exec()
    Console(width=110).print(table_of(speeds))


def table_of(speeds: dict[str, list[Speed]]) -> Table:
    table = Table(title="Images a second", caption=f"target: {TARGET:.2f} of the terminal")
    for name in ("trained by", "by the clock", "of the terminal", "of its processor", "of the terminal", "window"):
        table.add_column(name, justify="left" if name == "trained by" else "right")
    for name, taken in speeds.items():
        cells = []
        for field in ("by_clock", "by_processor"):
            values, firsts = ([getattr(speed, field) for speed in some] for some in (taken, speeds["terminal"]))
            ratio = median(value / first for value, first in zip(values, firsts, strict=True))
            cells += [f"{median(values):,.0f}", f"[{'green' if ratio >= TARGET else 'red'}]{ratio:.3f}[/]"]
        table.add_row(name, *cells, f"{median(speed.window for speed in taken):.1%}")
    return table


if __name__ == "__main__":
    main()
