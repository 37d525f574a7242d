"""Writing beside the training, which goes on meanwhile."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from types import TracebackType


class Writer:
    """Does one piece of writing at a time on a thread of its own; a context manager, at whose end all is written.

    What goes wrong is raised where the writer is asked next, at the latest at the end; there it gives way to an error
    that leads out of the block.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._writing: Future[None] | None = None

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            with nullcontext() if kind is None else suppress(Exception):
                self.finish()
        finally:
            self._thread.shutdown()

    def begin(self, write: Callable[[], None]) -> None:
        """Have something written, once what was begun before is."""
        self.finish()
        self._writing = self._thread.submit(write)

    def look(self) -> None:
        """Raise what has gone wrong by now; never waits."""
        if self._writing is not None and self._writing.done():
            self.finish()

    def finish(self) -> None:
        """Wait until all is written."""
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.result()
