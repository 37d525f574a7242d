"""Objects and memory of the window's process after ten runs on the Train page.

Run it: python tests/benchmarks/memory_growth_runs.py [--runs 10] [--steps 20000] [--platform offscreen]
Every run plays the events of a real one to the page: curves, strip and table of epochs follow, and the next run takes
their place. After the second run nothing may grow: neither Python's objects, nor widgets, nor what the plots draw.
"""

import argparse
import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from rich.console import Console
from rich.table import Table

from explorer.experiment.source import load_source
from explorer.runs.events import EpochDone, Event, JobFinished, JobStarted, StepsDone
from explorer.runs.metric_history import MetricHistory
from explorer.ui.document import Document
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.train_page.train_page import TrainPage

STEPS_PER_EPOCH = 500
BATCH = 50


class PlayedJobs(JobController):
    """Says what it is told to, without any child."""

    def begin(self, folder: Path) -> None:
        self.history, self.run_folder = MetricHistory(), folder
        self._update_state("starting")

    def play(self, event: Event) -> None:
        self._take_training([event])

    def end(self) -> None:
        self._update_state("idle")


def run_events(folder: Path, num_steps: int) -> Iterator[Event]:
    epochs = num_steps // STEPS_PER_EPOCH
    yield JobStarted(
        device="CPU",
        run_folder=str(folder),
        train_images=1,
        test_images=1,
        classes=("0", "1"),
        epochs=epochs,
        steps_per_epoch=STEPS_PER_EPOCH,
        params=1,
    )
    for first in range(1, num_steps + 1, BATCH):
        steps = tuple(range(first, first + BATCH))
        yield StepsDone(
            steps=steps,
            losses=tuple(1 / step for step in steps),
            accuracies=tuple(1 - 1 / step for step in steps),
            learning_rate=0.1,
            epoch=steps[-1] / STEPS_PER_EPOCH,
            images_per_second=1.0,
            seconds_left=None,
        )
        if steps[-1] % STEPS_PER_EPOCH == 0:
            yield _epoch_done(steps[-1])
    yield JobFinished(
        stopped=False,
        epochs=epochs,
        best_epoch=epochs,
        best_test_accuracy=0.9,
        seconds=1.0,
        run_folder=str(folder),
    )


def _epoch_done(step: int) -> EpochDone:
    return EpochDone(
        epoch=step // STEPS_PER_EPOCH,
        step=step,
        train_loss=1 / step,
        train_accuracy=0.9,
        test_loss=1 / step,
        test_accuracy=0.9,
        learning_rate=0.1,
        seconds=1.0,
        images_per_second=1.0,
        is_best=True,
    )


def resident() -> float:
    """MiB that the process has of the machine's memory; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure(page: TrainPage) -> tuple[int, int, int, float]:
    """Python objects, widgets, items in both plots, MiB."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    items = sum(len(plot.scene().items()) for plot in page.plots.plots)
    return len(gc.get_objects()), len(QApplication.allWidgets()), items, resident()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--platform", default="offscreen")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = arguments.platform
    application = QApplication(["memory_growth_runs"])
    table = Table(title=f"After runs of {arguments.steps:,} steps")
    for name in ("run", "Python objects", "widgets", "items in the plots", "MiB"):
        table.add_column(name, justify="right")
    with tempfile.TemporaryDirectory() as folder:
        jobs = PlayedJobs(runs_root=Path(folder))
        page = TrainPage(Document(load_source("digits_resnet")), jobs)
        page.resize(1280, 720)
        page.show()
        for number in range(1, arguments.runs + 1):
            run_folder = Path(folder) / f"run-{number}"
            jobs.begin(run_folder)
            page.runs.begin()
            for event in run_events(run_folder, arguments.steps):
                jobs.play(event)
                application.processEvents()
            jobs.end()
            objects, widgets, items, size = measure(page)
            table.add_row(str(number), f"{objects:,}", f"{widgets:,}", f"{items:,}", f"{size:.1f}")
        jobs.close()
    Console().print(table)


if __name__ == "__main__":
    main()
