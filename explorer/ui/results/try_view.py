"""Where a person's own pictures are dropped and recognised."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.runs.picture_prediction import PicturePrediction
from explorer.ui.icons import Mark, icon
from explorer.ui.results.prediction_delegate import PredictionDelegate, PredictionModel

SUFFIXES = ("jpg", "jpeg", "png", "bmp", "gif", "webp", "tif", "tiff", "ppm", "pgm", "pbm")
MARK_SIDE = 40


class TryView(QFrame):
    """Asks for pictures to be recognised, and shows what came of it."""

    picturesRequested = Signal(list)
    """Paths of the pictures, of files and of folders."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAcceptDrops(True)
        self.predictions = PredictionModel(self)
        self._delegate = PredictionDelegate(self.predictions, self)
        self.list = self._make_list()
        self.list.setAccessibleName(self.tr("Pictures and what they are taken for"))
        self.open, self.clear = QPushButton(self.tr("Open pictures…")), QPushButton(self.tr("Clear"))
        self.open.setIcon(icon("open", "text_on_accent"))
        self.open.setProperty("role", "primary")
        self.state = QLabel()
        self.state.setProperty("role", "caption")
        self._mark = Mark("open", "text_disabled", MARK_SIDE)
        self._pages = QStackedWidget()
        self.open.clicked.connect(self._choose)
        self.clear.clicked.connect(self._clear)
        self._lay_out()
        self._show_page()

    def add(self, predictions: Sequence[PicturePrediction]) -> None:
        """Shows what was seen in some pictures, above what was there before."""
        self.predictions.add(predictions)
        self._show_page()
        self.list.scrollToTop()

    def set_state(self, text: str) -> None:
        """One line about what goes on; empty where nothing does."""
        self.state.setText(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._mark_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark_drop(False)
        event.acceptProposedAction()
        self._request([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def _mark_drop(self, is_over: bool) -> None:
        self.setProperty("drop", is_over)
        self.style().polish(self)

    def _make_list(self) -> QListView:
        view = QListView()
        view.setProperty("role", "plain")
        view.setModel(self.predictions)
        view.setItemDelegate(self._delegate)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setUniformItemSizes(True)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        return view

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        title = QLabel(self.tr("Drop pictures here, or open some"))
        title.setProperty("role", "title")
        hint = QLabel(self.tr("Any size and kind: they are made upright, scaled and cropped as in training."))
        hint.setProperty("role", "muted")
        column = QVBoxLayout(empty)
        column.setSpacing(8)
        column.addStretch()
        for part in (self._mark, title, hint):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return empty

    def _lay_out(self) -> None:
        self._pages.addWidget(self._make_empty())
        self._pages.addWidget(self.list)
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 8)
        head.setSpacing(8)
        head.addWidget(self.open)
        head.addWidget(self.clear)
        head.addWidget(self.state, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    @Slot()
    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self, self.tr("Open pictures"), folder or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        pictures = self.tr("Pictures ({})").format(" ".join(f"*.{suffix}" for suffix in SUFFIXES))
        dialog.setNameFilters([pictures, self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._request)
        dialog.open()

    @Slot(list)
    def _request(self, paths: list[str]) -> None:
        if paths:
            self.picturesRequested.emit(paths)

    @Slot()
    def _clear(self) -> None:
        self.predictions.clear()
        self._show_page()

    def _show_page(self) -> None:
        has_any = bool(self.predictions.rowCount())
        self._pages.setCurrentIndex(1 if has_any else 0)
        self.clear.setEnabled(has_any)
