"""Time from an edit to the moment when every view in sight is drawn again, for every preset and two larger networks.

Run it: python tests/benchmarks/edit_redraw.py [--edits 20] [--only resnet18 densenet264] [--pinned]
The number of blocks or layers and the width or growth rate are changed in turn in the real window, on its Build page;
an edit ends when nothing is left to be painted. On a busy machine the processor's time says more than the clock's.
"""

import argparse
import gc
import itertools
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtWidgets import QApplication
from rich.console import Console
from rich.table import Table

from explorer.experiment.experiment import Experiment
from explorer.ui.settings import WindowSettings
from explorer.ui.window.application import make_application, make_window
from explorer.ui.window.main_window import MainWindow
from models.config import NetworkConfig
from models.families import cifar_resnet, imagenet_densenet
from models.presets import ALL

TARGET, SLOWEST = 16.7, 33.0
"""Milliseconds for the median and for 99 of 100: one frame at 60 Hz, and two."""

NETWORKS = {preset.name: preset.config for preset in ALL} | {
    "densenet264": imagenet_densenet(32, (6, 12, 64, 48), 64),
    "resnet1202": cifar_resnet(1202),
}


def edits(network: NetworkConfig) -> Iterator[tuple[str, object]]:
    """Fields with their new values, without end: the depth of the first stage, the width of the last."""
    first, last = network.stages[0], network.stages[-1]
    depth = "blocks" if first.kind == "residual" else "layers"
    # Widths stay multiples of 64, which all groups divide.
    width, step = ("width", 64) if last.kind == "residual" else ("growth_rate", 1)
    for i in itertools.count(1):
        yield f"network.stages.0.{depth}", getattr(first, depth) + i % 2
        yield f"network.stages.{len(network.stages) - 1}.{width}", getattr(last, width) + step * (i % 2)


def measure(
    window: MainWindow, application: QApplication, network: NetworkConfig, num_edits: int, is_pinned: bool
) -> np.ndarray:
    """(num_edits, 2): milliseconds of every edit by the clock and by the processor."""
    document = window.document
    document.replace(Experiment(network=network))
    if is_pinned:
        window.commands.pin_baseline.trigger()
    window.build.select("stages.0")
    application.processEvents()
    times = []
    for field, value in itertools.islice(edits(network), num_edits + 2):
        begun = time.perf_counter(), time.process_time()
        document.edit_field(field, value)
        assert document.analysis.is_legal
        application.processEvents()
        times.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    # The first two make what is kept from then on.
    return 1000 * np.array(times[2:])


def cells(times: np.ndarray) -> tuple[str, str, str]:
    """Median and 99th percentile by the clock, in green where they keep the target, and the processor's median."""
    median, worst = np.percentile(times[:, 0], (50, 99))
    colors = ("green" if value < most else "red" for value, most in ((median, TARGET), (worst, SLOWEST)))
    shown = (f"[{color}]{value:.1f}[/]" for color, value in zip(colors, (median, worst), strict=True))
    return *shown, f"{np.median(times[:, 1]):.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--only", nargs="+", choices=NETWORKS, help="only these networks")
    parser.add_argument("--pinned", action="store_true", help="with the network itself as the baseline")
    arguments = parser.parse_args()
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(application, WindowSettings(Path(folder) / "window.ini"))
        window.completed.disconnect()
        window.show()
        window.complete()
        application.processEvents()
        # As the program does once its window is complete.
        gc.freeze()
        table = Table(title=f"Edit to redraw on {application.platformName()}, {arguments.edits} edits each")
        for name in ("preset", "layers", "median ms", "p99 ms", "of it processor, median ms"):
            table.add_column(name, justify="left" if name == "preset" else "right")
        for name in arguments.only or NETWORKS:
            times = measure(window, application, NETWORKS[name], arguments.edits, arguments.pinned)
            table.add_row(name, f"{len(window.document.analysis.summary.layers):,}", *cells(times))
        Console().print(table)
        window.document.replace(window.document.experiment)
        window.left.connect(application.quit)
        window.close()
        application.exec()


if __name__ == "__main__":
    main()
