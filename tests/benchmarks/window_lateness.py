"""How late the window's event loop is, idle, while it trains ResNet-18, and while the network is edited beside that.

Run it: python tests/benchmarks/window_lateness.py [--seconds 20] [--x] [--digits]
The real window trains CIFAR-10 from the folder in RESDENSE_CIFAR10 (train/CLASS and test/CLASS with images), or the
embedded digits where that is not set, through its own Train action. A precise timer of 10 ms is late by what passes
beyond that between two of its ticks. On a busy machine late ticks may be the fault of others: "own" is the time of the
window's thread on its processor between two ticks. With --x the window is on a real X server instead of offscreen.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from rich.console import Console
from rich.table import Table

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.ui.settings import WindowSettings
from explorer.ui.window.application import collect_garbage, make_application, make_window
from explorer.ui.window.main_window import MainWindow
from models.presets import PRESETS

TICK = 10
EDIT_MILLISECONDS = 100
TARGET = 16.0
"""Milliseconds for 99 of 100 ticks while it trains."""
LONGEST_START = 300.0
"""Seconds: all images are read before the first step."""


class Lateness(QObject):
    """Ticks, and keeps how late each tick was and how long the thread itself was at work since the last one."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        self._late: list[float] = []
        self._own: list[float] = []
        self._clock, self._work = time.perf_counter(), time.thread_time()
        self._timer.start()

    def end(self) -> np.ndarray:
        """(2, ticks): milliseconds late, milliseconds of own work."""
        self._timer.stop()
        return 1000 * np.array((self._late, self._own))

    def _tick(self) -> None:
        clock, work = time.perf_counter(), time.thread_time()
        self._late.append(max(0.0, clock - self._clock - TICK / 1000))
        self._own.append(work - self._work)
        self._clock, self._work = clock, work


def let_pass(seconds: float) -> None:
    """The loop turns as in the program: nothing else asks for Python's lock."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_START
    while not condition():
        assert time.monotonic() < end, "the training has not begun in time"
        let_pass(0.1)


def experiment_of(*, on_digits: bool) -> Experiment:
    """ResNet-18 on CIFAR-10, or a small network on the digits."""
    folder = os.environ.get("RESDENSE_CIFAR10")
    if on_digits or folder is None:
        recipe = Recipe(epochs=1000)
        return Experiment(name="digits", network=PRESETS["digits_resnet"], recipe=recipe)
    recipe = Recipe(
        data=DataConfig(name="folder", path=folder),
        augmentation=Augmentation(crop_padding=4, flip=True),
        epochs=100,
        batch_size=32,
        precision="bf16",
    )
    return Experiment(name="resnet18", network=PRESETS["tutorial_resnet18_cifar"], recipe=recipe)


def measure(seconds: float) -> np.ndarray:
    lateness = Lateness()
    let_pass(0.5)
    lateness.begin()
    let_pass(seconds)
    return lateness.end()


def measure_edits(window: MainWindow, seconds: float) -> np.ndarray:
    """While a block is added and taken away again, ten times a second."""
    document = window.document
    field, few = "network.stages.0.blocks", document.experiment.network.stages[0].blocks

    def edit() -> None:
        document.edit_field(field, few + (document.experiment.network.stages[0].blocks == few))

    timer = QTimer(interval=EDIT_MILLISECONDS)
    timer.timeout.connect(edit)
    timer.start()
    taken = measure(seconds)
    timer.stop()
    return taken


def measure_all(window: MainWindow, seconds: float) -> dict[str, np.ndarray]:
    jobs = window.tools.jobs
    wait_for(lambda: jobs.state == "idle")
    taken = {"idle, Build page": measure(seconds)}
    window.commands.start.trigger()
    wait_for(lambda: len(jobs.history.steps) > 0)
    taken["training, Train page"] = measure(seconds)
    window.commands.show_build.trigger()
    taken["training, Build page"] = measure(seconds)
    taken["training, an edit every 100 ms"] = measure_edits(window, seconds)
    print(f"{len(jobs.history.steps):,} steps, {len(jobs.history.epochs)} epochs", flush=True)
    return taken


def row(taken: np.ndarray) -> list[str]:
    late, own = taken
    worst = np.percentile(late, 99)
    color = "green" if worst < TARGET else "red"
    numbers = (f"{np.percentile(own, 99):.1f}", f"{own.max():.1f}")
    return [f"{len(late):,}", f"{np.median(late):.2f}", f"[{color}]{worst:.1f}[/]", f"{late.max():.1f}", *numbers]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="of each phase")
    parser.add_argument("--x", action="store_true", help="on the X server of DISPLAY")
    parser.add_argument("--digits", action="store_true", help="a small network, whose epochs take a moment")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "xcb" if arguments.x else "offscreen"
    table = Table(title="Milliseconds that a timer of 10 ms is late")
    for name in ("phase", "ticks", "median", "p99", "max", "own p99", "own max"):
        table.add_column(name, justify="left" if name == "phase" else "right")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RESDENSE_RUNS"] = str(Path(folder) / "runs")
        application = make_application()
        window = make_window(application, WindowSettings(Path(folder) / "window.ini"))
        window.completed.connect(collect_garbage)
        window.document.replace(experiment_of(on_digits=arguments.digits))
        window.show()
        wait_for(lambda: window.is_complete)
        for phase, taken in measure_all(window, arguments.seconds).items():
            table.add_row(phase, *row(taken))
        window.document.replace(window.document.experiment)
        window.left.connect(application.quit)
        window.close()
        application.exec()
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
