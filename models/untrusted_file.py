"""Files that anyone may have written: opened without waiting, and JSON read without trust in its size or depth."""

import errno
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from models.sentence import SaidError

WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)
DEEPEST = 32
"""Objects and lists within one another; what this program writes has fewer than ten."""
MOST_PARTS = 200_000
"""Objects and lists in one text: the header of a network of 10,000 layers has a third of them."""


class JsonError(SaidError):
    """A text that is no JSON to be used; the message says of it what is wrong and where: "is not JSON: line 1 ..."."""


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading. Raises OSError, also where it is no regular file: opening a pipe would wait for ever."""
    file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | WITHOUT_WAITING))  # noqa: SIM115
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    return file


def _loads(text: str) -> Any:
    return json.loads(text, parse_constant=_refuse_constant)


def parse_json(text: str | bytes, loads: Callable[[str], Any] = _loads) -> Any:
    """The value of a JSON text; `loads` is json.loads with other hooks. Raises JsonError, and what a hook raises."""
    try:
        text = text if isinstance(text, str) else text.decode("utf-8-sig")
        if text.count("[") + text.count("{") > MOST_PARTS:
            raise JsonError("is refused: it has more parts than any file that this program writes")
        value = loads(text)
    except UnicodeDecodeError as error:
        raise JsonError("is not UTF-8 text: byte {:,}", error.start + 1) from error
    except json.JSONDecodeError as error:
        raise JsonError("is not JSON: line {:,}, column {:,}: {}", error.lineno, error.colno, error.msg) from error
    except RecursionError as error:
        raise JsonError("is nested too deeply") from error
    if _is_deeper(value, DEEPEST):
        raise JsonError("is nested too deeply")
    if "\\ud" in text.lower() and not _is_unicode(value):
        raise JsonError("is not text: it contains half a character")
    return value


def _refuse_constant(name: str) -> None:
    raise JsonError("is not JSON: {} is not a number", name)


def _is_deeper(value: object, levels: int) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels == 0 or any(_is_deeper(part, levels - 1) for part in parts if isinstance(part, dict | list))


def _is_unicode(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
