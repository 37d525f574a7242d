"""The work of a job process. Only the child imports this module, because it imports torch."""

import os
from collections.abc import Callable
from pathlib import Path

import torch

from explorer.exports.export_options import ExportStopped
from explorer.exports.export_weights import export_weights
from explorer.jobs.requests import (
    DataRequest,
    DevicesRequest,
    EvaluateRequest,
    ExportRequest,
    FindRateRequest,
    InferenceRequest,
    PredictRequest,
    PreviewRequest,
    Request,
    RunReportRequest,
    TrainRequest,
    VerifyRequest,
)
from explorer.reports.run_report import check_report, write_run_report
from explorer.runs.events import (
    DataFound,
    DevicesKnown,
    EvaluationReady,
    Event,
    ExportDone,
    JobFailed,
    JobNote,
    PredictionsReady,
    PreviewReady,
    ReportReady,
    RunReportReady,
)
from explorer.runs.resume import experiment_to_resume
from explorer.runs.run_claim import RunClaim
from explorer.runs.run_files import available_weights
from explorer.runs.run_folder import RunFolder
from explorer.training.data.image_folder import find_images
from explorer.training.data.image_reading import usual_shape
from explorer.training.data.loading_report import LoadingReport
from explorer.training.data.preview import preview
from explorer.training.inference.evaluation import evaluate_source
from explorer.training.inference.prediction import image_files, predict
from explorer.training.inference.trained_model import open_trained
from explorer.training.job_control import JobControl
from explorer.training.loop.rate_finder import find_rate
from explorer.training.runtime.device import available_devices, choose_device, memory_of, threads_beside_window
from explorer.training.runtime.environment import threads_of_run
from explorer.training.runtime.training_error import TrainingStopped
from explorer.training.training_job import train
from models.sentence import say
from models.spec import resolve
from models.verify import verify

NICENESS = 10
"""Training gives way to the window and to whatever else a person does."""


def warm() -> None:
    """Takes the first optimiser step, which takes a second because torch imports its compiler for it."""
    weight = torch.nn.Parameter(torch.zeros(1))
    weight.square().sum().backward()
    torch.optim.SGD([weight], lr=0.1).step()


def perform(request: Request, emit: Callable[[Event], None], control: JobControl) -> None:
    """Does what is asked; the last event that it emits ends the job."""
    match request:
        case TrainRequest():
            _give_way()
            _train(request, emit, control)
        case VerifyRequest():
            verification = verify(resolve(request.network))
            emit(ReportReady(text=verification.text, agrees=verification.agrees, differences=verification.differences))
        case ExportRequest():
            emit(_export(request, emit, control))
        case DevicesRequest():
            devices = available_devices()
            memories = tuple(map(memory_of, devices))
            emit(DevicesKnown(devices=tuple(devices), descriptions=tuple(devices.values()), memories=memories))
        case DataRequest():
            emit(_look_at(request))
        case PreviewRequest():
            emit(_preview(request, emit, control))
        case FindRateRequest():
            _give_way()
            torch.set_num_threads(request.threads or threads_beside_window())
            emit(find_rate(request.experiment, emit, control.is_stopped))
        case EvaluateRequest() | PredictRequest() | RunReportRequest():
            _infer(request, emit, control)


def _train(request: TrainRequest, emit: Callable[[Event], None], control: JobControl) -> None:
    experiment = request.experiment
    with RunClaim(Path(request.run_folder), resume=request.resume) as claim:
        threads = request.threads
        if request.resume:
            experiment = experiment_to_resume(claim.folder, experiment)
            threads = threads or threads_of_run(claim.folder)
        # From here on the run is in the list of runs, with whatever comes of it.
        claim.commit()
        threads = threads or threads_beside_window()
        beyond = request.beyond_memory
        train(experiment, claim.folder, emit, control, threads=threads, resume=request.resume, beyond_memory=beyond)


def _give_way() -> None:
    if hasattr(os, "nice"):
        os.nice(NICENESS - os.nice(0))


def _preview(request: PreviewRequest, emit: Callable[[Event], None], control: JobControl) -> PreviewReady | JobFailed:
    try:
        return preview(request.experiment, request.number, LoadingReport(emit, control.is_stopped))
    except TrainingStopped:
        return JobFailed(message=say("The images were not looked at to the end."))


def _look_at(request: DataRequest) -> DataFound:
    assert request.data.path is not None, "only a folder of images is looked into"
    path = Path(request.data.path).expanduser()
    folder = find_images(path, test_fraction=request.data.test_fraction, seed=request.seed)
    return DataFound(
        path=str(path),
        classes=folder.classes,
        train_images=len(folder.train.paths),
        test_images=len(folder.test.paths),
        image=usual_shape(folder.train.paths),
    )


def _export(request: ExportRequest, emit: Callable[[Event], None], control: JobControl) -> ExportDone:
    try:
        return export_weights(
            Path(request.source),
            Path(request.out),
            request.options,
            overwrite=request.overwrite,
            tell=lambda message: emit(JobNote(message=message)),
            is_stopped=control.is_stopped,
        )
    except ExportStopped:
        return ExportDone(files=(), message=say("The export was stopped; nothing is left of it."))


def _infer(request: InferenceRequest, emit: Callable[[Event], None], control: JobControl) -> None:
    torch.set_num_threads(threads_beside_window())
    try:
        emit(_answer(request, emit, control))
    except TrainingStopped:
        emit(JobFailed(message=say("Stopped before the end.")))


def _answer(
    request: InferenceRequest, emit: Callable[[Event], None], control: JobControl
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
            paths = image_files([Path(path) for path in request.paths])
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
