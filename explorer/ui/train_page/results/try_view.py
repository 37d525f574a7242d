"""Where a person's own images are dropped and recognised."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QListView, QStackedWidget

from explorer.runs.evaluation_result import ImagePrediction
from explorer.ui.icons import Mark
from explorer.ui.layout import CENTER, button, column, container, label, restyle, row, styled
from explorer.ui.train_page.results.prediction_delegate import PredictionDelegate, PredictionModel

SUFFIXES = ("jpg", "jpeg", "png", "bmp", "gif", "webp", "tif", "tiff", "ppm", "pgm", "pbm")


class TryView(QFrame):
    """Asks for images to be recognised, and shows what came of it."""

    imagesRequested = Signal(list)
    """Paths of the images, of files and of folders."""

    def __init__(self) -> None:
        super().__init__(acceptDrops=True)
        styled(self, "card")
        self.predictions = PredictionModel(self)
        self.list = styled(QListView(uniformItemSizes=True, frameShape=QFrame.Shape.NoFrame), "plain")
        self.list.setAccessibleName(self.tr("Images and what they are taken for"))
        self.list.setModel(self.predictions)
        self.list.setItemDelegate(PredictionDelegate(self.predictions, self))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.open = button(self.tr("Open images…"), self._choose, mark="open", role="primary")
        self.clear = button(self.tr("Clear"), self._clear)
        self.state = label("", "caption")
        title = label(self.tr("Drop images here, or open some"), "title")
        hint = label(self.tr("Any size and kind: they are made upright, scaled and cropped as in training."), "muted")
        parts = (Mark("open", "text_disabled", 40), title, hint)
        self._pages = QStackedWidget()
        self._pages.addWidget(container(column(..., *((part, CENTER) for part in parts), ..., spacing=8, margins=9)))
        self._pages.addWidget(self.list)
        head = row(self.open, self.clear, (self.state, 1), spacing=8, margins=(12, 10, 12, 8))
        self.setLayout(column(head, (self._pages, 1), spacing=0, margins=1))
        self._show_page()

    def add(self, predictions: Sequence[ImagePrediction]) -> None:
        """Shows what was seen in some images, above what was there before."""
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
        restyle(self, drop=is_over)

    @Slot()
    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self, self.tr("Open images"), folder or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        images = self.tr("Images ({})").format(" ".join(f"*.{suffix}" for suffix in SUFFIXES))
        dialog.setNameFilters([images, self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._request)
        dialog.open()

    @Slot(list)
    def _request(self, paths: list[str]) -> None:
        if paths:
            self.imagesRequested.emit(paths)

    @Slot()
    def _clear(self) -> None:
        self.predictions.clear()
        self._show_page()

    def _show_page(self) -> None:
        has_any = bool(self.predictions.rowCount())
        self._pages.setCurrentIndex(1 if has_any else 0)
        self.clear.setEnabled(has_any)
