"""Memory of the window's process after so many edits, each drawn, of one network after another.

Run it: python tests/benchmarks/memory_growth.py [--edits 1000] [--only densenet264]
A baseline is pinned. Undo keeps the newest thousand experiments, as it should: the history is emptied before each look.
"""

import argparse
import gc
import itertools
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from edit_redraw import NETWORKS, edits
from PySide6.QtWidgets import QApplication
from rich.console import Console
from rich.table import Table

from explorer.experiment.experiment import Experiment
from explorer.ui.settings import WindowSettings
from explorer.ui.window.application import make_application, make_window
from explorer.ui.window.main_window import MainWindow

STEPS = 5
WARM_UP = 100
"""Edits that fill what is kept for later: fonts, widths, remembered units."""
GROWTH = 8.0
"""MiB that the second half may add: the noise of the allocator."""


def resident_memory() -> float:
    """MiB of this process in memory."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def edit(window: MainWindow, application: QApplication, steps: itertools.islice) -> None:
    for field, value in steps:
        window.document.edit_field(field, value)
        application.processEvents()


def measure(window: MainWindow, application: QApplication, name: str, num_edits: int) -> list[float]:
    """MiB after the warm-up and after every fifth of the edits; the undo history is emptied before each look."""
    network = NETWORKS[name]
    window.document.replace(Experiment(network=network))
    application.processEvents()
    steps = edits(network)
    edit(window, application, itertools.islice(steps, WARM_UP))
    window.document.undo_stack.clear()
    memories = [resident_memory()]
    for _ in range(STEPS):
        edit(window, application, itertools.islice(steps, num_edits // STEPS))
        window.document.undo_stack.clear()
        memories.append(resident_memory())
    return memories


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--only", nargs="+", choices=NETWORKS, default=["resnet152", "densenet264", "resnet1202"])
    arguments = parser.parse_args()
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(application, WindowSettings(Path(folder) / "window.ini"))
        window.completed.disconnect()
        window.show()
        window.complete()
        window.commands.pin_baseline.trigger()
        application.processEvents()
        table = Table(title=f"MiB in memory on {application.platformName()} while {arguments.edits:,} edits are drawn")
        table.add_column("network")
        for step in range(STEPS + 1):
            table.add_column(f"{arguments.edits * step // STEPS:,}", justify="right")
        table.add_column("second half", justify="right")
        for name in arguments.only:
            memories = measure(window, application, name, arguments.edits)
            grown = memories[-1] - memories[STEPS // 2]
            color = "green" if grown < GROWTH else "red"
            table.add_row(name, *(f"{memory:.1f}" for memory in memories), f"[{color}]{grown:+.1f}[/]")
        Console(width=120).print(table)
        window.document.replace(window.document.experiment)
        window.left.connect(application.quit)
        window.close()
        application.exec()


if __name__ == "__main__":
    main()
