import os
import sys
from pathlib import Path

import pytest

HAS_DISPLAY = not sys.platform.startswith("linux") or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))

# Without a display the window's tests run all the same: the README's command must work on a bare server.
if not HAS_DISPLAY:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Workers share the cores: with all of them each, they would only wait for one another.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config) -> int | None:
    """Cores share whole folders; a file starts at once, and a real screen has one keyboard for all."""
    on_real_screen = HAS_DISPLAY and os.environ.get("QT_QPA_PLATFORM") != "offscreen"
    return None if not on_real_screen and all(map(_is_folder, config.args)) else 0


def _is_folder(argument: str) -> bool:
    return Path(argument).is_dir()
