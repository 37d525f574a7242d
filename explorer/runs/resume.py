"""Whether a run can be resumed, and with which experiment."""

from explorer.experiment.comparison import differing_fields
from explorer.experiment.experiment import Experiment
from explorer.runs.run_files import is_there, read_run_experiment, trained_network
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.runs.run_record import read_record


class RunFinishedError(RunFolderError):
    """The run is finished: there is nothing to resume."""


CHANGEABLE = ("accumulate", "compile", "device", "tensorboard")
"""Fields of a recipe that may differ from those of the run: how it is computed, not what."""


def experiment_to_resume(folder: RunFolder, asked: Experiment | None = None) -> Experiment:
    """The experiment with which the run in `folder` resumes: its own, with what `asked` may change of it.

    In a folder without a run it is `asked`. Nothing is touched; the answer stays true while the folder is locked.

    Raises:
        RunFolderError: the run is active, finished, damaged or of another experiment, or there is none.
    """
    if not is_there(folder.experiment_file):
        if asked is None:
            raise RunFolderError(
                "{} holds no run to go on with: it has no {}.", folder.path, folder.experiment_file.name
            )
        return asked
    own = read_run_experiment(folder)
    trained_network(folder, own)
    _require_resumable(folder)
    if asked is None:
        return own
    _require_same(folder, own, asked)
    return asked.model_copy(update={"name": own.name})


def _require_resumable(folder: RunFolder) -> None:
    record = read_record(folder)
    if record.is_active:
        raise RunFolderError("{} is being written by another job; stop that one first.", folder.path)
    if record.state == "finished":
        raise RunFinishedError("The run in {} is finished: nothing is left to train.", folder.path)
    if record.problem:
        raise RunFolderError(record.problem)
    if not record.is_resumable:
        raise RunFolderError(
            "{} has weights but no {}, without which its training cannot go on; begin a new run, "
            "from its weights if you like.",
            folder.path,
            folder.state_file.name,
        )


def _require_same(folder: RunFolder, own: Experiment, asked: Experiment) -> None:
    if own.network != asked.network:
        raise RunFolderError("{} holds a run of another network; choose another folder.", folder.path)
    for field, there, here in differing_fields(own.recipe, asked.recipe):
        if field not in CHANGEABLE:
            raise RunFolderError(
                "{} holds a run of another experiment: recipe.{} is {} there and {} here; choose another folder.",
                folder.path,
                field,
                repr(there),
                repr(here),
            )
