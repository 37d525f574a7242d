"""Memory that was freed is used again without asking the system for it."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

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
