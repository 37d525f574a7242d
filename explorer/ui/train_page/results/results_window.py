"""The window about one run's weights: try them, see how good they are, and save what was found."""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QComboBox, QDialog, QProgressBar, QStackedWidget, QTabBar, QWidget

from explorer.runs.evaluation_result import EvaluationResult
from explorer.runs.events import Loading
from explorer.ui.forms.controls import ChoiceBox
from explorer.ui.language import in_words
from explorer.ui.layout import CENTER, button, card, column, label, row, set_label, styled
from explorer.ui.train_page.curves.metric import write_loss, write_share
from explorer.ui.train_page.results.class_view import ClassView
from explorer.ui.train_page.results.confusion_view import ConfusionView
from explorer.ui.train_page.results.gallery import Gallery
from explorer.ui.train_page.results.save_menu import SaveMenu
from explorer.ui.train_page.results.try_view import TryView
from explorer.ui.widgets.banner import Banner
from explorer.ui.widgets.dialogs import ask_for_file, ask_to_open

SIZE = QSize(1080, 700)
TRY, CLASSES, CONFUSION, MISTAKES = range(4)
OWN, FOLDER = "own", "folder"


class ResultsWindow(QDialog):
    """Shows results and emits what the user asks of the weights. Closing it cancels what is still open."""

    imagesRequested = Signal(list)
    """Paths of images that are to be recognised."""
    evaluationRequested = Signal()
    """Test the chosen `weights` on `data`."""
    reportRequested = Signal(str)
    """A page about the run is to be written to this file."""
    closed = Signal()

    def __init__(self, name: str, available: tuple[str, ...], parent: QWidget | None = None) -> None:
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
        """The folder that is tested on; None for the run's own test images."""
        self.banner = Banner()
        self.verdict, self.note = label(name, "number"), label(" ", "caption")
        which = {"best": self.tr("Best epoch"), "last": self.tr("Last step")}
        self.which = ChoiceBox(
            ((name, which[name]) for name in available),
            sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents,
            accessibleName=self.tr("Weights"),
            toolTip=self.tr("Which weights of the run to use"),
        )
        self.which.edited.connect(self.evaluationRequested)
        self.source = ChoiceBox(
            ((OWN, self.tr("The run's own test images")), (FOLDER, self.tr("A folder of images…"))),
            sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents,
            accessibleName=self.tr("Images to test on"),
            toolTip=self.tr("A folder with one sub-folder for each class, named after the class"),
        )
        self.source.edited.connect(self._choose_data)
        self.save = button(self.tr("Save"), mark="save")
        self.report = button(self.tr("Report…"), self._ask_report, mark="export")
        self.report.setToolTip(self.tr("Write a page about this run: network, curves, results, recipe, environment"))
        self.tabs = styled(QTabBar(), drawBase=False, expanding=False, accessibleName=self.tr("Results"))
        for text in (
            self.tr("Predict"),
            self.tr("Classes"),
            self.tr("Confusion matrix"),
            self.tr("Most confident mistakes"),
        ):
            self.tabs.addTab(text)
        self.try_view, self.classes = TryView(), ClassView()
        self.try_view.imagesRequested.connect(self.imagesRequested)
        self.confusion, self.mistakes = ConfusionView(), Gallery()
        self.mistakes.setAccessibleName(self.tr("Most confident mistakes"))
        middle = Qt.AlignmentFlag.AlignCenter
        no_mistakes = self.tr("No mistakes: every test image is classified correctly.")
        self.no_mistakes = label(no_mistakes, "muted", alignment=middle, visible=False)
        self.menu = SaveMenu(name, self.confusion.matrix, self.mistakes, self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.menu.messageRaised.connect(self.show_message)
        self.save.setMenu(self.menu)
        self.waiting, self.progress = label(wordWrap=True, alignment=middle), QProgressBar(textVisible=False)
        self.progress.setFixedWidth(320)
        self._pages = (self.try_view, self.classes, self.confusion, card(self.mistakes, self.no_mistakes, margins=8))
        self._waiting_page = card(..., self.waiting, (self.progress, CENTER), ..., margins=9)
        self._stack = QStackedWidget()
        for page in (*self._pages, self._waiting_page):
            self._stack.addWidget(page)
        words = column(self.verdict, self.note, spacing=0)
        head = row((words, 1), self.which, self.source, self.save, self.report)
        rows = column(self.banner, head, self.tabs, (self._stack, 1), spacing=8, margins=(16, 12, 16, 16))
        self.setLayout(rows)
        for made in (self.save, self.report, self.try_view.open, self.try_view.clear):
            # Return belongs to what has the focus.
            made.setAutoDefault(False)
        self.tabs.currentChanged.connect(self._show_page)
        self.resize(SIZE)
        self.tabs.setFocus()

    @property
    def evaluation(self) -> EvaluationResult | None:
        """What the tabs show; None while the weights are being tested."""
        return self._result

    @property
    def weights(self) -> Literal["best", "last"]:
        """Those that are chosen."""
        return self.which.currentData()

    def set_result(self, result: EvaluationResult) -> None:
        """Shows an evaluation."""
        self._result = result
        self.classes.set_result(result)
        self.confusion.set_result(result)
        mistakes = result.mistakes()
        self.mistakes.images.set_images(result, mistakes)
        self.mistakes.setVisible(len(mistakes) > 0)
        self.no_mistakes.setVisible(not len(mistakes))
        self.verdict.setText(self.tr("{} accuracy").format(write_share(result.accuracy)))
        text = self.tr("{0:,} images, {1:,} mistakes, loss {2}; {3}")
        self.note.setText(text.format(result.num_images, len(mistakes), write_loss(result.loss), in_words(result.data)))
        self._end_waiting()

    def set_waiting(self, text: str) -> None:
        """Shows that an evaluation is running, with one sentence about it."""
        self._result = None
        self.verdict.setText(self._name)
        self.note.setText(text)
        set_label(self.waiting, text)
        self.progress.setRange(0, 0)
        self.progress.show()
        self._set_choosable(False)
        self._show_page()

    def set_progress(self, loading: Loading) -> None:
        """How far the images are read."""
        self.waiting.setText(f"{loading.what}: {loading.done:,} / {loading.total:,}" if loading.total else loading.what)
        self.progress.setRange(0, loading.total)
        self.progress.setValue(loading.done)

    def set_problem(self, text: str) -> None:
        """The evaluation failed; why, in one sentence."""
        self.note.setText(" ")
        set_label(self.waiting, text, "danger")
        self._end_waiting()

    def show_message(self, severity: str, message: str, details: str = "") -> None:
        """Shows a message in this window; severity is "error", "warning" or "info"."""
        self.banner.show_message(severity, message)

    def set_reporting(self, is_busy: bool) -> None:
        self.report.setEnabled(not is_busy)
        self.report.setText(self.tr("Writing…") if is_busy else self.tr("Report…"))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def reject(self) -> None:
        # Escape closes it as the window's own button does.
        self.close()

    @Slot()
    def _fill_menu(self) -> None:
        self.menu.set_content(self._result, self.try_view.predictions.predictions)

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
        start = self.data or str(Path.home())
        dialog = ask_to_open(self, self.tr("Images to test on"), self.set_data, start=start)
        dialog.rejected.connect(lambda: self.source.set_value(FOLDER if self.data else OWN))

    @Slot(str)
    def set_data(self, folder: str | None) -> None:
        """Tests on a folder, or on the run's own test images."""
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
