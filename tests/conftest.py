import os
import re
import sys
from functools import cache
from pathlib import Path

import pytest

HAS_DISPLAY = not sys.platform.startswith("linux") or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))

# Without a display the window's tests run all the same: the README's command must work on a bare server.
if not HAS_DISPLAY:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Workers share the cores: with all of them each, they would only wait for one another.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")

TESTS = Path(__file__).parent
FAST = ("models", *(f"explorer/{room}" for room in ("experiment", "runs", "reports", "commands", "jobs", "words")))
HEAVY = re.compile(
    r"\b(torch|PySide6|qtbot|subprocess|JobProcess|digits_run|explorer\.training|models\.(build|network|verify|weights))\b"
)
"""Of torch, a window, a process or a training: a file in whose text there is one of these is not fast."""


def pytest_addoption(parser) -> None:
    text = "write the images that the canvas is compared with, as it is drawn now"
    parser.addoption("--update-figures", action="store_true", help=text)


@pytest.fixture(scope="session", autouse=True)
def log(tmp_path_factory) -> Path:
    """The log of all that the tests start; the user's own stays as it is."""
    path = tmp_path_factory.mktemp("log") / "resdense.log"
    os.environ["RESDENSE_LOG"] = str(path)
    return path


@cache
def _is_fast(path: Path) -> bool:
    """Whether a file of tests takes a moment: of the networks, experiments, runs and commands, with nothing heavy."""
    folder = path.parent.relative_to(TESTS).as_posix()
    return f"{folder}/".startswith(FAST) and not HEAVY.search(path.read_text(encoding="utf-8"))


def pytest_ignore_collect(collection_path: Path, config) -> bool | None:
    """With `-m fast` nothing else is even imported: that alone takes longer than the fast tests."""
    if config.option.markexpr == "fast" and collection_path.suffix == ".py" and not _is_fast(collection_path):
        return True
    return None


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if _is_fast(item.path):
            item.add_marker("fast")


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config) -> int | None:
    """Cores share whole folders; a file starts at once, and a real screen has one keyboard for all."""
    on_real_screen = HAS_DISPLAY and os.environ.get("QT_QPA_PLATFORM") != "offscreen"
    return None if not on_real_screen and all(map(_is_folder, config.args)) else 0


def _is_folder(argument: str) -> bool:
    return Path(argument).is_dir()
