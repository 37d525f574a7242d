"""The strip above the plots, with the status of a run, and the line of the status bar with the same."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget

from explorer.number_format import amount_done, duration_text, memory_size
from explorer.runs.events import (
    EpochDone,
    Event,
    JobContinued,
    JobFailed,
    JobFinished,
    JobNote,
    JobPaused,
    JobStarted,
    Loading,
    StepsDone,
)
from explorer.runs.run_record import RunRecord
from explorer.ui.language import in_words
from explorer.ui.layout import ElidedLabel, button, column, label, row, styled
from explorer.ui.palette import themed
from explorer.ui.train_page.curves.metric import write_loss, write_share
from explorer.ui.train_page.job_figures import NOTHING, JobFigures
from explorer.ui.train_page.runs.run_reader import RunContent

LOADING_PARTS = 1000
"""Of the bar, which counts steps later on."""
SIZE = 10


class JobStrip(QFrame):
    """Name, status, progress and pace of a run: of the latest job of the window, or of another process."""

    statusChanged = Signal(str, str, int)
    """(the status of the training in a word, its colour, percent done: 100 if it has ended or not started)."""
    stopRequested = Signal(object)
    """Have the run in this folder stop, which another process trains."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._started: JobStarted | None = None
        self._step = 0
        self._has_ended = False
        self._status: tuple[str, str, int] | None = None
        self._dot = StateDot()
        self.title, self.detail = label(role="title"), styled(ElidedLabel(), "caption")
        self.name = ""
        """Of the run."""
        self.stop = button("", self._request_stop, role="link")
        self.stop.hide()
        self._path: Path | None = None
        self._is_stop_requested = False
        self.bar = styled(QProgressBar(), textVisible=False, accessibleName=self.tr("Progress of the training"))
        self.figures = JobFigures()
        head = row(self._dot, self.title, 4, (self.detail, 1), self.stop, spacing=8)
        self.setLayout(column(head, self.bar, self.figures, spacing=8, margins=(16, 8, 16, 10)))
        self.set_state("idle")

    def set_state(self, state: str) -> None:
        """One of the job controller's states. What a job ended with stays until the next one."""
        match state:
            case "warming" if not self._has_ended:
                self._set_status(
                    lambda: (self.tr("Loading"), self.tr("PyTorch is loading; you can already start training.")),
                    "text_muted",
                )
            case "idle" if not self._has_ended:
                self._set_status(lambda: (self.tr("Ready"), self.tr("No training in this window yet.")), "text_muted")
            case "starting":
                self._reset()
            case "stopping":
                self._set_status(
                    lambda: (self.tr("Stopping"), self.tr("Finishing the step and saving the weights.")), "warning"
                )

    def show_run(self, record: RunRecord, content: RunContent | None) -> None:
        """Shows the status of a run of another process, as far as its folder has it."""
        # A bar paints each change at once, and most of these change back.
        self.setUpdatesEnabled(False)
        if record.path != self._path:
            self._path, self._is_stop_requested = record.path, False
            self.set_name(record.name)
        self._reset()
        if content is not None:
            best = [epoch for epoch in content.epochs if epoch.is_best]
            for event in (*best[-1:], *content.last_events.values()):
                self.show_event(event)
            for seconds in content.history.seconds[-1:]:
                self.set_seconds(seconds)
        match record.state:
            case "interrupted":
                self._show_end(self._describe_interruption, "warning")
            case "unreadable":
                self._show_end(lambda: (self.tr("Unreadable"), self.tr("Its metrics are damaged.")), "danger")
        self.stop.setVisible(record.is_active and not self._has_ended)
        self.stop.setEnabled(not self._is_stop_requested)
        self.stop.setText(self.tr("Stopping…") if self._is_stop_requested else self.tr("Stop"))
        self.setUpdatesEnabled(True)

    def set_name(self, name: str) -> None:
        """Which run it is."""
        self.name = name
        self._show_status()

    def show_event(self, event: Event) -> None:
        """Shows an event of the job."""
        match event:
            case JobNote():
                self._show_detail(event.message)
            case Loading():
                self._show_loading(event)
            case JobStarted():
                self._show_start(event)
            case StepsDone() | JobPaused() | JobContinued() if self._started is None:
                # A folder whose first lines are lost.
                return
            case StepsDone() if self._started is not None:
                self._show_steps(event, self._started.epochs)
            case EpochDone():
                self._show_epoch(event)
            case JobPaused():
                self._set_status(self._describe_pause, "warning")
                self.figures.set_text("left", NOTHING)
            case JobContinued():
                self._set_status(self._describe_training, "accent")
            case JobFinished():
                self._show_end(lambda: self._describe_end(event), "warning" if event.stopped else "success")
            case JobFailed():
                self._show_end(lambda: (self.tr("Failed"), event.message), "danger")

    def set_seconds(self, seconds: float) -> None:
        """How long the job has trained by now, pauses apart."""
        self.figures.set_text("spent", duration_text(seconds))

    def _request_stop(self) -> None:
        self._is_stop_requested = True
        self.stop.setEnabled(False)
        self.stopRequested.emit(self._path)

    def _reset(self) -> None:
        self._started, self._step, self._has_ended = None, 0, False
        self._set_status(lambda: (self.tr("Starting"), self.tr("Loading the data and building the network.")), "accent")
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        self.figures.clear()

    def _show_loading(self, event: Loading) -> None:
        amount = amount_done(event.done, event.total, in_bytes=event.unit == "bytes")
        self._show_detail(f"{event.what}: {amount}" if amount else f"{event.what}…")
        # A busy bar if the total is unknown.
        self.bar.setRange(0, LOADING_PARTS if event.total else 0)
        self.bar.setValue(LOADING_PARTS * event.done // max(1, event.total))

    def _show_start(self, event: JobStarted) -> None:
        self._started, self._step = event, event.first_step - 1
        self._set_status(self._describe_training, "accent")
        self.bar.setRange(0, event.num_steps)
        self.bar.setValue(self._step)
        self.figures.set_text("epoch", f"{event.first_epoch} / {event.epochs}")
        self.figures.set_text("device", in_words(event.device))

    def _show_steps(self, event: StepsDone, epochs: int) -> None:
        self._step = event.steps[-1]
        self.bar.setValue(self._step)
        self._show_status()
        figures = self.figures
        figures.set_text("epoch", f"{min(int(event.epoch) + 1, epochs)} / {epochs}")
        figures.set_text("left", NOTHING if event.seconds_left is None else duration_text(event.seconds_left))
        figures.set_text("pace", f"{event.images_per_second:,.0f}")
        figures.set_text("rate", f"{event.learning_rate:.4g}")
        figures.set_text("train_loss", write_loss(event.losses[-1]))
        if event.device_memory is not None:
            figures.set_text("memory", memory_size(event.device_memory))

    def _show_epoch(self, event: EpochDone) -> None:
        self.figures.set_text("test_loss", write_loss(event.test_loss))
        if event.is_best:
            self.figures.set_text("best", self.tr("{} in {}").format(write_share(event.test_accuracy), event.epoch))

    def _show_end(self, describe: Callable[[], tuple[str, str]], color: str) -> None:
        self._has_ended = True
        if self.bar.maximum() == 0:
            # What ended while it was loading leaves no busy bar.
            self.bar.setRange(0, 1)
        self.figures.set_text("left", NOTHING)
        self._set_status(describe, color)

    def _describe_training(self) -> tuple[str, str]:
        return self.tr("Training"), self._describe_step()

    def _describe_pause(self) -> tuple[str, str]:
        return self.tr("Paused"), self.tr("{}; everything is saved.").format(self._describe_step())

    def _describe_interruption(self) -> tuple[str, str]:
        return self.tr("Interrupted"), self._describe_step()

    def _describe_step(self) -> str:
        if self._started is None:
            return ""
        return self.tr("Step {:,} of {:,}").format(self._step, self._started.num_steps)

    def _describe_end(self, event: JobFinished) -> tuple[str, str]:
        if event.stopped and not event.epochs:
            if not self._step:
                return self.tr("Stopped"), self.tr("Before the first step; nothing to save.")
            text = self.tr("In the first epoch, after {:,} steps and {}; weights saved.")
            return self.tr("Stopped"), text.format(self._step, duration_text(event.seconds))
        if event.stopped:
            text = self.tr("After {} epochs and {}; weights saved.")
            return self.tr("Stopped"), text.format(event.epochs, duration_text(event.seconds))
        text = self.tr("{} epochs in {}.")
        return self.tr("Finished"), text.format(event.epochs, duration_text(event.seconds))

    def _set_status(self, describe: Callable[[], tuple[str, str]], color: str) -> None:
        self._describe, self._color = describe, color
        self._dot.set_color(color)
        self._show_status()

    def _show_status(self) -> None:
        title, detail = self._describe()
        self.title.setText(title)
        self._show_detail(detail)
        self._emit_status(title)

    def _show_detail(self, text: str) -> None:
        self.detail.set_text(" · ".join(filter(None, (self.name, text))))

    def _emit_status(self, title: str) -> None:
        percent = 100
        if self._started is not None and not self._has_ended:
            percent = 100 * self._step // self._started.num_steps
        status = title, self._color, percent
        if self._color != "text_muted" and status != self._status:
            self._status = status
            self.statusChanged.emit(*status)


class StateDot(QWidget):
    """A coloured dot beside the text of a status."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color = "text_disabled"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_color(self, name: str) -> None:
        """The name of one of the palette's colours."""
        self._color = name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIZE, SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themed(self._color))
        painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), SIZE / 2 - 1, SIZE / 2 - 1)


class JobLine(QWidget):
    """The status of the training in the status bar; hidden before the first training."""

    trainPageRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot = StateDot()
        self.button = button("", self.trainPageRequested, role="link", toolTip=self.tr("Show the training"))
        self._is_wanted = False
        self.setLayout(row(self._dot, self.button, spacing=2, margins=(10, 0, 10, 0)))
        self._update_visibility()

    def set_status(self, title: str, color: str, percent: int) -> None:
        """Shows the status of the training in the words and the colour of its strip; a `percent` of 100 is left out."""
        self.button.setText(title if percent == 100 else self.tr("{} {} %").format(title, percent))
        self._dot.set_color(color)
        self._update_visibility()

    def set_wanted(self, is_wanted: bool) -> None:
        """Whether the page that shows the same is hidden."""
        self._is_wanted = is_wanted
        self._update_visibility()

    def _update_visibility(self) -> None:
        self.setVisible(self._is_wanted and bool(self.button.text()))
