"""Ctrl-C while a command is loaded."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STOPPED = 130
"""Exit status after Ctrl-C, as shells have it: 128 and the number of SIGINT."""


@contextmanager
def leaving_on_interrupt(tidy: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Within the block Ctrl-C ends the process at once: libraries swallow a KeyboardInterrupt while they are loaded.

    Args:
        tidy: called before.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(*_: object) -> None:
        tidy()
        os._exit(say_interrupted())

    before = signal.signal(signal.SIGINT, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def say_interrupted() -> int:
    """Says so; gives the exit status."""
    print("resdense: interrupted.", file=sys.stderr, flush=True)
    return STOPPED
