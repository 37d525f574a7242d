"""The events of jobs, a small frozen type each. Trainer and workers emit them; recorder, window and terminal read them.

Every event is plain data (numbers, strings, lists): it can be pickled through a pipe and written as a line of JSON.
"""

from dataclasses import dataclass
from typing import Literal

from explorer.experiment.image_fit import ImageShape
from explorer.runs.evaluation_result import EvaluationResult, ImagePrediction


@dataclass(frozen=True, kw_only=True, slots=True)
class JobStarted:
    """The data is loaded and the model is on its device; the first step follows."""

    device: str
    """What trains, as a person reads it: "CPU, 2 threads", "NVIDIA H100 (cuda:0)"."""
    run_folder: str
    train_images: int
    test_images: int
    classes: tuple[str, ...]
    epochs: int
    steps_per_epoch: int
    params: int
    first_epoch: int = 1
    """1, or the epoch at which a resumed run continues."""
    first_step: int = 1
    """1, or the step with which a resumed run continues."""
    last_step: int | None = None
    """Where the recipe counts steps: the one after which training ends, maybe in the middle of an epoch."""

    @property
    def num_steps(self) -> int:
        """Steps of the whole training."""
        return self.last_step or self.epochs * self.steps_per_epoch


@dataclass(frozen=True, kw_only=True, slots=True)
class StepsDone:
    """Some steps are done. Emitted a few times a second, so that nothing waits for the device at every step."""

    steps: tuple[int, ...]
    """Global step numbers, from 1."""
    losses: tuple[float, ...]
    """Mean training loss of each of those steps, without label smoothing, as the test loss is."""
    accuracies: tuple[float, ...]
    """Training accuracy of each of those steps, 0 to 1."""
    learning_rate: float
    epoch: float
    """Epochs done, with the fraction."""
    images_per_second: float
    seconds_left: float | None
    """Time to the end of the last epoch, tests included; None while unknown."""
    device_memory: int | None = None
    """Most bytes that this job had on its device so far; None where the device does not say."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EpochDone:
    """An epoch is trained, tested and saved."""

    epoch: int
    """From 1."""
    step: int
    """Global step at the epoch's end."""
    train_loss: float
    train_accuracy: float
    test_loss: float
    test_accuracy: float
    learning_rate: float
    seconds: float
    """Of this epoch, test included and pauses apart."""
    images_per_second: float
    is_best: bool
    """Highest test accuracy of the run so far: its weights were saved as best."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobNote:
    """A notice for the person, in one sentence; the job continues."""

    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Loading:
    """How far the data is on its way; a few times a second, before the first step. It is not recorded."""

    what: str
    """"Downloading cifar-10-python.tar.gz", "Reading images"."""
    done: int
    total: int
    """0 while unknown."""
    unit: Literal["pictures", "bytes"] = "pictures"


@dataclass(frozen=True, kw_only=True, slots=True)
class JobPaused:
    """The job is saved and waits until it is asked to continue or to stop."""

    step: int
    """Steps done."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobContinued:
    """The job continues after a pause."""

    step: int
    """Steps done."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobFailed:
    """The job ended by an error. What was saved before stays."""

    message: str
    """One clear sentence: what, where, what to do."""
    details: str = ""
    """The traceback, for a report."""
    retry_batch_size: int | None = None
    """Out of memory: a batch that should fit in place of the recipe's. None where there is none, or another cause."""
    retry_accumulation: int | None = None
    """Out of memory: the recipe's `accumulate` with which the batch it has should fit, in parts of that size."""
    retry_learning_rate: float | None = None
    """Loss or weights no longer finite: a rate that is worth a try in place of the recipe's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobFinished:
    """The job ended as asked: all epochs done, or stopped by the person."""

    stopped: bool
    """True where a person stopped it before the last epoch."""
    epochs: int
    """Epochs completed."""
    best_epoch: int | None
    best_test_accuracy: float | None
    seconds: float
    """Of training in all its processes, pauses apart."""
    run_folder: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportReady:
    """A job that makes a text (torchinfo's report) is done."""

    text: str
    agrees: bool
    """True where every number of the closed form equals the traced module's."""
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportDone:
    """A job that writes weights is done."""

    files: tuple[str, ...]
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DevicesKnown:
    """A job that looks for devices is done."""

    devices: tuple[str, ...]
    """Those that exist, as a recipe names them, the one that "auto" takes first: "cuda", "cpu"."""
    descriptions: tuple[str, ...]
    """The same as a person reads them: "NVIDIA H100 (cuda:0)", "CPU, 2 threads"."""
    memories: tuple[int | None, ...] = ()
    """Bytes of memory of each; None where the system does not say."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DataFound:
    """A job that looks into a folder of images is done; of some images the size was read, of none the pixels."""

    path: str
    classes: tuple[str, ...]
    train_images: int
    test_images: int
    image: ImageShape | None = None
    """What the images are; None where that is not known, or none of them can be read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Original:
    """An image as it is in its file or data set."""

    pixels: bytes
    """(height, width, 3), uint8; large images are sent smaller."""
    height: int
    width: int
    full_height: int
    full_width: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewReady:
    """A job that looks at images is done: some as the network gets them, each followed by variants that training
    would make."""

    originals: tuple[Original, ...]
    """The same images as they are."""
    pixels: bytes
    """(images x (1 + variants), height, width, 3), uint8."""
    height: int
    width: int
    input_height: int
    input_width: int
    """Of the network; large images are sent smaller."""
    num_variants: int
    names: tuple[str, ...]
    """The class of each image."""
    classes: tuple[str, ...]
    train_counts: tuple[int, ...]
    """Images of each class."""
    test_counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RatesTried:
    """Some more steps of a job that looks for a learning rate."""

    rates: tuple[float, ...]
    losses: tuple[float, ...]
    """Training loss of each step, smoothed."""
    num_steps: int
    """Of the whole search, if the loss does not run away before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RateFound:
    """A job that looks for a learning rate is done."""

    rates: tuple[float, ...]
    losses: tuple[float, ...]
    suggestion: float | None
    """Where the loss falls fastest; None where it does not fall."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluationReady:
    """A job that tests weights is done."""

    result: EvaluationResult


@dataclass(frozen=True, kw_only=True, slots=True)
class PredictionsReady:
    """A job that recognises images is done."""

    predictions: tuple[ImagePrediction, ...]
    """In the order in which they were asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RunReportReady:
    """A job that writes a page about a run is done."""

    files: tuple[str, ...]
    """The page first, then the images beside it."""


InferenceEvent = EvaluationReady | PredictionsReady | RunReportReady

Event = (
    JobStarted
    | StepsDone
    | EpochDone
    | JobNote
    | Loading
    | JobPaused
    | JobContinued
    | JobFailed
    | JobFinished
    | ReportReady
    | ExportDone
    | DevicesKnown
    | DataFound
    | PreviewReady
    | RatesTried
    | RateFound
    | InferenceEvent
)
