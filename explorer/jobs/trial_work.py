"""The jobs that use trained weights. Only the child imports this module, because it imports torch."""

from collections.abc import Callable
from pathlib import Path

import torch

from explorer.jobs.trial_requests import EvaluateRequest, PredictRequest, RunReportRequest, TrialRequest
from explorer.reports.run_report import check_report, write_run_report
from explorer.runs.events import Event, JobFailed
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_weights import available_weights
from explorer.runs.trial_events import EvaluationReady, PredictionsReady, RunReportReady
from explorer.training.device import choose_device, threads_beside_window
from explorer.training.evaluation_job import evaluate_source
from explorer.training.job_control import JobControl
from explorer.training.prediction import picture_files, predict
from explorer.training.trained_model import open_trained
from explorer.training.training_error import TrainingStopped


def perform_trial(request: TrialRequest, emit: Callable[[Event], None], control: JobControl) -> None:
    """Does what is asked; the last event that it emits ends the job."""
    torch.set_num_threads(threads_beside_window())
    try:
        emit(_perform(request, emit, control))
    except TrainingStopped:
        emit(JobFailed(message="Stopped before the end."))


def _perform(
    request: TrialRequest, emit: Callable[[Event], None], control: JobControl
) -> EvaluationReady | PredictionsReady | RunReportReady:
    device = choose_device("auto")
    match request:
        case EvaluateRequest():
            result = evaluate_source(
                Path(request.source),
                which=request.which,
                data=request.data,
                device=device,
                emit=emit,
                is_stopped=control.is_stopped,
            )
            return EvaluationReady(result=result)
        case PredictRequest():
            trained = open_trained(Path(request.source), request.which)
            paths = picture_files([Path(path) for path in request.paths])
            found = predict(trained, paths, device=device, top=request.top, is_stopped=control.is_stopped)
            return PredictionsReady(predictions=tuple(found))
        case RunReportRequest():
            return _report(request, device, emit, control)


def _report(
    request: RunReportRequest, device: torch.device, emit: Callable[[Event], None], control: JobControl
) -> RunReportReady:
    folder, out = RunFolder(Path(request.run_folder)), Path(request.out)
    check_report(folder, out, overwrite=request.overwrite)
    which, result = available_weights(folder), None
    if which is not None:
        result = evaluate_source(folder.path, which=which, device=device, emit=emit, is_stopped=control.is_stopped)
    files = write_run_report(folder, out, result, overwrite=request.overwrite, language=request.language)
    return RunReportReady(files=tuple(map(str, files)))
