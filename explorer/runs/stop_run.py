"""Has a run stop that another process trains."""

import os
import signal

from explorer.runs.run_folder import RunFolder, RunFolderError


def stop_run(folder: RunFolder) -> None:
    """Asks the process that records a run to stop after its step and to save, as Ctrl-C would in its terminal.

    Returns at once. Raises RunFolderError where no process of this machine has the run, or it may not be told.
    """
    process = folder.lock.holder()
    if process is None:
        raise RunFolderError(
            "No process on this machine is training the run in {}; where it is trained on another one, stop it there.",
            folder.path,
        )
    try:
        os.kill(process, signal.SIGTERM)
    except OSError as error:
        raise RunFolderError(
            "Process {}, which trains {}, was not told: {}.", process, folder.path, error.strerror
        ) from error
