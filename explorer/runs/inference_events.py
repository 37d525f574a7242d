"""What the jobs that use trained weights say at their end. They travel through pipes and are not recorded."""

from dataclasses import dataclass

from explorer.runs.evaluation_result import EvaluationResult
from explorer.runs.image_prediction import ImagePrediction


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
