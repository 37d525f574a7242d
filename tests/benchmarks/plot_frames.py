"""Time of one frame of the loss plot at 1e3 to 1e6 points, beside what pyqtgraph offers itself.

Run it: python tests/benchmarks/plot_frames.py [--frames 40] [--largest 1000000] [--platform offscreen]
A frame moves the view a bit and paints the plot, 450 x 260 pixels as in the window: raw steps, the smoothed curve,
epochs and tests, in one frame. "growing" adds 20 steps, as a run does, and paints. Beside it is pyqtgraph's plot of
the raw steps alone, plain and with its own peak downsampling and clipping. The time is that of the window's thread on
its processor: what is left when other programs keep the machine busy.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication
from rich.console import Console
from rich.table import Table

from explorer.runs.events import EpochDone, StepsDone
from explorer.runs.metric_history import MetricHistory
from explorer.ui.train_page.curves.metric import LOSS
from explorer.ui.train_page.curves.metric_plot import Drawing, MetricPlot
from explorer.ui.train_page.curves.shown_run import ShownRun

SIZES = (1_000, 10_000, 100_000, 1_000_000)
SIZE = (450, 260)
STEPS_PER_EPOCH = 391
GROWTH = 20
TARGET = 10.0
"""Milliseconds."""


def losses(num_points: int) -> np.ndarray:
    """A curve that falls, with noise and spikes."""
    generator = np.random.default_rng(0)
    falling = 2.3 * np.exp(-4 * np.arange(num_points) / num_points)
    return falling + generator.exponential(0.15, num_points)


def steps_done(first: int, values: np.ndarray) -> StepsDone:
    return StepsDone(
        steps=tuple(range(first, first + len(values))),
        losses=tuple(values.tolist()),
        accuracies=tuple((1 - values / 3).tolist()),
        learning_rate=0.1,
        epoch=first / STEPS_PER_EPOCH,
        images_per_second=1.0,
        seconds_left=None,
    )


def history_of(values: np.ndarray) -> MetricHistory:
    history = MetricHistory()
    history.add(steps_done(1, values), 0.0)
    for epoch in range(1, len(values) // STEPS_PER_EPOCH + 1):
        loss = float(values[epoch * STEPS_PER_EPOCH - 1])
        done = EpochDone(
            epoch=epoch,
            step=epoch * STEPS_PER_EPOCH,
            train_loss=loss,
            train_accuracy=0.5,
            test_loss=loss,
            test_accuracy=0.5,
            learning_rate=0.1,
            seconds=1.0,
            images_per_second=1.0,
            is_best=False,
        )
        history.add(done, 0.0)
    return history


def milliseconds(frame: Callable[[int], None], num_frames: int) -> list[float]:
    """Of every frame but the first two, which make what is kept from then on."""
    taken = []
    for number in range(num_frames + 2):
        begun = time.thread_time()
        frame(number)
        taken.append(1000 * (time.thread_time() - begun))
    return taken[2:]


def measure_ours(values: np.ndarray, num_frames: int) -> tuple[list[float], list[float]]:
    """Frames of a view that moves, and of a run that grows."""
    history = history_of(values)
    plot = MetricPlot(LOSS)
    plot.resize(*SIZE)
    plot.show()
    plot.set_drawing(Drawing((ShownRun(history),), window=10))
    plot.set_span(len(values))
    QApplication.processEvents()
    box = plot.getPlotItem().getViewBox()

    def move(number: int) -> None:
        box.setXRange(0.001 * number * len(values), 0.95 * len(values), padding=0)
        plot.viewport().repaint()

    def grow(number: int) -> None:
        history.add(steps_done(len(history.steps) + 1, values[:GROWTH]), 0.0)
        plot.set_span(len(history.steps))
        plot.redraw()
        plot.viewport().repaint()

    moving, growing = milliseconds(move, num_frames), milliseconds(grow, num_frames)
    plot.close()
    return moving, growing


def measure_plain(values: np.ndarray, num_frames: int, *, is_downsampled: bool) -> list[float]:
    plot = pg.PlotWidget()
    plot.resize(*SIZE)
    item = plot.getPlotItem()
    if is_downsampled:
        item.setDownsampling(auto=True, mode="peak")
        item.setClipToView(True)
    item.plot(np.arange(len(values), dtype=float), values, pen=pg.mkPen("#0f8f7e", width=1))
    plot.show()
    QApplication.processEvents()

    def move(number: int) -> None:
        item.getViewBox().setXRange(0.001 * number * len(values), 0.95 * len(values), padding=0)
        plot.viewport().repaint()

    moving = milliseconds(move, num_frames)
    plot.close()
    return moving


def describe(taken: list[float], *, target: float | None = None) -> str:
    text = f"{median(taken):.2f} ({quantiles(taken, n=20)[-1]:.2f})"
    return text if target is None else f"[{'green' if median(taken) <= target else 'red'}]{text}[/]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=40)
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--platform", default="offscreen")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = arguments.platform
    application = QApplication(["plot_frames"])
    pg.setConfigOptions(background="w", foreground="k")
    table = Table(title=f"Milliseconds of a frame on {application.platformName()}, median (95 %)")
    for name in ("points", "this plot, moving", "this plot, growing", "pyqtgraph, plain", "pyqtgraph, peak"):
        table.add_column(name, justify="right")
    for size in (size for size in SIZES if size <= arguments.largest):
        values = losses(size)
        moving, growing = measure_ours(values, arguments.frames)
        plain, peak = (measure_plain(values, arguments.frames, is_downsampled=down) for down in (False, True))
        cells = (describe(moving, target=TARGET), describe(growing, target=TARGET), describe(plain), describe(peak))
        table.add_row(f"{size:,}", *cells)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
