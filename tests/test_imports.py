"""What is loaded and what is not, in real interpreters."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def modules_of(*packages: str) -> list[str]:
    found = []
    for package in packages:
        folder = ROOT / Path(*package.split("."))
        found += [info.name for info in pkgutil.walk_packages([str(folder)], prefix=f"{package}.")]
    return found


def run_python(code: str) -> str:
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def import_all(modules: list[str], blocked: tuple[str, ...] = ()) -> set[str]:
    """Imports the modules in one interpreter in which others cannot be imported; gives all that is loaded then."""
    code = (
        f"import importlib, sys\nfor name in {blocked!r}: sys.modules[name] = None\n"
        f"for name in {modules!r}: importlib.import_module(name)\nprint(*sys.modules)"
    )
    return set(run_python(code).split()) - set(blocked)


def test_that_everything_but_the_window_works_without_qt():
    modules = [name for name in modules_of("explorer", "models") if not name.startswith("explorer.ui")]
    assert len(modules) > 40
    loaded = import_all(modules, blocked=("PySide6", "shiboken6", "pyqtgraph"))
    assert {"torch", "explorer.start", "explorer.jobs.work", "explorer.figure.svg"} <= loaded


def test_that_the_window_does_without_torch():
    modules = modules_of("explorer.ui")
    assert not {"torch", "torchvision", "torchinfo"} & import_all(modules)


def test_that_the_first_paint_waits_for_no_plots():
    assert not {"numpy", "pyqtgraph", "explorer.ui.window.tools"} & import_all(["explorer.ui.window.application"])


def test_that_a_jobs_owner_does_without_torch_and_qt():
    loaded = import_all(["explorer.start", "explorer.jobs.spare", "explorer.jobs.job_process", "explorer.jobs.child"])
    assert not {"torch", "torchvision", "PySide6"} & loaded


@pytest.mark.skipif(sys.platform == "win32", reason="needs the platform that draws nothing")
def test_that_20_000_calls_into_qt_leave_the_process_alive():
    """PySide6 6.12.0 on Python 3.11 loses a reference to None at each of them and aborts after some thousands."""
    code = (
        "import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "application = QApplication([])\nwidget = QWidget()\n"
        "for _ in range(20_000): widget.update()\nprint('alive')"
    )
    assert run_python(code) == "alive\n"
