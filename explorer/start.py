"""Starts a shell: the window, or the terminal's commands."""

import gc
import os
import sys
from pathlib import Path

from explorer.display import DisplayError, check_display, missing_library

OWN_PACKAGES = ("", "explorer", "models", "resources")


def main(argv: list[str] | None = None) -> int:
    """Runs the program; without arguments, or with a file to open, it is the window.

    Returns:
        The exit status: 0, or 2 after one sentence on standard error.
    """
    argv = sys.argv[1:] if argv is None else argv
    _open_closed_streams()
    try:
        return _open_window(argv) if _asks_for_window(argv) else _run_command(argv)
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


def _open_window(argv: list[str]) -> int:
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
    return run(argv)
