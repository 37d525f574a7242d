"""What trains is chosen by name, and a device that is not there is refused clearly."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from explorer.training.runtime.device import (
    DeviceError,
    choose_device,
    describe_device,
    memory_of,
    prepare_device,
    threads_beside_window,
)


def test_that_cpu_is_always_there():
    assert choose_device("cpu") == torch.device("cpu")
    assert describe_device(choose_device("cpu")) == "CPU, 1 thread"
    torch.set_num_threads(2)
    assert describe_device(choose_device("cpu")) == "CPU, 2 threads"


def test_that_auto_prefers_a_gpu(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert choose_device("auto") == torch.device("cuda", 0)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert choose_device("auto") == torch.device("cpu")


@pytest.mark.parametrize("name", ["cuda", "mps"])
def test_that_a_device_that_is_not_there_is_one_sentence(name, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(DeviceError, match=f'The device "{name}" is not on this machine; choose "cpu"'):
        choose_device(name)


def test_that_a_window_keeps_a_core():
    assert threads_beside_window() >= 1


def test_that_the_memory_of_the_machine_is_known_or_said_to_be_unknown(monkeypatch):
    memory = memory_of("cpu")
    assert memory is None or memory > 2**28

    def refuse(name):
        raise ValueError(name)

    monkeypatch.setattr("os.sysconf", refuse, raising=False)
    assert memory_of("cpu") is None


@pytest.mark.parametrize("tf32", [True, False])
def test_that_torch_can_be_asked_what_was_set(tf32):
    prepare_device(torch.device("cpu"), precision="tf32" if tf32 else "fp32")

    with torch.backends.cudnn.flags(enabled=False):
        assert torch.backends.cuda.matmul.allow_tf32 is tf32
    prepare_device(torch.device("cpu"))


def test_that_a_gpu_that_does_not_know_bf16_says_so(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation: False)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda device: "Tesla T4")
    with pytest.raises(DeviceError, match=r"^Tesla T4 \(cuda:0\) cannot compute in bf16; choose fp16, or fp32\.$"):
        prepare_device(torch.device("cuda", 0), precision="bf16")


def test_that_cublas_is_told_before_it_is_used_that_bits_must_repeat(monkeypatch):
    monkeypatch.delenv("CUBLAS_WORKSPACE_CONFIG", raising=False)
    reset = []
    monkeypatch.setattr(torch.cuda, "reset_peak_memory_stats", reset.append)
    prepare_device(torch.device("cuda", 0), deterministic=True)
    assert os.environ["CUBLAS_WORKSPACE_CONFIG"] == ":4096:8"
    assert torch.are_deterministic_algorithms_enabled()
    assert (torch.backends.cudnn.benchmark, reset) == (False, [torch.device("cuda", 0)])
    prepare_device(torch.device("cpu"))


ROOT = Path(__file__).parents[4]
SCRIPT = """
import resource
from explorer.training.runtime.device import keep_freed_memory

def count_faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    bytearray(2**26)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

keep_freed_memory()
print(count_faults(), count_faults())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="this C library has no such settings")
def test_that_pages_are_not_asked_for_twice():
    said = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    first, second = map(int, said.split())
    assert second < first / 10
