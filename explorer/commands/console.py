"""The console that commands print tables on."""

from rich.console import Console

PIPED_WIDTH = 120


def make_console() -> Console:
    """A console of the terminal's width. What is piped or written to a file has room, so that nothing is cut off."""
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    return console
