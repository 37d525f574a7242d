"""From an edit to the redrawn figures of the network: diagram, growth plot, layer table.

Run it: python tests/benchmarks/images.py [--edits 30] [--platform offscreen] [NETWORK ...]
An edit changes the width or growth rate of the middle stage, back and forth. "together" is one edit as the window does
it: analysis, all three views told, everything painted; the other columns show each view alone.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication, QWidget
from rich.console import Console
from rich.table import Table

from explorer.experiment.analysis import Analysis, analyse
from explorer.ui.build_page.growth.growth_plot import GrowthPlot
from explorer.ui.build_page.layer_table.layer_table import LayerTable
from explorer.ui.canvas.network_diagram import NetworkDiagram
from explorer.ui.icons import FOLDER
from explorer.ui.palette import palettes
from explorer.ui.theme import apply_palette, style_sheet
from models.config import NetworkConfig
from models.presets import PRESETS

SIZES = {"diagram": (900, 320), "plot": (350, 245), "table": (555, 245)}
"""As in a window of 1280 x 800."""


def make_views(application: QApplication) -> dict[str, QWidget]:
    palette = palettes()["light"]
    QDir.setSearchPaths("icons", [str(FOLDER)])
    application.setStyle("Fusion")
    apply_palette(application, palette)
    application.setStyleSheet(style_sheet(palette))
    views = {"diagram": NetworkDiagram(), "plot": GrowthPlot(), "table": LayerTable()}
    for name, view in views.items():
        view.resize(*SIZES[name])
        view.show()
    application.processEvents()
    return views


def edits(config: NetworkConfig) -> Iterator[NetworkConfig]:
    """The config and a slightly wider one, in turn."""
    middle = len(config.stages) // 2
    stage = config.stages[middle]
    field = "width" if stage.kind == "residual" else "growth_rate"
    step = 4 * getattr(stage, "groups", 1)
    wider = stage.model_copy(update={field: getattr(stage, field) + step})
    stages = (*config.stages[:middle], wider, *config.stages[middle + 1 :])
    return cycle((config.model_copy(update={"stages": stages}), config))


class Taken(NamedTuple):
    """Milliseconds of every edit."""

    wall: list[float]
    cpu: list[float]
    """Of the window's thread alone: what is left when other programs keep the machine busy."""


def milliseconds(work: Callable[[NetworkConfig], None], configs: Iterable[NetworkConfig]) -> Taken:
    taken = Taken([], [])
    for config in configs:
        wall, cpu = time.perf_counter(), time.thread_time()
        work(config)
        taken.wall.append((time.perf_counter() - wall) * 1e3)
        taken.cpu.append((time.thread_time() - cpu) * 1e3)
    return taken


def measure(config: NetworkConfig, views: dict[str, QWidget], num_edits: int) -> dict[str, Taken]:
    """For each view alone and for all together."""
    process = QApplication.processEvents

    def redraw(analysis: Analysis, *shown: QWidget) -> None:
        for view in shown:
            view.set_analysis(analysis)
        process()

    def some(count: int) -> list[NetworkConfig]:
        configs = edits(config)
        return [next(configs) for _ in range(count)]

    redraw(analyse(config), *views.values())
    taken = {"together": milliseconds(lambda edited: redraw(analyse(edited), *views.values()), some(num_edits))}
    for name, view in views.items():
        taken[name] = milliseconds(lambda edited, view=view: redraw(analyse(edited), view), some(num_edits))
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("networks", nargs="*", default=list(PRESETS), metavar="NETWORK")
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--platform", default="offscreen")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = arguments.platform
    views = make_views(QApplication(["pictures"]))
    columns = ("network", "layers", "together, median", "95 %", "processor time", *views)
    table = Table(title=f"Milliseconds from an edit to the redrawn images, {arguments.edits} edits")
    for column in columns:
        table.add_column(column, justify="left" if column == "network" else "right")
    for name in arguments.networks:
        taken = measure(PRESETS[name], views, arguments.edits)
        layers = len(analyse(PRESETS[name]).summary.layers)
        wall, cpu = taken["together"]
        cells = (median(wall), quantiles(wall, n=20)[-1], median(cpu), *(median(taken[view].wall) for view in views))
        table.add_row(name, f"{layers:,}", *(f"{cell:.1f}" for cell in cells))
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
