"""Requests to a job process: plain frozen values that travel through its pipe."""

from dataclasses import dataclass
from typing import Literal

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig
from explorer.exports.export_options import ExportOptions
from explorer.runs.events import (
    DataFound,
    DevicesKnown,
    Event,
    ExportDone,
    InferenceEvent,
    JobFailed,
    JobFinished,
    PreviewReady,
    RateFound,
    ReportReady,
)
from models.config import NetworkConfig


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluateRequest:
    """Test the weights of a run; ends with EvaluationReady."""

    source: str
    """A run's folder, or a .safetensors or .pt file."""
    which: Literal["best", "last"] = "best"
    data: str | None = None
    """A folder of images; None is what the run was tested on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PredictRequest:
    """Recognise images; ends with PredictionsReady."""

    source: str
    which: Literal["best", "last"] = "best"
    paths: tuple[str, ...]
    top: int = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class RunReportRequest:
    """Write a page about a run, testing its weights first where that was not done yet; ends with RunReportReady."""

    run_folder: str
    out: str
    """The page: .html, or .md with a folder of images beside it."""
    overwrite: bool = False
    """Replace files that exist."""
    language: Literal["en", "zh_CN"] = "en"


InferenceRequest = EvaluateRequest | PredictRequest | RunReportRequest


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainRequest:
    """Train an experiment; ends with JobFinished."""

    experiment: Experiment
    run_folder: str
    """Where the run is recorded: a folder that is made, or an empty one."""
    threads: int | None = None
    """Intra-op threads; None leaves one processor to the window."""
    beyond_memory: bool = False
    """Start even if the network alone is larger than the device's memory."""
    resume: bool = False
    """Resume the run in the folder, which is of this experiment. Only how it is computed may differ: device, compile,
    accumulate, and TensorBoard's files."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VerifyRequest:
    """Trace a network with torchinfo and compare it with the closed form; ends with ReportReady."""

    network: NetworkConfig


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportRequest:
    """Write a trained network to a file; ends with ExportDone."""

    source: str
    """The folder of a run, or a .safetensors or .pt file that this program wrote."""
    out: str
    options: ExportOptions
    overwrite: bool = False
    """Replace files that exist."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DevicesRequest:
    """List the devices that can train here, without touching one; ends with DevicesKnown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DataRequest:
    """Count the images and classes of a folder, without reading an image; ends with DataFound."""

    data: DataConfig
    seed: int
    """Of the split, where the data has none of its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewRequest:
    """Show some images as they are trained on, and count the classes; ends with PreviewReady."""

    experiment: Experiment
    number: int = 0
    """Which images: another number shows others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FindRateRequest:
    """Try learning rates in a short training that is thrown away; ends with RateFound."""

    experiment: Experiment
    threads: int | None = None
    """Intra-op threads; None leaves one processor to the window."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StopRequest:
    """Stop the running job at its next step; what it has saved remains."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PauseRequest:
    """Pause the running training after it has saved; it emits JobPaused."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContinueRequest:
    """End a pause; the training emits JobContinued."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DetachRequest:
    """Let the running job outlive its owner; the child exits once it has ended."""


Request = (
    TrainRequest
    | VerifyRequest
    | ExportRequest
    | DevicesRequest
    | DataRequest
    | PreviewRequest
    | FindRateRequest
    | InferenceRequest
)


LAST_EVENTS = JobFinished | JobFailed | ReportReady | ExportDone | DevicesKnown | DataFound | PreviewReady | RateFound


def ends_job(event: Event) -> bool:
    """True for the last event of a job."""
    return isinstance(event, LAST_EVENTS | InferenceEvent)
