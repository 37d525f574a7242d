"""Unsaved work survives a crash: it is saved a moment after every edit, and offered at the next start."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, QTimer, Signal

from explorer.atomic_file import FileWriteError
from explorer.runs.session_store import LeftWork, LeftWorkError, SessionStore, discard_left_work, read_left_work
from explorer.ui.background import Background
from explorer.ui.document import Document
from explorer.ui.widgets.banner import Banner, Offer

if TYPE_CHECKING:
    from explorer.ui.window.main_window import MainWindow

PAUSE_MILLISECONDS = 2000
"""Between an edit and its autosave."""


def session_folder() -> Path:
    """Where windows keep their unsaved work."""
    return Path(platformdirs.user_state_dir("resdense", appauthor=False)) / "sessions"


class Autosave(QObject):
    """Saves the document's unsaved state in a thread of its own, so that a slow disk never blocks the window."""

    failed = Signal(str, object)
    """("warning", one sentence), the first time that it cannot be written."""

    def __init__(
        self, document: Document, store: SessionStore, parent: QObject, pause: int = PAUSE_MILLISECONDS
    ) -> None:
        """`pause` is in milliseconds."""
        super().__init__(parent)
        self._document, self._store = document, store
        self._has_failed = False
        self._background = Background(self)
        self._timer = QTimer(self, singleShot=True, interval=pause)
        self._timer.timeout.connect(self.save)
        document.changed.connect(self._timer.start)
        document.fileChanged.connect(self._timer.start)

    def save(self) -> None:
        """Saves the document as it is now, or nothing if all is saved in its file."""
        self._timer.stop()
        document, save = self._document, self._store.save
        work = partial(save, document.experiment, document.path) if document.is_modified else self._store.discard
        self._background.run(work, self._report_failure)

    def wait(self) -> None:
        """Blocks until everything is on the disk."""
        self._background.wait()

    def close(self) -> None:
        """Ends the session in order: nothing is left to recover."""
        self._timer.stop()
        self._background.wait()
        self._store.close()

    def _report_failure(self, answer: object) -> None:
        if isinstance(answer, FileWriteError) and not self._has_failed:
            self._has_failed = True
            self.failed.emit("warning", str(answer))


def guard_work(window: "MainWindow") -> None:
    """Saves a window's unsaved work from now on, and offers what a crash has left."""
    store = SessionStore(session_folder())
    autosave = Autosave(window.document, store, window.document)

    def adopt(window: "MainWindow") -> None:
        autosave.failed.connect(window.show_message)
        window.left.connect(autosave.close)
        window.replaced.connect(adopt)
        Recovery(window.document, autosave, store, window.banner).offer()

    adopt(window)


class Recovery(QObject):
    """Offers what crashed sessions have left, one after the other."""

    def __init__(self, document: Document, autosave: Autosave, store: SessionStore, banner: Banner) -> None:
        super().__init__(banner)
        self._document, self._autosave, self._store, self._banner = document, autosave, store, banner

    def offer(self) -> None:
        """Shows the latest work that was left, if any."""
        files = self._store.left_files()
        if not files:
            return
        try:
            self._offer_work(read_left_work(files[0]))
        except LeftWorkError as error:
            offers = (Offer(self.tr("Next"), self.offer),) if len(files) > 1 else ()
            self._banner.show_message("warning", str(error), offers=offers)

    def _offer_work(self, work: LeftWork) -> None:
        text = self.tr('The program ended unexpectedly; unsaved changes of "{}" are available.')
        name = work.experiment.name if work.path is None else work.path.name
        recover = Offer(self.tr("Recover"), partial(self._recover, work))
        discard = Offer(self.tr("Discard"), partial(self._discard, work.file))
        self._banner.show_message("warning", text.format(name), offers=(recover, discard))

    def _recover(self, work: LeftWork) -> None:
        self._document.recover(work.experiment, work.path)
        # Only once it is saved here.
        self._autosave.save()
        self._autosave.wait()
        self._discard(work.file)

    def _discard(self, file: Path) -> None:
        try:
            discard_left_work(file)
        except OSError as error:
            self._banner.show_message("error", self.tr("{} could not be removed: {}.").format(file, error.strerror))
            return
        self.offer()
