"""The device that trains: CPU, CUDA or MPS."""

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
    """The device is not on this machine, or does not support the precision."""


def choose_device(name: str, *, index: int = 0, is_alone: bool = True) -> torch.device:
    """The device of a recipe: "cpu", "cuda", "mps" or "auto", the first available of CUDA, MPS and CPU.

    Args:
        index: which of several GPUs.
        is_alone: whether one process trains; several cannot have an MPS device.

    Raises DeviceError if it is not available.
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
    """The available devices, best first: their names in a recipe and their descriptions."""
    names = [name for name, there in _is_there().items() if there]
    return {name: describe_device(torch.device(name)) for name in names}


def describe_device(device: torch.device) -> str:
    """The description of a device: "CPU, 2 threads", "NVIDIA H100 (cuda:0)", "Apple GPU (mps)"."""
    match device.type:
        case "cuda":
            return f"{torch.cuda.get_device_name(device)} ({device})"
        case "mps":
            return "Apple GPU (mps)"
    threads = torch.get_num_threads()
    return say("CPU, {} thread", threads) if threads == 1 else say("CPU, {} threads", threads)


def memory_of(name: str) -> int | None:
    """Bytes of memory of a device of this machine; None if the system does not report it."""
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
    """Peak bytes that this process allocated on `device` since `prepare_device`; None if that is not measured."""
    return torch.cuda.max_memory_allocated(device) if device.type == "cuda" else None


def prepare_device(device: torch.device, *, precision: Precision = "fp32", deterministic: bool = False) -> None:
    """Set torch up for `device`, for the whole process.

    Args:
        precision: a recipe's.
        deterministic: use deterministic algorithms only.

    Raises DeviceError if a GPU does not support the precision.
    """
    if precision == "bf16" and device.type == "cuda" and not torch.cuda.is_bf16_supported(including_emulation=False):
        raise DeviceError("{} cannot compute in bf16; choose fp16, or fp32.", describe_device(device))
    if deterministic and device.type == "cuda":
        # cuBLAS reads it at its first use.
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.use_deterministic_algorithms(deterministic)
    # Not `fp32_precision`: torch's export and compiler read these names, and fail once the other has been set.
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = precision == "tf32"
    # All batches have one shape, so that benchmarking the algorithms once pays off; the choice is not deterministic.
    torch.backends.cudnn.benchmark = not deterministic
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)
    elif device.type == "cpu":
        keep_freed_memory()


def threads_beside_window() -> int:
    """Intra-op threads that leave one core to the window: with one on every core, training is 3 to 4 times slower as
    soon as anything else is busy."""
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
    """Let glibc cache the memory that this process frees, as a GPU's allocator does; no effect on other C libraries.

    Otherwise the system allocates and zeroes the pages of large tensors at each step: a tenth of the time of ResNet-18
    at 224 x 224 pixels on a CPU.
    """
    if platform.libc_ver()[0] == "glibc":
        library = ctypes.CDLL(None)
        library.mallopt(MMAP_MAX, 0)
        library.mallopt(TRIM_THRESHOLD, NEVER)
