"""The runs of several folders, listed again and again at little cost."""

from collections.abc import Sequence
from pathlib import Path

from explorer.runs.run_files import is_being_written
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import RunRecord, find_record, runs_in

Stamp = tuple[object, ...]


class RunList:
    """Reads a run's record only where one of its files has changed since."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Stamp, RunRecord]] = {}

    def read(self, folders: Sequence[Path]) -> list[RunRecord]:
        """Every run, the newest first. A folder is one run, or holds runs; one that does not exist holds none.

        A run that cannot be read is listed as such. Raises RunFolderError where a folder itself cannot be read.
        """
        found: dict[Path, tuple[Stamp, RunRecord]] = {}
        for folder in folders:
            for run in runs_in(folder):
                # Taken before reading: what is written in between is read again.
                stamp = _stamp(run)
                known = self._known.get(run.path)
                if known is not None and known[0] == stamp:
                    found[run.path] = known
                elif (record := find_record(run)) is not None:
                    found[run.path] = stamp, record
        self._known = found
        return sorted((record for _, record in found.values()), key=lambda record: record.started, reverse=True)


def _stamp(run: RunFolder) -> Stamp:
    files = tuple(_file_stamp(path) for path in (run.metrics_file, run.experiment_file, run.environment_file))
    # Its folder changes when a file comes or goes.
    return (is_being_written(run), *files, _file_stamp(run.path))


def _file_stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
