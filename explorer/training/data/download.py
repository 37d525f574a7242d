"""Downloads files, whole or not at all."""

import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from torchvision.datasets.utils import check_integrity

from explorer.atomic_file import write_errors_named
from explorer.runs.events import Loading
from explorer.training.data.image_set import DataError
from explorer.training.data.loading_report import Report
from models.sentence import joined, say

CHUNK = 2**18
TIMEOUT = 30.0
"""Seconds in which a server has to say something."""
REPORT_SECONDS = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class Archive:
    """A file that can be downloaded and checked."""

    urls: tuple[str, ...]
    """Where it is, the best place first."""
    path: Path
    """Where it goes."""
    md5: str


def fetch(archives: Sequence[Archive], title: str, report: Report) -> None:
    """Download the files that are not there, or are there in part or broken.

    Raises DataError if a download fails: in one sentence with the reason and the place of the file.
    """
    for archive in archives:
        if not check_integrity(archive.path, archive.md5):
            _fetch(archive, title, report)


def _fetch(archive: Archive, title: str, report: Report) -> None:
    with write_errors_named(archive.path):
        archive.path.parent.mkdir(parents=True, exist_ok=True)
    part = archive.path.with_name(archive.path.name + ".part")
    reasons = []
    try:
        for url in archive.urls:
            try:
                _copy(url, part, archive, report)
            except _BrokenOffError as error:
                reasons.append(say("{}: {}", urlsplit(url).hostname, error))
            else:
                with write_errors_named(archive.path):
                    part.replace(archive.path)
                return
    finally:
        part.unlink(missing_ok=True)
    raise DataError(
        "{} is not on this machine and cannot be downloaded ({}): connect to the network, or put {} into {}.",
        title,
        joined(reasons),
        archive.path.name,
        archive.path.parent,
    )


class _BrokenOffError(Exception):
    """A server sent nothing, an incomplete or a wrong file; the message has the reason."""


def _copy(url: str, part: Path, archive: Archive, report: Report) -> None:
    what = say("Downloading {}", archive.path.name)
    done, next_report = 0, 0.0
    with _server_errors_named():
        response = urllib.request.urlopen(url, timeout=TIMEOUT)
    with response, _written(part) as write:
        total = int(response.headers.get("Content-Length") or 0)
        while chunk := _received(response):
            write(chunk)
            done += len(chunk)
            if time.monotonic() >= next_report:
                report(Loading(what=what, done=done, total=total, unit="bytes"))
                next_report = time.monotonic() + REPORT_SECONDS
    report(Loading(what=say("Checking {}", archive.path.name), done=done, total=done, unit="bytes"))
    if done < total:
        raise _BrokenOffError(say("the connection was cut"))
    if not check_integrity(part, archive.md5):
        raise _BrokenOffError(say("what came is not the file that was expected"))


def _received(response: HTTPResponse) -> bytes:
    with _server_errors_named():
        return response.read(CHUNK)


@contextmanager
def _written(path: Path) -> Iterator[Callable[[bytes], None]]:
    """A new file, and what writes to it. Raises FileWriteError."""
    with write_errors_named(path):
        file = path.open("wb")

    def write(chunk: bytes) -> None:
        with write_errors_named(path):
            file.write(chunk)

    with file:
        yield write


@contextmanager
def _server_errors_named() -> Iterator[None]:
    try:
        yield
    except (OSError, HTTPException) as error:
        cause = getattr(error, "reason", None) or error
        text = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        raise _BrokenOffError(text.splitlines()[0].rstrip(".").lower()) from error
