"""Frame times of the canvas: panning, zooming and editing, with repeats folded and unfolded.

Run it: python tests/benchmarks/canvas_motion.py [--frames 120] [--size 1600x420] [--only resnet152]
A frame ends when nothing is left to be painted. Panning begins in the middle of the network, at a zoom at which its
texts can be read; zooming goes from all of it to one block and back. An edit changes the first stage's number of blocks
or layers and the last one's width in turn, and ends when the canvas shows it. On a busy machine the processor's time
says more than the clock's.
"""

import argparse
import itertools
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from rich.console import Console
from rich.table import Table

from explorer.experiment.analysis import Analysis, analyse
from explorer.experiment.field_path import count_path, get_field, width_path, with_field
from explorer.ui.canvas.network_diagram import NetworkDiagram
from explorer.ui.window.application import make_application
from models.config import DenseStage, NetworkConfig, StemConfig
from models.presets import PRESETS

TARGET = 16.7
"""Milliseconds: one frame at 60 Hz."""
EDIT_TARGET = 6.0
PAN_STEP = 24
READABLE = 1.0


def densenet264() -> NetworkConfig:
    """Huang et al. 2017, table 1: 6, 12, 64 and 48 layers with a growth rate of 32."""
    layers = (6, 12, 64, 48)
    stages = (
        DenseStage(layers=count, growth_rate=32, transition=0.5 if i < 3 else None) for i, count in enumerate(layers)
    )
    return NetworkConfig(stem=StemConfig(channels=64), stages=tuple(stages))


NETWORKS: dict[str, Callable[[], NetworkConfig]] = {
    "resnet152": lambda: PRESETS["resnet152"],
    "densenet264": densenet264,
    "resnet1202_cifar": lambda: PRESETS["resnet1202_cifar"],
    "densenet_bc250_k24_cifar": lambda: PRESETS["densenet_bc250_k24_cifar"],
}


def edited(network: NetworkConfig) -> Iterator[Analysis]:
    """The network after one edit after the other, without end."""
    last = f"stages.{len(network.stages) - 1}"
    depth, width = count_path(network, "stages.0"), width_path(network, last)
    for i in itertools.count(1):
        for path, step in ((depth, 1), (width, 64 if last.endswith("width") else 8)):
            network = with_field(network, path, get_field(network, path) + (step if i % 2 else -step))
            yield analyse(network)


def timed(application: QApplication, steps: Iterator[Callable[[], None]], count: int) -> np.ndarray:
    """(count, 2): milliseconds of every frame by the clock and by the processor."""
    times = []
    for step in itertools.islice(steps, count + 2):
        begun = time.perf_counter(), time.process_time()
        step()
        application.processEvents()
        times.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    # The first two make what is kept from then on.
    return 1000 * np.array(times[2:])


def pans(diagram: NetworkDiagram) -> Iterator[Callable[[], None]]:
    diagram.view.fit()
    diagram.view.zoom_by(READABLE / diagram.view.zoom)
    for i in itertools.count():
        step = PAN_STEP if i // 40 % 2 else -PAN_STEP
        yield lambda step=step: diagram.view.pan_by(QPoint(step, 0))


def zooms(diagram: NetworkDiagram) -> Iterator[Callable[[], None]]:
    diagram.view.fit()
    closer = 1.15
    while True:
        closer = 1 / closer if diagram.view.zoom > 3 or diagram.view.zoom < 0.02 or diagram.view.shows_all else closer
        factor = max(closer, 1 / closer) if diagram.view.shows_all else closer
        yield lambda factor=factor: diagram.view.zoom_by(factor)


def edits(diagram: NetworkDiagram, network: NetworkConfig) -> Iterator[Callable[[], None]]:
    """The analysis is not the canvas's: its time is left out."""
    diagram.view.fit()
    for analysis in edited(network):
        yield lambda analysis=analysis: diagram.set_analysis(analysis)


def cells(times: np.ndarray, target: float) -> tuple[str, str, str]:
    median, worst = np.percentile(times[:, 0], (50, 99))
    color = "green" if median < target else "red"
    return f"[{color}]{median:.1f}[/]", f"{worst:.1f}", f"{np.median(times[:, 1]):.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=120)
    parser.add_argument("--size", default="1600x420")
    parser.add_argument("--only", choices=NETWORKS)
    arguments = parser.parse_args()
    application = make_application()
    table = Table(title=f"Canvas of {arguments.size} on {application.platformName()}, {arguments.frames} frames each")
    for name in ("network", "repeats", "motion", "median ms", "p99 ms", "of it processor, median ms"):
        table.add_column(name, justify="right" if "ms" in name else "left")
    for name, unfolded in itertools.product(NETWORKS, (False, True)):
        if arguments.only in (None, name):
            network = NETWORKS[name]()
            diagram = NetworkDiagram()
            diagram.resize(*map(int, arguments.size.split("x")))
            diagram.set_analysis(analyse(network))
            if unfolded:
                diagram.folds.toggle_all()
            diagram.show()
            application.processEvents()
            repeats = "unfolded" if unfolded else "folded"
            motions = {"pan": pans(diagram), "zoom": zooms(diagram), "edit": edits(diagram, network)}
            for motion, steps in motions.items():
                target = EDIT_TARGET if motion == "edit" else TARGET
                table.add_row(name, repeats, motion, *cells(timed(application, steps, arguments.frames), target))
            diagram.close()
    Console().print(table)


if __name__ == "__main__":
    main()
