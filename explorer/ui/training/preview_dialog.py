"""The dialog that shows pictures as they are trained on, and how many of them each class has."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.number_format import amount_done
from explorer.runs.events import Event, JobFailed, Loading, PreviewReady
from explorer.ui.training.class_bars import WIDTH, ClassBars
from explorer.ui.training.picture_grid import PictureGrid

SIZE = QSize(1000, 660)
SCROLL_BAR = 18


class PreviewDialog(QDialog):
    """Follows a preview job. It never stops the work in the window."""

    previewRequested = Signal(int)
    """Show the pictures of this number."""
    abandoned = Signal()
    """Nobody waits any more for what was asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Pictures as they are trained on"))
        self._number = 0
        self._is_waiting = False
        self.state, self._counts_title, self._legend = QLabel(), QLabel(self.tr("Classes")), QHBoxLayout()
        self.grid, self.bars = PictureGrid(), ClassBars()
        self.others, self._close = QPushButton(self.tr("Others")), QPushButton(self.tr("Close"))
        self.others.setToolTip(self.tr("Shows other pictures, and other changes."))
        self._set_up()
        self._lay_out()
        self.resize(SIZE)

    def begin(self) -> None:
        """Comes to the front and asks for pictures of the recipe as it is now."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._ask()

    def show_event(self, event: Event) -> None:
        """Follows what the job says."""
        match event:
            case Loading():
                amount = amount_done(event.done, event.total, in_bytes=event.unit == "bytes")
                self._say(f"{event.what}: {amount}" if amount else f"{event.what}…")
            case PreviewReady():
                self._end()
                self._show(event)
            case JobFailed():
                self._end()
                self._say(event.message, "issue")

    def done(self, result: int) -> None:
        if self._is_waiting:
            self._is_waiting = False
            self.abandoned.emit()
        super().done(result)

    def _ask(self) -> None:
        self._is_waiting = True
        self.others.setEnabled(False)
        self._say(self.tr("Looking at the pictures…"))
        self.previewRequested.emit(self._number)

    def _end(self) -> None:
        self._is_waiting = False
        self.others.setEnabled(True)

    def _show(self, preview: PreviewReady) -> None:
        self.grid.set_preview(preview)
        self.bars.set_counts(preview.classes, preview.train_counts, preview.test_counts)
        text = self.tr("{:,} pictures for training, {:,} for testing, {:,} classes. Test pictures are never changed.")
        self._say(text.format(sum(preview.train_counts), sum(preview.test_counts), len(preview.classes)))

    def _say(self, text: str, role: str = "muted") -> None:
        self.state.setText(text)
        self.state.setProperty("role", role)
        self.state.style().polish(self.state)

    def _set_up(self) -> None:
        self.state.setWordWrap(True)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._counts_title.setProperty("role", "section")
        for ink, text in (("training", self.tr("for training")), ("test", self.tr("for testing"))):
            square, name = QLabel("■"), QLabel(text)
            square.setProperty("ink", ink)
            for label in (square, name):
                label.setProperty("role", "caption")
                self._legend.addWidget(label)
        self.others.clicked.connect(self._show_others)
        self._close.clicked.connect(self.close)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidget(self.bars)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(WIDTH + SCROLL_BAR)
        head = QHBoxLayout()
        head.addWidget(self._counts_title)
        head.addStretch()
        head.addLayout(self._legend)
        counts = QVBoxLayout()
        counts.setSpacing(8)
        counts.addLayout(head)
        counts.addWidget(area, 1)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(self.grid, 1)
        body.addLayout(counts)
        foot = QHBoxLayout()
        foot.addWidget(self.others)
        foot.addStretch()
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.state)
        layout.addLayout(body, 1)
        layout.addLayout(foot)

    @Slot()
    def _show_others(self) -> None:
        self._number += 1
        self._ask()
