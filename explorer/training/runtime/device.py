"""What trains: CPU, CUDA or MPS."""

import ctypes
import os
import platform

import torch

from models.memory import Precision
from models.sentence import SaidError, say

# The numbers of glibc's malloc.h.
TRIM_THRESHOLD, MMAP_MAX = -1, -4
NEVER = -1


class DeviceError(SaidError):
    """The device asked for is not on this machine, or cannot compute what it is asked to."""


def choose_device(name: str, *, index: int = 0, is_alone: bool = True) -> torch.device:
    """The device of a recipe: "cpu", "cuda", "mps" or "auto", which is the first there is of CUDA, MPS and CPU.

    Args:
        index: which of several GPUs.
        is_alone: whether one process trains; several cannot have an MPS device.

    Raises DeviceError where it does not exist here.
    """
    is_there = _is_there()
    is_there["mps"] &= is_alone
    if name == "auto":
        name = next(kind for kind, there in is_there.items() if there)
    if not is_there[name]:
        there = " or ".join(f'"{kind}"' for kind, there in is_there.items() if there)
        has_no_cuda = name == "cuda" and torch.version.cuda is None and torch.version.hip is None
        advice = say(" (this PyTorch was built without CUDA)") if has_no_cuda else ""
        raise DeviceError('The device "{}" is not on this machine; choose {}{}.', name, there, advice)
    return torch.device(name, index) if name == "cuda" else torch.device(name)


def available_devices() -> dict[str, str]:
    """The devices on this machine, best first, as a recipe names them, each with what a person reads."""
    names = [name for name, there in _is_there().items() if there]
    return {name: describe_device(torch.device(name)) for name in names}


def describe_device(device: torch.device) -> str:
    """The device as a person reads it: "CPU, 2 threads", "NVIDIA H100 (cuda:0)", "Apple GPU (mps)"."""
    match device.type:
        case "cuda":
            return f"{torch.cuda.get_device_name(device)} ({device})"
        case "mps":
            return "Apple GPU (mps)"
    threads = torch.get_num_threads()
    return say("CPU, {} thread", threads) if threads == 1 else say("CPU, {} threads", threads)


def memory_of(name: str) -> int | None:
    """Bytes of memory that training on a device of this machine can have; None where the system does not say."""
    match name:
        case "cuda":
            return torch.cuda.get_device_properties(0).total_memory
        case "mps":
            return torch.mps.recommended_max_memory()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        # Windows has no sysconf, and not every system has these names.
        return None


def peak_memory(device: torch.device) -> int | None:
    """The most bytes of `device` that this process took since `prepare_device`; None where it does not say."""
    return torch.cuda.max_memory_allocated(device) if device.type == "cuda" else None


def prepare_device(device: torch.device, *, precision: Precision = "fp32", deterministic: bool = False) -> None:
    """Settings that computing on `device` wants, for the whole process.

    Args:
        precision: a recipe's.
        deterministic: only algorithms that give the same bits every time.

    Raises DeviceError where a GPU cannot compute in the precision.
    """
    if precision == "bf16" and device.type == "cuda" and not torch.cuda.is_bf16_supported(including_emulation=False):
        raise DeviceError("{} cannot compute in bf16; choose fp16, or fp32.", describe_device(device))
    if deterministic and device.type == "cuda":
        # Read by cuBLAS when it is first used.
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.use_deterministic_algorithms(deterministic)
    # Not by `fp32_precision`: torch's export and compiler ask by these names, and fail once the other was used.
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = precision == "tf32"
    # All batches have one shape, so that trying the convolutions' algorithms once pays; which one wins is chance.
    torch.backends.cudnn.benchmark = not deterministic
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)
    elif device.type == "cpu":
        keep_freed_memory()


def threads_beside_window() -> int:
    """Intra-op threads that leave one core to the window: with all of them training is 3 to 4 times slower as soon as
    anything else is busy."""
    return max(1, num_cores() - 1)


def num_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_there() -> dict[str, bool]:
    """Every kind of device, best first."""
    return {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}


def keep_freed_memory() -> None:
    """Have this process keep what it frees, as a GPU's allocator does; a C library that is not glibc stays as it is.

    Large tensors otherwise come from the system anew at each step, and it has to zero their pages: a tenth of the time
    of ResNet-18 at 224 x 224 pixels on a CPU.
    """
    if platform.libc_ver()[0] == "glibc":
        library = ctypes.CDLL(None)
        library.mallopt(MMAP_MAX, 0)
        library.mallopt(TRIM_THRESHOLD, NEVER)
