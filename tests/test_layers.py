"""The layers of ARCHITECTURE.md: a contract for imports, and proof that it bites."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("explorer", "models", "resources")
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint_imports(folder: Path) -> subprocess.CompletedProcess:
    # Beside a bare interpreter, so that the packages are those of the folder, installed or not.
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=60
    )


@pytest.fixture
def copy(tmp_path):
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_that_imports_point_down_only():
    linted = lint_imports(ROOT)
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("explorer/runs/bad.py", "import explorer.jobs.requests", "Within the explorer imports point down only"),
        ("explorer/bad.py", "", "every part has its layer"),
        ("models/bad.py", "import explorer.runs.events", "The networks know nothing of the explorer"),
        ("explorer/jobs/bad.py", "from PySide6.QtCore import QObject", "Only the window knows Qt"),
        ("explorer/ui/window/bad.py", "import models.build", "know no torch"),
        ("explorer/ui/forms/bad.py", "import explorer.ui.canvas.network_diagram", "Within the window"),
        ("explorer/ui/train_page/bad.py", "import explorer.ui.build_page.headline", "Within the window"),
        ("explorer/ui/bad.py", "", "Within the window"),
        ("explorer/training/data/bad.py", "import explorer.training.loop.setup", "Within the training"),
    ],
)
def test_that_a_bad_import_breaks_the_contract(copy, module, line, contract):
    (copy / module).write_text(f"{line}\n")
    linted = lint_imports(copy)
    assert linted.returncode == 1
    (broken,) = [text for text in linted.stdout.splitlines() if " BROKEN" in text]
    assert contract in broken


def test_that_every_part_of_the_explorer_but_the_window_is_kept_from_qt():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (kept,) = [contract["source_modules"] for contract in contracts if contract["id"] == "qt-in-the-window-only"]
    parts = {f"explorer.{path.stem}" for path in (ROOT / "explorer").iterdir() if not path.name.startswith("__")}
    assert parts - {"explorer.ui"} == {module for module in kept if module.startswith("explorer")}
