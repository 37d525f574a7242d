"""The runs of several folders, listed again and again at little cost."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.runs.run_record import RunRecord, read_record

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
            for run in _runs_in(folder):
                # Taken before reading: what is written in between is read again.
                stamp = _stamp(run)
                known = self._known.get(run.path)
                found[run.path] = known if known is not None and known[0] == stamp else (stamp, read_record(run))
        self._known = found
        return sorted((record for _, record in found.values()), key=lambda record: record.started, reverse=True)


def _runs_in(folder: Path) -> Iterator[RunFolder]:
    if RunFolder(folder).experiment_file.is_file():
        yield RunFolder(folder)
        return
    try:
        paths = list(folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise RunFolderError(f"Cannot list the runs in {folder}: {error.strerror}.") from error
    yield from (run for run in map(RunFolder, paths) if run.experiment_file.is_file())


def _stamp(run: RunFolder) -> Stamp:
    files = tuple(_file_stamp(path) for path in (run.metrics_file, run.experiment_file, run.environment_file))
    # Its folder changes when a file comes or goes.
    return (run.lock.is_held(), *files, _file_stamp(run.path))


def _file_stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
