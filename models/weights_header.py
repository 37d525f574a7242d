"""Reads the metadata of a file of weights, without torch and without its tensors.

Nothing in the file is trusted: no number of it decides how much is read.
"""

import struct
import zipfile
import zlib
from pathlib import Path

from models.sentence import SaidError
from models.untrusted_file import JsonError, open_regular, parse_json

LARGEST_HEADER = 8 * 2**20
"""Bytes. Each tensor takes about a hundred; networks have at most some thousands of them."""
METADATA_ENTRY = "resdense.json"
"""The entry of a .pt file that has the metadata."""


TORN_ARCHIVE = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, RuntimeError, OverflowError)
"""What zipfile raises if an archive is torn, has a password or an unknown compression method."""


class HeaderError(SaidError):
    """A file that is not a whole file of weights; the message is one sentence that names it."""


def read_metadata(path: Path) -> dict[str, str]:
    """The metadata of a `.safetensors` file, or of a `.pt` file that this program wrote; {} where it has none.

    Raises HeaderError where the file is none of weights, and OSError where it cannot be read.
    """
    if path.suffix != ".safetensors":
        return _of_archive(path)
    header = _parsed(_header(path), path)
    return _texts(header.get("__metadata__", {}) if isinstance(header, dict) else None, path)


def check_safetensors(path: Path) -> None:
    """Raises HeaderError where the file is too short for its header, or the header larger than any network's."""
    _header(path)


def check_archive(path: Path) -> None:
    """Raises HeaderError where entries of a zip archive are packed: a small file could then fill the memory.

    torch packs none. A file that is no archive is left to torch's own reader of old files.
    """
    if not _is_archive(path):
        return
    try:
        with open_regular(path) as file, zipfile.ZipFile(file) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except TORN_ARCHIVE as error:
        raise HeaderError("{} is not a whole file of weights; make it again.", path) from error
    if unpacked > path.stat().st_size:
        raise HeaderError(
            "{} would be larger unpacked than it is, which no file of weights is; it is not opened.", path
        )


def is_pickle(path: Path) -> bool:
    """Whether a file begins as pickles do: torch wrote these once, and archives since."""
    with open_regular(path) as file:
        return file.read(1) == b"\x80"


def _header(path: Path) -> bytes:
    with open_regular(path) as file:
        start = file.read(8)
        length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
        if length > path.stat().st_size - len(start) or not length:
            raise HeaderError("{} is not a whole file of weights; make it again.", path)
        if length > LARGEST_HEADER:
            raise HeaderError(
                "{} has {:,.0f} MiB of text before its weights, more than any network needs ({} MiB); "
                "it is not opened.",
                path,
                length / 2**20,
                LARGEST_HEADER // 2**20,
            )
        return file.read(length)


def _is_archive(path: Path) -> bool:
    # Given a path it would say no of a file that cannot be read.
    with open_regular(path) as file:
        return zipfile.is_zipfile(file)


def _of_archive(path: Path) -> dict[str, str]:
    check_archive(path)
    if not _is_archive(path):
        if not is_pickle(path):
            raise HeaderError("{} is not a whole file of weights; make it again.", path)
        return {}
    try:
        with open_regular(path) as file, zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name.rpartition("/")[2] == METADATA_ENTRY]
            if not names:
                return {}
            with archive.open(names[0]) as entry:
                content = entry.read(LARGEST_HEADER + 1)
    except TORN_ARCHIVE as error:
        raise HeaderError("{} is not a whole file of weights; make it again.", path) from error
    if len(content) > LARGEST_HEADER:
        raise HeaderError("{} has more metadata than any network needs; it is not opened.", path)
    return _texts(_parsed(content, path), path)


def _parsed(text: bytes, path: Path) -> object:
    try:
        return parse_json(text)
    except JsonError as error:
        raise HeaderError("{} is not a whole file of weights: its metadata {}; make it again.", path, error) from error


def _texts(metadata: object, path: Path) -> dict[str, str]:
    if not isinstance(metadata, dict) or not all(isinstance(text, str) for text in metadata.values()):
        raise HeaderError("{} is not a whole file of weights; make it again.", path)
    return metadata
