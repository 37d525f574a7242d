"""The window about one run's weights: try them, see how good they are, and save what was found."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QImage
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from explorer.atomic_file import write_atomically
from explorer.runs.evaluation_result import EvaluationResult
from explorer.runs.events import Loading
from explorer.runs.result_csv import classes_csv, confusion_csv, pictures_csv, predictions_csv
from explorer.ui.banner import Banner
from explorer.ui.editor.controls import ChoiceBox
from explorer.ui.icons import icon
from explorer.ui.palette import Palette
from explorer.ui.results.class_view import ClassView
from explorer.ui.results.confusion_view import ConfusionView
from explorer.ui.results.gallery import Gallery
from explorer.ui.results.try_view import TryView
from explorer.ui.save_dialog import ask_for_file, saved_message
from explorer.ui.training.metric import write_loss, write_share

SIZE = QSize(1080, 700)
TRY, CLASSES, CONFUSION, MISTAKES = range(4)
OWN, FOLDER = "own", "folder"


class ResultsWindow(QDialog):
    """Shows; what is asked of the weights is said by signals. Closing it closes the questions too."""

    picturesRequested = Signal(list)
    """Paths of pictures that are to be recognised."""
    evaluationRequested = Signal()
    """The weights that `which` says are to be tested on `data`."""
    reportRequested = Signal(str)
    """A page about the run is to be written to this file."""
    closed = Signal()

    def __init__(self, name: str, available: tuple[str, ...], palette: Palette, parent: QWidget | None = None) -> None:
        """
        Args:
            name: of the run.
            available: the weights that it has: "best", "last".
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Results of {}").format(name))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._name = name
        self._result: EvaluationResult | None = None
        self.data: str | None = None
        """The folder that is tested on; None for the run's own test pictures."""
        self.banner = Banner(palette)
        self.verdict = QLabel(name)
        self.note = QLabel(" ")
        self.which, self.source = self._make_which(available), self._make_source()
        self.save, self.report = QPushButton(self.tr("Save")), QPushButton(self.tr("Report…"))
        self.tabs = self._make_tabs()
        self.try_view, self.classes = TryView(palette), ClassView(palette)
        self.confusion, self.mistakes = ConfusionView(palette), Gallery(palette, self.tr("The worst mistakes"))
        self.waiting, self.progress = QLabel(), QProgressBar()
        self._stack = QStackedWidget()
        for box in (self.which, self.source):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for button in (self.save, self.report, self.try_view.open, self.try_view.clear):
            # Return belongs to what has the focus.
            button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self.resize(SIZE)
        self.apply_palette(palette)
        self._update_save()

    @property
    def result(self) -> EvaluationResult | None:
        return self._result

    def set_result(self, result: EvaluationResult) -> None:
        """Shows an evaluation."""
        self._result = result
        self.verdict.setText(self.tr("{} recognised").format(write_share(result.accuracy)))
        text = self.tr("{0:,} pictures, {1:,} mistakes, loss {2}; {3}")
        mistakes = result.mistakes()
        self.note.setText(text.format(result.num_images, len(mistakes), write_loss(result.loss), result.data))
        self.classes.set_result(result)
        self.confusion.set_result(result)
        self.mistakes.pictures.set_pictures(result, mistakes)
        self._end_waiting()

    def set_waiting(self, text: str) -> None:
        """An evaluation goes on; one sentence about it."""
        self._result = None
        self.verdict.setText(self._name)
        self.note.setText(text)
        self.waiting.setText(text)
        self.waiting.setProperty("role", "muted")
        self.waiting.style().polish(self.waiting)
        self.progress.setRange(0, 0)
        self.progress.show()
        self._set_choosable(False)
        self._show_page()

    def set_progress(self, loading: Loading) -> None:
        """How far the pictures are read."""
        self.waiting.setText(f"{loading.what}: {loading.done:,} / {loading.total:,}" if loading.total else loading.what)
        self.progress.setRange(0, loading.total)
        self.progress.setValue(loading.done)

    def set_problem(self, text: str) -> None:
        """The evaluation failed; why, in one sentence."""
        self.note.setText(" ")
        self.waiting.setText(text)
        self.waiting.setProperty("role", "danger")
        self.waiting.style().polish(self.waiting)
        self._end_waiting()

    def show_message(self, severity: str, message: str, details: str = "") -> None:
        """Tells a person in this window; severity is "error", "warning" or "info"."""
        self.banner.show_message(severity, message)

    def set_reporting(self, is_busy: bool) -> None:
        self.report.setEnabled(not is_busy)
        self.report.setText(self.tr("Writing…") if is_busy else self.tr("Report…"))

    def apply_palette(self, palette: Palette) -> None:
        self.save.setIcon(icon("save", palette))
        self.report.setIcon(icon("export", palette))
        for view in (self.banner, self.try_view, self.classes, self.confusion, self.mistakes):
            view.apply_palette(palette)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def reject(self) -> None:
        # Escape closes it as the window's own button does.
        self.close()

    def _make_which(self, available: tuple[str, ...]) -> ChoiceBox:
        texts = {"best": self.tr("Best epoch"), "last": self.tr("Last step")}
        box = ChoiceBox(tuple((which, texts[which]) for which in available))
        box.setAccessibleName(self.tr("Weights"))
        box.setToolTip(self.tr("The weights of which moment of the training are used"))
        box.edited.connect(self.evaluationRequested)
        return box

    def _make_source(self) -> ChoiceBox:
        box = ChoiceBox(((OWN, self.tr("Its own test pictures")), (FOLDER, self.tr("A folder of pictures…"))))
        box.setAccessibleName(self.tr("Pictures to test on"))
        box.setToolTip(self.tr("A folder has one sub-folder for each class, called as the class is"))
        box.edited.connect(self._choose_data)
        return box

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setAccessibleName(self.tr("Results"))
        for text in (self.tr("Try it"), self.tr("Classes"), self.tr("Confusion matrix"), self.tr("Worst mistakes")):
            tabs.addTab(text)
        return tabs

    def _make_waiting(self) -> QWidget:
        page = QFrame()
        page.setProperty("role", "card")
        self.waiting.setWordWrap(True)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(320)
        column = QVBoxLayout(page)
        column.addStretch()
        column.addWidget(self.waiting)
        column.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page

    def _make_mistakes(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.mistakes)
        return card

    def _lay_out(self) -> None:
        self.verdict.setProperty("role", "number")
        self.note.setProperty("role", "caption")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.verdict)
        words.addWidget(self.note)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        for part in (self.which, self.source, self.save, self.report):
            head.addWidget(part)
        self._pages = (self.try_view, self.classes, self.confusion, self._make_mistakes())
        self._waiting_page = self._make_waiting()
        for page in (*self._pages, self._waiting_page):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self.banner)
        layout.addLayout(head)
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_page)
        self.try_view.picturesRequested.connect(self.picturesRequested)
        self.report.clicked.connect(self._ask_report)
        menu = QMenu(self)
        self.save_classes = menu.addAction(self.tr("Classes as CSV…"))
        self.save_pictures = menu.addAction(self.tr("Every picture as CSV…"))
        self.save_matrix = menu.addAction(self.tr("Confusion matrix as CSV or PNG…"))
        self.save_mistakes = menu.addAction(self.tr("Gallery of mistakes as PNG…"))
        menu.addSeparator()
        self.save_predictions = menu.addAction(self.tr("Tried pictures as CSV…"))
        self.save.setMenu(menu)
        self.save_classes.triggered.connect(lambda: self._ask("classes", (".csv",), self._write_classes))
        self.save_pictures.triggered.connect(lambda: self._ask("pictures", (".csv",), self._write_pictures))
        self.save_matrix.triggered.connect(lambda: self._ask("confusion", (".png", ".csv"), self.write_matrix))
        self.save_mistakes.triggered.connect(lambda: self._ask("mistakes", (".png",), self.write_mistakes))
        self.save_predictions.triggered.connect(lambda: self._ask("tried", (".csv",), self._write_predictions))
        menu.aboutToShow.connect(self._update_save)

    @Slot()
    def _update_save(self) -> None:
        for action in (self.save_classes, self.save_pictures, self.save_matrix, self.save_mistakes):
            action.setEnabled(self._result is not None)
        self.save_predictions.setEnabled(bool(self.try_view.predictions.rowCount()))

    def _end_waiting(self) -> None:
        self.progress.hide()
        self._set_choosable(True)
        self._show_page()

    def _set_choosable(self, is_choosable: bool) -> None:
        self.which.setEnabled(is_choosable and self.which.count() > 1)
        self.source.setEnabled(is_choosable)

    @Slot()
    def _show_page(self) -> None:
        index = self.tabs.currentIndex()
        is_there = index == TRY or self._result is not None
        self._stack.setCurrentWidget(self._pages[index] if is_there else self._waiting_page)

    @Slot(object)
    def _choose_data(self, source: str) -> None:
        if source == OWN:
            self.set_data(None)
            return
        dialog = QFileDialog(self, self.tr("Pictures to test on"), self.data or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_data)
        dialog.rejected.connect(lambda: self.source.set_value(FOLDER if self.data else OWN))
        dialog.open()

    @Slot(str)
    def set_data(self, folder: str | None) -> None:
        """Tests on a folder, or on the run's own test pictures."""
        self.data = folder
        self.source.set_value(FOLDER if folder else OWN)
        self.evaluationRequested.emit()

    @Slot()
    def _ask_report(self) -> None:
        ask_for_file(
            self,
            self.tr("Save a report"),
            f"{self._name}-report",
            (".html", ".md"),
            lambda path: self.reportRequested.emit(str(path)),
        )

    def _ask(self, what: str, suffixes: tuple[str, ...], write: Callable[[Path], None]) -> None:
        def save(path: Path) -> None:
            self.show_message(*saved_message(path, write))

        ask_for_file(self, self.tr("Save results"), f"{self._name}-{what}", suffixes, save)

    def _write_classes(self, path: Path) -> None:
        write_atomically(path, classes_csv(self._result).encode())

    def _write_pictures(self, path: Path) -> None:
        write_atomically(path, pictures_csv(self._result).encode())

    def _write_predictions(self, path: Path) -> None:
        write_atomically(path, predictions_csv(self.try_view.predictions.predictions).encode())

    def write_matrix(self, path: Path) -> None:
        """The confusion matrix as a table or, where the file is a .png, as a picture. Raises FileWriteError."""
        if path.suffix.lower() == ".png":
            write_atomically(path, _as_png(self.confusion.picture()))
        else:
            write_atomically(path, confusion_csv(self._result).encode())

    def write_mistakes(self, path: Path) -> None:
        """The first mistakes of the gallery as a picture. Raises FileWriteError."""
        write_atomically(path, _as_png(self.mistakes.picture()))


def _as_png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return content.data()
