"""Tools that help to choose a recipe: named ones, a preview of the images, the learning-rate finder."""

import math

import numpy as np
from PySide6.QtCore import QObject, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from explorer.experiment.recipe import Recipe
from explorer.experiment.recipe_presets import RecipePreset
from explorer.jobs.requests import FindRateRequest, PreviewRequest, Request
from explorer.number_format import amount_done
from explorer.runs.events import Event, JobFailed, Loading, PreviewReady, RateFound, RatesTried
from explorer.ui.document import Document
from explorer.ui.forms.controls import NumberBox
from explorer.ui.forms.fields import Field
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.language import in_words
from explorer.ui.layout import DIALOG, button, card, column, label, row, scrolled, set_label, styled
from explorer.ui.plots.axis import Axis, linear, logarithmic
from explorer.ui.plots.curve import Curve, Rule
from explorer.ui.plots.plot import Plot
from explorer.ui.plots.read_out import lines_html
from explorer.ui.train_page.recipe.image_grid import BARS_WIDTH, ClassBars, ImageGrid
from explorer.ui.train_page.recipe.recipe_form import RecipePicker
from explorer.ui.widgets.dialogs import SideDialog

SCROLL_BAR = 18
SPANS = {"sgd": (1e-5, 10.0), "adamw": (1e-7, 1.0)}
"""What is in sight from the start: the rates that are tried."""
MARGIN = 0.08
"""Share of the height left free above and below the curve."""


class RecipeTools(QObject):
    """Turns requests of the picker and the dialogs into jobs and into edits, each one undo step."""

    def __init__(self, document: Document, jobs: JobController, picker: RecipePicker, page: QWidget) -> None:
        super().__init__(page)
        self._document, self._jobs, self._page = document, jobs, page
        self.preview: PreviewDialog | None = None
        self.rates: RateDialog | None = None
        picker.recipeRequested.connect(self._apply_recipe)
        picker.previewRequested.connect(self._open_preview)
        picker.ratesRequested.connect(self._open_rates)
        jobs.toolEventReceived.connect(self._show_event)

    @Slot(object)
    def _apply_recipe(self, preset: RecipePreset) -> None:
        experiment = self._document.experiment
        recipe = preset.applied_to(experiment.recipe)
        text = self.tr("use the recipe {}").format(in_words(preset.title))
        self._document.edit(experiment.model_copy(update={"recipe": recipe}), text)

    @Slot()
    def _open_preview(self) -> None:
        if self.preview is None:
            self.preview = PreviewDialog(self._page.window())
            self.preview.previewRequested.connect(self._request_preview)
            self.preview.cancelled.connect(lambda: self._jobs.cancel(PreviewRequest))
        self.preview.open_preview()

    @Slot()
    def _open_rates(self) -> None:
        if self.rates is None:
            self.rates = RateDialog(self._page.window())
            self.rates.searchRequested.connect(self._start_search)
            self.rates.cancelled.connect(lambda: self._jobs.cancel(FindRateRequest))
            self.rates.rateTaken.connect(self._apply_rate)
        self.rates.start_search(self._document.experiment.recipe)

    @Slot(int)
    def _request_preview(self, number: int) -> None:
        self._jobs.submit(PreviewRequest(experiment=self._document.experiment, number=number), replace=True)

    @Slot()
    def _start_search(self) -> None:
        self._jobs.submit(FindRateRequest(experiment=self._document.experiment), replace=True)

    @Slot(object, object)
    def _show_event(self, request: Request, event: Event) -> None:
        match request:
            case PreviewRequest() if self.preview is not None:
                self.preview.show_event(event)
            case FindRateRequest() if self.rates is not None:
                self.rates.show_event(event)

    @Slot(float)
    def _apply_rate(self, rate: float) -> None:
        self._document.edit_field("recipe.learning_rate", rate, self.tr("use the learning rate found"))


class _ToolDialog(SideDialog):
    """Shows the events of a job, with one sentence about its state."""

    cancelled = Signal()
    """The result of the job is no longer wanted."""

    def __init__(self, size: QSize, parent: QWidget | None) -> None:
        super().__init__(size, parent)
        self.is_busy = False
        self.state = label(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_busy(self, is_busy: bool) -> None:
        self.is_busy = is_busy

    def show_event(self, event: Event) -> None:
        """Shows an event of the job."""
        match event:
            case Loading():
                amount = amount_done(event.done, event.total, in_bytes=event.unit == "bytes")
                set_label(self.state, f"{event.what}: {amount}" if amount else f"{event.what}…")
            case JobFailed():
                self.set_busy(False)
                set_label(self.state, event.message, "issue")

    def done(self, result: int) -> None:
        if self.is_busy:
            self.set_busy(False)
            self.cancelled.emit()
        super().done(result)


class PreviewDialog(_ToolDialog):
    """Shows images as they are trained on, and how many of them each class has."""

    previewRequested = Signal(int)
    """Show the images of this number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QSize(1000, 660), parent)
        self.setWindowTitle(self.tr("Training images"))
        self._number = 0
        self.grid, self.bars = ImageGrid(), ClassBars()
        legend = []
        for ink, text in (("training", self.tr("for training")), ("test", self.tr("for testing"))):
            square = label("■", "caption")
            square.setProperty("ink", ink)
            legend += [square, label(text, "caption")]
        bars = scrolled(self.bars)
        bars.setFixedWidth(BARS_WIDTH + SCROLL_BAR)
        counts_head = row(label(self.tr("Classes"), "section"), ..., row(*legend))
        body = row((self.grid, 1), column(counts_head, (bars, 1), spacing=8), spacing=24)
        self.others = button(self.tr("Shuffle"), self._show_others)
        self.others.setToolTip(self.tr("Show other images with other augmentations."))
        self.lay_out(self.state, (body, 1), foot=(self.others, ...))

    def open_preview(self) -> None:
        """Comes to the front and asks for images of the recipe as it is now."""
        self.bring_to_front()
        self._request_images()

    def set_busy(self, is_busy: bool) -> None:
        super().set_busy(is_busy)
        self.others.setEnabled(not is_busy)

    def show_event(self, event: Event) -> None:
        super().show_event(event)
        if isinstance(event, PreviewReady):
            self.set_busy(False)
            self.grid.set_preview(event)
            self.bars.set_counts(event.classes, event.train_counts, event.test_counts)
            text = self.tr("{:,} images for training, {:,} for testing, {:,} classes. Test images are never changed.")
            set_label(self.state, text.format(sum(event.train_counts), sum(event.test_counts), len(event.classes)))

    def _request_images(self) -> None:
        self.set_busy(True)
        set_label(self.state, self.tr("Loading images…"))
        self.previewRequested.emit(self._number)

    def _show_others(self) -> None:
        self._number += 1
        self._request_images()


class RateDialog(_ToolDialog):
    """The learning-rate finder: its curve as it grows, and the rate to use."""

    searchRequested = Signal()
    rateTaken = Signal(float)
    """The recipe's learning rate from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QSize(720, 480), parent)
        self.setWindowTitle(self.tr("Find a learning rate"))
        self._rates: list[float] = []
        self._losses: list[float] = []
        self.bar = styled(QProgressBar(), textVisible=False, accessibleName=self.tr("Progress of the search"))
        policy = self.bar.sizePolicy()
        # Nothing moves when it goes.
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.plot = RatePlot()
        self.plot.rateChosen.connect(self._choose_rate)
        rate = Field(Recipe, "learning_rate")
        self.rate = NumberBox(rate.legal, rate.spec.step, accessibleName=rate.label)
        self.rate.setFixedWidth(120)
        self.rate.edited.connect(self._mark_rate)
        self.rate.problemChanged.connect(self._show_use)
        self.rate.problemChanged.connect(self.rate.setToolTip)
        rate_label = label(rate.label)
        rate_label.setBuddy(self.rate)
        self.again = button("", self._search_or_stop, autoDefault=False)
        self.use = button(self.tr("Use this rate"), self._use_rate, role="primary")
        foot = row(self.again, ..., rate_label, self.rate, self.use, self.close_button, spacing=8)
        self.setLayout(column(self.state, self.bar, (card(self.plot), 1), foot, spacing=10, margins=DIALOG))
        self.set_busy(False)

    def start_search(self, recipe: Recipe) -> None:
        """Comes to the front and searches for the recipe as it is now."""
        self.plot.set_span(*SPANS[recipe.optimizer])
        self.rate.set_value(recipe.learning_rate)
        self.plot.set_chosen(None)
        self.bring_to_front()
        self._start_search()

    def show_event(self, event: Event) -> None:
        super().show_event(event)
        if isinstance(event, RatesTried):
            self._add_rates(event)
        elif isinstance(event, RateFound):
            self._show_result(event)

    def _start_search(self) -> None:
        self._rates, self._losses = [], []
        self.plot.set_curve([], [])
        self.bar.setRange(0, 0)
        self.set_busy(True)
        set_label(self.state, self.tr("Training briefly with an increasing learning rate; the result is discarded…"))
        self.searchRequested.emit()

    def _add_rates(self, event: RatesTried) -> None:
        self._rates += event.rates
        self._losses += event.losses
        self.bar.setRange(0, event.num_steps)
        self.bar.setValue(len(self._rates))
        self.plot.set_curve(self._rates, self._losses)
        rate, loss = f"{event.rates[-1]:.2g}", f"{event.losses[-1]:.3f}"
        text = self.tr("Step {:,} of {:,}: rate {}, loss {}").format(len(self._rates), event.num_steps, rate, loss)
        set_label(self.state, text)

    def _show_result(self, event: RateFound) -> None:
        self.set_busy(False)
        if event.rates:
            self.plot.set_curve(list(event.rates), list(event.losses))
        text = self.tr("The loss did not fall; click the curve to choose a rate, or try a smaller batch.")
        if event.suggestion is not None:
            self._choose_rate(event.suggestion)
            text = self.tr("The loss falls fastest at {}. Click the curve to choose another rate.")
        set_label(self.state, text.format(f"{event.suggestion or 0:g}"))

    def set_busy(self, is_busy: bool) -> None:
        super().set_busy(is_busy)
        self.bar.setVisible(is_busy)
        self._show_use()
        self.again.setText(self.tr("Stop") if is_busy else self.tr("Search again"))

    def _show_use(self) -> None:
        self.use.setEnabled(not self.is_busy and not self.rate.problem)

    @Slot(float)
    def _choose_rate(self, rate: float) -> None:
        self.rate.set_value(rate)
        self._mark_rate(rate)

    @Slot(object)
    def _mark_rate(self, rate: float) -> None:
        self.plot.set_chosen(rate if rate > 0 else None)

    @Slot()
    def _search_or_stop(self) -> None:
        if self.is_busy:
            self.cancelled.emit()
        else:
            self._start_search()

    @Slot()
    def _use_rate(self) -> None:
        self.rateTaken.emit(self.rate.value())
        self.close()


class RatePlot(Plot):
    """The curve, the suggested rate and the chosen one; a click chooses another."""

    rateChosen = Signal(float)

    def __init__(self) -> None:
        bottom = Axis("bottom", logarithmic("{:.3g}".format), has_grid=True)
        super().__init__((bottom, Axis("left", linear("{:.{}f}".format), has_grid=True, width=48)), (4, 8, 16, 4))
        self.setAccessibleName(self.tr("Loss against the learning rate"))
        self._rates, self._losses = np.empty(0), np.empty(0)
        self._curve, self._mark = Curve("training", 2), Rule("accent", 2, Qt.PenStyle.DashLine)
        self.add_items(self._curve, self._mark)
        self.pointed.connect(self._show_read_out)
        self.clicked.connect(self._choose_nearest)

    def set_curve(self, rates: list[float], losses: list[float]) -> None:
        """Shows the rates that were tried, and the smoothed loss at each."""
        self._rates, self._losses = np.log10(np.asarray(rates, float)), np.asarray(losses, float)
        self._curve.setData(self._rates, self._losses)
        if len(rates):
            low, high = float(self._losses.min()), float(np.quantile(self._losses, 0.95))
            margin = MARGIN * max(high - low, 1e-3)
            self.view.setYRange(low - margin, high + 2 * margin, padding=0)

    def set_span(self, first: float, last: float) -> None:
        """The rates from which and to which the search goes."""
        self.view.setXRange(math.log10(first), math.log10(last), padding=0.02)

    def set_chosen(self, rate: float | None) -> None:
        """Marks a rate, or none."""
        self._mark.setVisible(rate is not None)
        if rate is not None:
            self._mark.setPos(math.log10(rate))

    def _nearest(self, place: QPointF | None) -> int | None:
        return int(np.argmin(np.abs(self._rates - place.x()))) if place is not None and len(self._rates) else None

    def _show_read_out(self, place: QPointF | None) -> None:
        nearest = self._nearest(place)
        if nearest is None:
            self.read_out.hide()
            return
        x, y = self._rates[nearest], self._losses[nearest]
        rate, loss = self.tr("rate {}").format(f"{10**x:.2g}"), self.tr("loss {}").format(f"{y:.4f}")
        self.read(lines_html(rate, loss), x, min(y, self.view.viewRange()[1][1]))

    def _choose_nearest(self, place: QPointF | None) -> None:
        nearest = self._nearest(place)
        if nearest is not None:
            self.rateChosen.emit(float(f"{10 ** self._rates[nearest]:.1e}"))
