"""The strip over the plots: how the training job stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from explorer.number_format import amount_done, duration_text
from explorer.runs.events import EpochDone, Event, JobFailed, JobFinished, JobNote, JobStarted, Loading, StepsDone
from explorer.ui.palette import Palette
from explorer.ui.training.elided_label import ElidedLabel
from explorer.ui.training.metric import write_share
from explorer.ui.training.state_dot import StateDot

NOTHING = "–"
LOADING_PARTS = 1000
"""Of the bar, which counts steps later on."""


class JobStrip(QFrame):
    """State, progress and pace of the training job that runs or ran last."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._started: JobStarted | None = None
        self._has_ended = False
        self._dot = StateDot(palette)
        self.title, self.detail = QLabel(), ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the training"))
        self.epoch, self.left, self.pace, self.rate, self.best = (QLabel(NOTHING) for _ in range(5))
        self.device = ElidedLabel(NOTHING)
        self._lay_out()
        self.set_state("idle")

    def set_state(self, state: str) -> None:
        """One of the job controller's states. What a job ended with stays until the next one."""
        match state:
            case "warming" if not self._has_ended:
                self._say(self.tr("Getting ready"), self.tr("PyTorch is loading; you can train already."), "text_muted")
            case "idle" if not self._has_ended:
                self._say(self.tr("Ready"), self.tr("Nothing was trained in this window yet."), "text_muted")
            case "starting":
                self._begin()
            case "stopping":
                self._say(self.tr("Stopping"), self.tr("The step is finished, the weights are saved."), "warning")

    def show_event(self, event: Event) -> None:
        """Follows what the job says."""
        match event:
            case JobNote():
                self.detail.set_text(event.message)
            case Loading():
                self._show_loading(event)
            case JobStarted():
                self._show_start(event)
            case StepsDone():
                self._show_steps(event)
            case EpochDone() if event.is_best:
                self.best.setText(self.tr("{} in {}").format(write_share(event.test_accuracy), event.epoch))
            case JobFinished():
                self._show_finish(event)
            case JobFailed():
                self._has_ended = True
                self._rest_bar()
                self._say(self.tr("Failed"), event.message, "danger")
                self.left.setText(NOTHING)

    def apply_palette(self, palette: Palette) -> None:
        self._dot.apply_palette(palette)

    def _begin(self) -> None:
        self._started, self._has_ended = None, False
        self._say(self.tr("Starting"), self.tr("The data is loaded, the network is built."), "accent")
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        for value in (self.epoch, self.left, self.pace, self.rate, self.best):
            value.setText(NOTHING)
        self.device.set_text(NOTHING)

    def _show_loading(self, event: Loading) -> None:
        amount = amount_done(event.done, event.total, in_bytes=event.unit == "bytes")
        self.detail.set_text(f"{event.what}: {amount}" if amount else f"{event.what}…")
        # A busy bar where nobody knows how much there is.
        self.bar.setRange(0, LOADING_PARTS if event.total else 0)
        self.bar.setValue(LOADING_PARTS * event.done // max(1, event.total))

    def _show_start(self, event: JobStarted) -> None:
        self._started = event
        self._say(self.tr("Training"), self._describe_step(0), "accent")
        self.bar.setRange(0, event.num_steps)
        self.epoch.setText(f"{event.first_epoch} / {event.epochs}")
        self.device.set_text(event.device)

    def _show_steps(self, event: StepsDone) -> None:
        epochs = self._started.epochs
        self.bar.setValue(event.steps[-1])
        self.detail.set_text(self._describe_step(event.steps[-1]))
        self.epoch.setText(f"{min(int(event.epoch) + 1, epochs)} / {epochs}")
        self.left.setText(NOTHING if event.seconds_left is None else duration_text(event.seconds_left))
        self.pace.setText(f"{event.images_per_second:,.0f}")
        self.rate.setText(f"{event.learning_rate:.4g}")

    def _rest_bar(self) -> None:
        # What ended while it was loading leaves no busy bar.
        if self.bar.maximum() == 0:
            self.bar.setRange(0, 1)

    def _show_finish(self, event: JobFinished) -> None:
        self._has_ended = True
        self._rest_bar()
        self.left.setText(NOTHING)
        if event.stopped:
            text = self.tr("After {} epochs and {}; weights kept.")
            self._say(self.tr("Stopped"), text.format(event.epochs, duration_text(event.seconds)), "warning")
        else:
            text = self.tr("{} epochs in {}.")
            self._say(self.tr("Finished"), text.format(event.epochs, duration_text(event.seconds)), "success")

    def _describe_step(self, step: int) -> str:
        return self.tr("Step {:,} of {:,}").format(step, self._started.num_steps)

    def _say(self, title: str, detail: str, color: str) -> None:
        self.title.setText(title)
        self.detail.set_text(detail)
        self._dot.set_color(color)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(self._make_head(), 3)
        for caption, value, width in (
            (self.tr("Epoch"), self.epoch, "100 / 300"),
            (self.tr("Time left"), self.left, "10:00:00"),
            (self.tr("Images/s"), self.pace, "100,000"),
            (self.tr("Learning rate"), self.rate, "0.00001234"),
            (self.tr("Best test"), self.best, "100.00 % in 100"),
        ):
            # Fixed, so that nothing moves while the numbers change.
            value.setMinimumWidth(value.fontMetrics().horizontalAdvance(width))
            row.addLayout(_make_column(caption, value))
        row.addLayout(_make_column(self.tr("Device"), self.device), 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.bar)

    def _make_head(self) -> QVBoxLayout:
        self.title.setProperty("role", "title")
        self.detail.setProperty("role", "caption")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._dot)
        line.addWidget(self.title, 1)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addLayout(line)
        head.addWidget(self.detail)
        return head


def _make_column(caption: str, value: QLabel) -> QVBoxLayout:
    label = QLabel(caption)
    label.setProperty("role", "caption")
    label.setBuddy(value)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(label)
    column.addWidget(value)
    return column
