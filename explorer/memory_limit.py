"""The memory limit of this process: whether PyTorch fits in before it is loaded, and the sentence if memory runs out.

Loading it into too little ends in an error of the linker or, a little above that, in an abort without a message.
"""

import errno
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder
from pathlib import Path

from explorer.number_format import memory_size
from models.sentence import SaidError, Sentence, say

if sys.platform == "win32":

    def memory_limit() -> int | None:
        return None

else:
    import resource

    def memory_limit() -> int | None:
        """Bytes of address space that this process may have; None where it is not limited."""
        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
        return None if limit == resource.RLIM_INFINITY else limit


BESIDE_LIBRARIES = 2**29
"""Bytes that Python, its modules and the stacks of the threads take beside torch's libraries."""
LATER = "libcudnn_"
"""Begins the names of libraries that are only loaded where a GPU computes."""
SIGNS = (
    "MemoryError",
    "out of memory",
    "allocate memory",
    "ALLOC_FAILED",
    "bad_alloc",
    "failed to map segment",
    "start new thread",
)
UNLIMITED = '"ulimit -v unlimited" in a new terminal'


class MemoryLimitError(SaidError):
    """This process may not have the memory that it takes; the message is one sentence with both and a remedy."""


def guard_torch() -> None:
    """From here on `import torch` raises MemoryLimitError where the limit of this process leaves no room for it."""
    if memory_limit() is not None and _GUARD not in sys.meta_path:
        sys.meta_path.insert(0, _GUARD)


def is_out_of_memory(error: BaseException | None) -> bool:
    """Whether an error, or one that led to it, says that memory ran out: libraries have many names for it."""
    if error is None:
        return False
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    return names_memory(str(error)) or is_out_of_memory(error.__cause__ or error.__context__)


def names_memory(text: str) -> bool:
    """Whether the text of a library's error or last output is about memory that ran out."""
    return any(sign in text for sign in SIGNS)


def memory_used_up(saved: str = "") -> Sentence:
    """One sentence for a process whose memory has run out: how much there was, what to do, and what is saved."""
    limit, ending = memory_limit(), say("; {}", saved) if saved else ""
    if limit is None:
        return say("Out of memory; close other programs, or use a smaller network or batch{}.", ending)
    return say(
        "The {} of memory that this process is allowed are used up; start it again without the limit ({}), or take a "
        "smaller network or batch{}.",
        memory_size(limit),
        UNLIMITED,
        ending,
    )


class _Guard(MetaPathFinder):
    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == "torch":
            _require_room()


_GUARD = _Guard()


def _require_room() -> None:
    limit, needed = memory_limit(), BESIDE_LIBRARIES + _library_bytes()
    if limit is not None and limit < needed:
        raise MemoryLimitError(
            "PyTorch needs at least {} of memory to be loaded, and this process is allowed {}; "
            "start it again without the limit ({}).",
            memory_size(needed),
            memory_size(limit),
            UNLIMITED,
        )


def _library_bytes() -> int:
    """What torch's libraries and those of CUDA beside it take, which are mapped as a whole."""
    # Not `importlib.util`, which would ask the guard again.
    spec = PathFinder.find_spec("torch")
    if spec is None or spec.origin is None:
        return 0
    packages = Path(spec.origin).parents[1]
    libraries = (*packages.glob("torch/lib/*.so*"), *packages.glob("nvidia/*/lib/*.so*"))
    return sum(file.stat().st_size for file in libraries if not (file.is_symlink() or file.name.startswith(LATER)))
