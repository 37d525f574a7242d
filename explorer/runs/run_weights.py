"""WeightsChoice file of a run holds the weights that are asked for."""

from pathlib import Path
from typing import Literal

from explorer.runs.run_files import is_there
from explorer.runs.run_folder import RunFolder, RunFolderError
from models.sentence import say

WeightsChoice = Literal["best", "last"]


def weights_file(folder: RunFolder, which: WeightsChoice) -> Path:
    """The file with the weights of the best epoch or of the last. Raises RunFolderError where there is none."""
    if not is_there(folder.experiment_file):
        raise RunFolderError("{} is not the folder of a run: it has no {}.", folder.path, folder.experiment_file.name)
    files = {"best": folder.best_file, "last": folder.last_file}
    if not is_there(files[which]):
        others = [name for name, file in files.items() if is_there(file)]
        advice = say("choose the {} ones", others[0]) if others else say("it was ended before the first were saved")
        raise RunFolderError("{} has no {} weights; {}.", folder.path, which, advice)
    return files[which]


def available_weights(folder: RunFolder) -> WeightsChoice | None:
    """The better ones of a run's weights: those of its best epoch, otherwise the last; None where it has none."""
    if is_there(folder.best_file):
        return "best"
    return "last" if is_there(folder.last_file) else None
