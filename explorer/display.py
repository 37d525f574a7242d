"""Whether a window can be opened here. Qt aborts the process where it cannot, so this is asked before it loads."""

import ctypes
import importlib.util
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

DEBIAN_PACKAGES = (
    "libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
)
TERMINAL = 'the terminal commands work without one ("resdense --help")'


class DisplayError(RuntimeError):
    """No window can be opened; the message is one sentence with the remedy."""


def check_display(environment: Mapping[str, str] = os.environ, *, load: Callable = ctypes.CDLL) -> None:
    """Returns where Qt can open a window with this environment.

    Args:
        load: loads a shared library by name or path.

    Raises:
        DisplayError: there is no display, it cannot be reached, or a system library is missing.
    """
    if not sys.platform.startswith("linux"):
        return
    plugins = _plugin_folder()
    chosen = [name.partition(":")[0] for name in environment.get("QT_QPA_PLATFORM", "").split(";") if name]
    problems = []
    for name in chosen or _offered(environment):
        try:
            _check_platform(name, plugins, environment, load)
        except DisplayError as error:
            problems.append(error)
        else:
            return
    raise problems[0]


def missing_library(error: Exception) -> DisplayError | None:
    """What to say where loading Qt failed with this error; None where it was not for a missing system library."""
    name, separator, _ = str(error).partition(": cannot open shared object file")
    if not separator:
        return None
    return DisplayError(
        f"The system library {name} is missing, which Qt needs: on Debian or Ubuntu run "
        f'"apt install {DEBIAN_PACKAGES}".'
    )


def _offered(environment: Mapping[str, str]) -> list[str]:
    """The platforms that the session offers, in Qt's order."""
    offered = [
        name for variable, name in (("WAYLAND_DISPLAY", "wayland"), ("DISPLAY", "xcb")) if environment.get(variable)
    ]
    if not offered:
        raise DisplayError(
            "No display was found (neither DISPLAY nor WAYLAND_DISPLAY is set): start ResDense in a desktop session, "
            f'with "ssh -X" or with "xvfb-run"; {TERMINAL}.'
        )
    return offered


def _check_platform(name: str, plugins: Path | None, environment: Mapping[str, str], load: Callable) -> None:
    if name == "xcb" and not environment.get("DISPLAY"):
        raise DisplayError(
            f"No X11 display was found (DISPLAY is not set) and QT_QPA_PLATFORM asks for one: set it; {TERMINAL}."
        )
    if plugins is not None:
        _check_plugin(name, plugins, load)
    if name == "xcb":
        _check_x11(environment["DISPLAY"], load)
    elif name.startswith("wayland"):
        _check_wayland(environment)


def _check_plugin(name: str, plugins: Path, load: Callable) -> None:
    # One plugin serves every name that begins with wayland.
    plugin = plugins / ("libqwayland.so" if name.startswith("wayland") else f"libq{name}.so")
    if not plugin.exists():
        known = ", ".join(sorted(file.stem.removeprefix("libq") for file in plugins.glob("libq*.so")))
        raise DisplayError(f'QT_QPA_PLATFORM asks for "{name}", which this Qt does not have: choose one of {known}.')
    try:
        load(str(plugin))
    except OSError as error:
        raise missing_library(error) or DisplayError(f"Qt's platform plugin cannot be loaded: {error}.") from error


def _check_x11(display: str, load: Callable) -> None:
    xcb = load("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise DisplayError(
            f'The display "{display}" cannot be reached: check DISPLAY and that its X server runs and admits you; '
            f"{TERMINAL}."
        )


def _check_wayland(environment: Mapping[str, str]) -> None:
    socket = Path(environment.get("XDG_RUNTIME_DIR", "/run"), environment.get("WAYLAND_DISPLAY") or "wayland-0")
    if not socket.exists():
        raise DisplayError(
            f'The Wayland display "{socket}" cannot be reached: check WAYLAND_DISPLAY and XDG_RUNTIME_DIR; {TERMINAL}.'
        )


def _plugin_folder() -> Path | None:
    """Where PySide6 from its wheel keeps the plugins; None for one from elsewhere, or none at all."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0], "Qt", "plugins", "platforms")
    return folder if folder.is_dir() else None
