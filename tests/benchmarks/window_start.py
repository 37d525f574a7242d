"""Time from starting the program to the first paint of its window.

Run it: python tests/benchmarks/window_start.py [--rounds 9]
Every round starts a process of its own, in turn for every platform; the first round, which fills the caches, is not
counted. On a busy machine the processor's time says more than the clock's.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]

CHILD = """
import gc, os, sys, time
begun = float(os.environ["BEGUN"])
import explorer.start
from explorer.display import check_display
check_display()
gc.disable()
from explorer.ui.window.application import make_application, make_window
from explorer.ui.settings import WindowSettings
from PySide6.QtCore import QEvent, QObject, QTimer
imported = time.time()

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.UpdateRequest and watched is window:
            QTimer.singleShot(0, tell)
            window.removeEventFilter(self)
        return False

def tell():
    print(imported - begun, time.time() - begun, time.process_time(), "torch" in sys.modules, flush=True)
    os._exit(0)

application = make_application()
window = make_window(application, WindowSettings())
first = FirstPaint()
window.installEventFilter(first)
window.show()
application.exec()
"""


def start(platform: str) -> tuple[float, float, float]:
    """Seconds to the end of the imports, to the first paint, and of the processor until then."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": platform,
            "XDG_CONFIG_HOME": home,
            "PYTHONPATH": str(ROOT),
            "BEGUN": repr(time.time()),
        }
        # As on a person's machine: compiled once, then read.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", CHILD]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    imported, painted, processor, has_torch = done.stdout.split()
    assert has_torch == "False", "the window's process has loaded torch"
    return float(imported), float(painted), float(processor)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    platforms = ["offscreen", *(["xcb"] if os.environ.get("DISPLAY") else [])]
    times: dict[str, list[tuple[float, float, float]]] = {platform: [] for platform in platforms}
    for number in range(rounds + 1):
        for platform in platforms:
            taken = start(platform)
            if number:
                times[platform].append(taken)
    table = Table(title=f"First window, {rounds} processes each")
    for name in ("platform", "imports, median s", "first paint, median s", "best", "worst", "processor, median s"):
        table.add_column(name, justify="left" if name == "platform" else "right")
    for platform, taken in times.items():
        imports, paints, processor = zip(*taken, strict=True)
        cells = (median(imports), median(paints), min(paints), max(paints), median(processor))
        table.add_row(platform, *(f"{cell:.3f}" for cell in cells))
    Console().print(table)


if __name__ == "__main__":
    main()
