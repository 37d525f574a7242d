"""What a job process can be asked to do with weights that are trained."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluateRequest:
    """Test the weights of a run; ends with EvaluationReady."""

    source: str
    """A run's folder, or a .safetensors or .pt file."""
    which: Literal["best", "last"] = "best"
    data: str | None = None
    """A folder of pictures; None is what the run was tested on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PredictRequest:
    """Recognise pictures; ends with PredictionsReady."""

    source: str
    which: Literal["best", "last"] = "best"
    paths: tuple[str, ...]
    top: int = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class RunReportRequest:
    """Write a page about a run, testing its weights first where that was not done yet; ends with RunReportReady."""

    run_folder: str
    out: str
    """The page: .html, or .md with a folder of pictures beside it."""
    overwrite: bool = False
    """Replace files that exist."""
    language: Literal["en", "zh_CN"] = "en"


TrialRequest = EvaluateRequest | PredictRequest | RunReportRequest
