"""New, open, save: the document and its file, what else can be opened, and what becomes of unsaved changes."""

from collections.abc import Callable
from functools import partial
from mimetypes import guess_type
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from explorer.atomic_file import FileWriteError
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import SUFFIX, ExperimentFileError
from explorer.experiment.recipe import DataConfig
from explorer.experiment.source import RUN_EXPERIMENT, WEIGHTS_SUFFIXES, load_source
from explorer.ui.document import Document
from explorer.ui.language import in_words
from explorer.ui.settings import WindowSettings
from explorer.ui.widgets.dialogs import question
from models.weights_header import HeaderError, read_metadata

DEFAULT_PRESET = "digits_resnet"
"""What a new experiment begins with."""
RECENT = "recent"
MOST_RECENT = 10

Button = QMessageBox.StandardButton


class FileController(QObject):
    """Opens and saves the document. Its dialogs never hold up the event loop: what follows them is passed on."""

    messageRaised = Signal(str, object, str)
    """(severity, sentence, details)."""
    opened = Signal(object)
    """Path of what was opened or saved."""

    def __init__(self, document: Document, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._window = window

    def new(self) -> None:
        self.settle_changes(lambda: self._document.replace(load_source(DEFAULT_PRESET)))

    def open_untitled(self, experiment: Experiment, text: str) -> None:
        """Goes over to an untitled document: one undo step called `text`, so only changes to a file are asked about."""
        start = partial(self._document.open_untitled, experiment, text)
        if self._document.path is None:
            start()
        else:
            self.settle_changes(start, self.tr("If not, Undo can still bring them back."))

    def choose(self) -> None:
        """Asks for a file and opens it."""
        self._ask_what_to_open()

    def open(self, path: Path) -> None:
        """Opens an experiment, a run's folder or weights of this program, once unsaved changes are settled.

        Weights of others become those that training begins with, and a folder of images its data: both are edits.
        """
        if not path.is_dir() and (guess_type(path.name)[0] or "").startswith("image/"):
            text = self.tr(
                "{} is an image. Drop a folder that holds a folder of images for each class to train on them, or drop "
                "the image on the results of a trained run to have it classified."
            )
            self.messageRaised.emit("warning", text.format(path.name), "")
        elif path.is_dir() and not (path / RUN_EXPERIMENT).is_file():
            self._train_on_images(path)
        elif path.suffix in WEIGHTS_SUFFIXES and path.is_file() and not self._names_network(path):
            self._start_from_weights(path)
        else:
            self.settle_changes(lambda: self._load(path))

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Saves to the document's file, or asks for one; calls `then` where that was done."""
        if self._document.path is None:
            self.save_as(then)
        else:
            self.save_to(self._document.path, then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Asks for a file and saves to it."""
        dialog = self._dialog(self.tr("Save experiment"), QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self._suggestion())
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name), then))
        dialog.open()

    def save_to(self, path: Path, then: Callable[[], None] | None = None) -> None:
        try:
            self._document.save(path)
        except FileWriteError as error:
            self.messageRaised.emit("error", str(error), "")
            return
        self.opened.emit(path)
        self.messageRaised.emit("info", self.tr("Saved as {}").format(path), "")
        if then is not None:
            then()

    def settle_changes(self, then: Callable[[], None], remark: str = "") -> None:
        """Calls `then` at once if all is saved; else asks, and calls it unless the user cancels.

        `remark` says what becomes of changes that are not saved, where they are not lost.
        """
        if not self._document.is_modified:
            then()
            return
        text = self.tr('Save the changes to "{}"?').format(self._name())
        note = remark or self.tr("Otherwise they are lost.")
        box = question(self._window, self.tr("Unsaved changes"), text, note)
        box.setStandardButtons(Button.Save | Button.Discard | Button.Cancel)
        box.setDefaultButton(Button.Save)
        box.buttonClicked.connect(lambda button: self._save_or_discard(box.standardButton(button), then))
        box.open()

    def _save_or_discard(self, answer: Button, then: Callable[[], None]) -> None:
        if answer == Button.Save:
            self.save(then)
        elif answer == Button.Discard:
            then()

    def _load(self, path: Path) -> None:
        try:
            if path.is_dir() or path.suffix in WEIGHTS_SUFFIXES:
                # Neither is a file to save to.
                self._document.replace(load_source(str(path)))
            else:
                self._document.load(path)
        except ExperimentFileError as error:
            self._report_problems(error)
        else:
            self.opened.emit(path)
            self.messageRaised.emit("info", self.tr("Opened {}").format(path), "")

    def _report_problems(self, error: ExperimentFileError) -> None:
        first, *more = error.problems
        sentence = self.tr("{} (and {} more)").format(in_words(first), len(more)) if more else first
        self.messageRaised.emit("error", sentence, "\n".join(map(in_words, error.problems)) if more else "")

    def _names_network(self, path: Path) -> bool:
        """Whether weights name their network; broken ones count as if: opening them shows what is wrong."""
        try:
            return "experiment" in read_metadata(path) or path.with_name(path.stem + SUFFIX).is_file()
        except (HeaderError, OSError):
            return True

    def _start_from_weights(self, path: Path) -> None:
        text = self.tr("start from {}").format(path.name)
        self._document.edit_field("recipe.start_from", str(path.absolute()), text)
        self.messageRaised.emit("info", self.tr("Training starts from the weights of {}").format(path), "")

    def _train_on_images(self, path: Path) -> None:
        try:
            has_folders = any(child.is_dir() for child in path.iterdir())
        except OSError as error:
            self.messageRaised.emit("error", self.tr("{} cannot be read: {}.").format(path, error.strerror), "")
            return
        if not has_folders:
            text = self.tr("{} is neither a run nor a folder of images with one sub-folder for each class.")
            self.messageRaised.emit("error", text.format(path), "")
            return
        data = DataConfig(name="folder", path=str(path.absolute()))
        self._document.edit_field("recipe.data", data, self.tr("train on {}").format(path.name))
        self.messageRaised.emit("info", self.tr("Training uses the images in {}").format(path), "")

    def _ask_what_to_open(self) -> None:
        dialog = self._dialog(self.tr("Open experiment"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(self._folder()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(mode)
        weights = " ".join(f"*{suffix}" for suffix in WEIGHTS_SUFFIXES)
        filters = [self.tr("Experiments (*{})").format(SUFFIX), self.tr("Weights ({})").format(weights)]
        dialog.setNameFilters(
            [*filters[: 2 if mode == QFileDialog.AcceptMode.AcceptOpen else 1], self.tr("All files (*)")]
        )
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        return dialog

    def _folder(self) -> Path:
        return Path.cwd() if self._document.path is None else self._document.path.parent

    def _suggestion(self) -> str:
        return self._name() if self._document.path is not None else self._name() + SUFFIX

    def _name(self) -> str:
        path = self._document.path
        return self._document.experiment.name if path is None else path.name


class RecentMenu(QMenu):
    """Remembers paths, the latest first. Filled anew each time it opens: files come and go meanwhile."""

    chosen = Signal(object)
    """A Path."""

    def __init__(self, settings: WindowSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setTitle(self.tr("Open &recent"))
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)
        self._fill()

    @property
    def paths(self) -> list[Path]:
        return [Path(line) for line in self._settings.text(RECENT, "").splitlines() if line][:MOST_RECENT]

    def add(self, path: Path) -> None:
        path = path.absolute()
        # A line break in a name would make two of it.
        if "\n" not in str(path):
            self._remember([path, *(other for other in self.paths if other != path)][:MOST_RECENT])

    def _remember(self, paths: list[Path]) -> None:
        self._settings.remember(RECENT, "\n".join(map(str, paths)))
        self._fill()

    def _fill(self) -> None:
        self.clear()
        paths = self.paths
        self.setEnabled(bool(paths))
        for number, path in enumerate(paths, start=1):
            self.addAction(self._action(number, path))
        self.addSeparator()
        self.addAction(self.tr("Clear this list")).triggered.connect(lambda: self._remember([]))

    def _action(self, number: int, path: Path) -> QAction:
        text = path.name.replace("&", "&&")
        action = QAction(f"&{number}  {text}" if number < 10 else f"1&0  {text}", self)
        action.setToolTip(str(path))
        if number == 1:
            action.setShortcut(QKeySequence("Ctrl+Shift+O"))
        if not path.exists():
            action.setEnabled(False)
            action.setText(self.tr("{} (no longer exists)").format(action.text()))
        action.triggered.connect(partial(self.chosen.emit, path))
        return action
