"""One evaluation from a run or a file of weights to its result: what window and terminal call."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import torch

from explorer.atomic_file import FileWriteError
from explorer.experiment.recipe import DataConfig
from explorer.runs.evaluation_result import EvaluationResult
from explorer.runs.events import Event, JobNote
from explorer.runs.run_weights import Which
from explorer.training.data.image_set import DataMissingError
from explorer.training.data.loading_report import LoadingReport
from explorer.training.inference.evaluation import evaluate
from explorer.training.inference.evaluation_cache import cache_file, load_evaluation, save_evaluation
from explorer.training.inference.evaluation_data import EvaluationData, other_test_set, own_test_set
from explorer.training.inference.trained_model import TrainedModel, open_trained
from models.sentence import say


def evaluate_source(
    source: Path,
    *,
    which: Which = "best",
    data: str | DataConfig | None = None,
    device: torch.device,
    emit: Callable[[Event], None] = lambda event: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> EvaluationResult:
    """Test the weights of a run's folder, or of a .safetensors or .pt file, on its own test images or on others.

    What a run's weights make of its own test images is kept in its folder, and made once. It stands where these have
    been moved since.

    Args:
        data: a folder, or data that has a name; None is what the run was tested on.
        emit: told now and then how far it is, by JobNote and Loading.

    Raises:
        ValueError: of the project's own kinds, with one sentence.
        TrainingStopped: as asked.
    """
    trained = open_trained(source, which)
    kept_in = cache_file(trained.file) if source.is_dir() and data is None else None
    try:
        tests = _test_set(trained, data)
    except DataMissingError:
        kept = None if kept_in is None else load_evaluation(kept_in, trained, None)
        if kept is None:
            raise
        return kept
    kept = None if kept_in is None else load_evaluation(kept_in, trained, tests)
    if kept is not None:
        return kept
    emit(JobNote(message=say("Testing on {}.", tests.description)))
    report = LoadingReport(emit, is_stopped)
    result = evaluate(trained, tests, device=device, progress=report, is_stopped=is_stopped)
    if kept_in is not None:
        # A run that lies where nothing can be written can still be looked at.
        with suppress(FileWriteError):
            save_evaluation(result, kept_in)
    return result


def _test_set(trained: TrainedModel, data: str | DataConfig | None) -> EvaluationData:
    if data is None:
        return own_test_set(trained.info.experiment, trained.info.classes)
    return other_test_set(data, trained.info.experiment, trained.info.classes)
