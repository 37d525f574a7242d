"""Work in a thread of its own whose result goes to a function in the main thread."""

import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

Answer = TypeVar("Answer")


class Background(QObject):
    """Runs one piece of work after the other in one thread. Once this object is gone it calls nothing."""

    _callArrived = Signal(object)
    """What the main thread is to call, sent by the working thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: dict[Hashable, Callable[[], object]] = {}
        self._thread: threading.Thread | None = None
        self._callArrived.connect(self._call)

    def run(
        self, work: Callable[[], Answer], then: Callable[[Answer | ValueError], object], key: Hashable = None
    ) -> None:
        """Calls `then`, in the main thread, with what `work` returns or with the ValueError that it raises.

        Of several pieces of work that wait under one key only the last runs.
        """
        with self._lock:
            self._waiting[key] = partial(self._run_and_answer, work, then)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="background", daemon=True)
                self._thread.start()

    def call_in_main_thread(self, call: Callable[..., object], *values: object) -> None:
        """Has the main thread call something: for use by the work that runs here."""
        with suppress(RuntimeError):  # This object is gone.
            self._callArrived.emit(partial(call, *values))

    def wait(self) -> None:
        """Blocks until all work is done; what follows from it is still to come."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while (answer := self._next()) is not None:
            answer()

    def _next(self) -> Callable[[], object] | None:
        with self._lock:
            if not self._waiting:
                self._thread = None
                return None
            return self._waiting.pop(next(iter(self._waiting)))

    def _run_and_answer(self, work: Callable[[], Answer], then: Callable[[Answer | ValueError], object]) -> None:
        try:
            self.call_in_main_thread(then, work())
        except ValueError as error:
            self.call_in_main_thread(then, error)
        except Exception as error:
            # Nobody expects it: it is reported as what the main thread raises is.
            self.call_in_main_thread(_raise, error)

    @Slot(object)
    def _call(self, call: Callable[[], object]) -> None:
        call()


def _raise(error: Exception) -> None:
    raise error
