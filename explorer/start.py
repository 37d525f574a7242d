"""Starts a shell: the window, or the terminal's commands."""

import gc
import os
import sys
from pathlib import Path

from explorer.display import DisplayError, check_display, missing_library
from explorer.log_file import DEFAULT_LEVEL, LEVELS

OWN_PACKAGES = ("", "explorer", "models", "resources")


def main(argv: list[str] | None = None) -> int:
    """Runs the program; without arguments but --log-level, or with a file to open, it is the window.

    Returns:
        The exit status: 0, or 2 after one sentence on standard error.
    """
    argv = sys.argv[1:] if argv is None else argv
    _open_closed_streams()
    try:
        level, rest = _split_log_level(argv)
        return _open_window(rest, level) if _asks_for_window(rest) else _run_command(argv)
    except DisplayError as error:
        return _refuse(str(error))
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package in OWN_PACKAGES:
            raise
        return _refuse(f'The package "{package}" is not installed: run "pip install -e ." in the folder of ResDense.')


def _open_closed_streams() -> None:
    """What was closed (`>&-`) leads nowhere: else the next file that is opened is what libraries print into."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode)  # noqa: SIM115 - for as long as the process lives
            os.set_inheritable(stream.fileno(), True)
            setattr(sys, name, stream)


def _refuse(sentence: str) -> int:
    print(f"resdense: {sentence}", file=sys.stderr)
    return 2


def _split_log_level(argv: list[str]) -> tuple[str, list[str]]:
    """The level that --log-level names before all else, and the other arguments; all of them where it is not one."""
    option, separator, level = argv[0].partition("=") if argv else ("", "", "")
    if option != "--log-level":
        return DEFAULT_LEVEL, argv
    rest = argv[1:] if separator else argv[2:]
    level = (level if separator else "".join(argv[1:2])).upper()
    return (level, rest) if level in LEVELS else (DEFAULT_LEVEL, argv)


def _asks_for_window(argv: list[str]) -> bool:
    if len(argv) != 1:
        return not argv
    # The window without arguments does not wait for the terminal's commands.
    from explorer.cli import COMMANDS

    # The window reports a missing file, like any other that it cannot open.
    return argv[0] not in COMMANDS and (argv[0].endswith(".json") or Path(argv[0]).is_file())


def _run_command(argv: list[str]) -> int:
    from explorer.cli import main

    return main(argv)


def _open_window(argv: list[str], log_level: str) -> int:
    check_display()
    # What is made on the way to the first window stays: looking for garbage in it takes a tenth of the time.
    # `run` switches it on again.
    gc.disable()
    try:
        # Qt is loaded here and not above: the terminal's commands and job processes, which import this module too,
        # do without it, and the check has to come first.
        from explorer.ui.window.application import run
    except ImportError as error:
        missing = missing_library(error)
        if missing is None:
            raise
        raise missing from error
    return run(argv, LEVELS[log_level])
