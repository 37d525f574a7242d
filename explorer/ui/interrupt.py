"""Ctrl+C in the terminal: it closes the window as its own button does."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Interrupt(QObject):
    """Wakes Qt's event loop at SIGINT, which Python's own handler would only see at the next Python call."""

    received = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._tell)

    def install(self) -> None:
        self._old_handler = signal.signal(signal.SIGINT, lambda *_: None)
        self._old_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)

    def uninstall(self) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._old_fd)
        signal.signal(signal.SIGINT, self._old_handler)
        self._reader.close()
        self._writer.close()

    def _tell(self) -> None:
        if signal.SIGINT in self._reader.recv(64):
            self.received.emit()
