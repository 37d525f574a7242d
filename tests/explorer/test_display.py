import ctypes
import importlib.util
import socket
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from explorer.display import DisplayError, check_display, missing_library

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only here Qt aborts without a display")

MISSING = "libxcb-cursor.so.0: cannot open shared object file: No such file or directory"


def load_all(name):
    """Every library is there, and an X server answers."""
    return SimpleNamespace(
        xcb_connect=lambda *_: 1, xcb_connection_has_error=lambda *_: 0, xcb_disconnect=lambda *_: None
    )


def refusal(environment: dict, load=load_all) -> str:
    with pytest.raises(DisplayError) as caught:
        check_display(environment, load=load)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_that_no_display_at_all_is_said_with_the_remedy():
    message = refusal({})
    assert message.startswith("No display was found (neither DISPLAY nor WAYLAND_DISPLAY is set)")
    assert "xvfb-run" in message


@pytest.mark.parametrize("name", ["offscreen", "minimal", "vnc:size=800x600", "offscreen;xcb"])
def test_that_platforms_without_a_screen_need_no_display(name):
    check_display({"QT_QPA_PLATFORM": name}, load=load_all)


def test_that_a_reachable_x_display_is_fine():
    check_display({"DISPLAY": ":0"}, load=load_all)


def test_that_a_display_without_a_server_is_named():
    assert refusal({"DISPLAY": ":4711"}, ctypes.CDLL).startswith('The display ":4711" cannot be reached')


def test_that_xcb_without_a_display_is_said():
    assert "DISPLAY is not set" in refusal({"QT_QPA_PLATFORM": "xcb"})


def test_that_a_missing_system_library_is_named_with_the_packages():
    def load(name):
        if name.endswith("libqxcb.so"):
            raise OSError(MISSING)
        return load_all(name)

    message = refusal({"DISPLAY": ":0"}, load)
    assert "libxcb-cursor.so.0 is missing" in message
    assert "apt install libglib2.0-0 " in message
    assert " libxcb-cursor0 " in message


def test_that_wayland_is_enough_where_x11_is_broken(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        environment = {"DISPLAY": ":4711", "WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
        # A bare machine has the libraries for X11 alone.
        check_display(environment, load=lambda name: None if "wayland" in name else ctypes.CDLL(name))


def test_that_a_wayland_display_without_a_compositor_is_named(tmp_path):
    message = refusal({"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)})
    assert f'The Wayland display "{tmp_path}/wayland-7" cannot be reached' in message


def test_that_an_unknown_platform_is_answered_with_the_known_ones():
    message = refusal({"QT_QPA_PLATFORM": "xcbb"})
    assert '"xcbb"' in message
    assert "offscreen" in message
    assert "xcb" in message


def test_that_every_platform_of_this_qt_passes_the_name_check():
    platforms = Path(importlib.util.find_spec("PySide6").origin).parent / "Qt" / "plugins" / "platforms"
    for plugin in platforms.glob("libq*.so"):
        name = plugin.stem.removeprefix("libq")
        if name not in ("xcb", "wayland"):
            check_display({"QT_QPA_PLATFORM": name}, load=load_all)


def test_that_an_import_error_of_qt_names_the_library():
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert "The system library libEGL.so.1 is missing" in str(missing_library(error))
    assert missing_library(ImportError("cannot import name 'QWidget'")) is None
