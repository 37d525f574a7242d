"""The suite's random tests with many more cases: networks, edits, files, and every step at which a run is interrupted.

Run it: python tests/proofs/breadth.py [--times 10] [--seed 0] [WORDS of pytest, as -k counts]
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]


def files() -> list[str]:
    """The tests that ask how broad they are to draw."""
    return [str(path) for path in sorted(TESTS.rglob("test_*.py")) if "from tests.breadth import" in path.read_text()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10, help="at least 2")
    parser.add_argument("--seed", type=int, default=0)
    given, words = parser.parse_known_args()
    os.environ["RESDENSE_BREADTH"] = str(max(2, given.times))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return pytest.main([*files(), "-n", "0", "--timeout", "0", f"--hypothesis-seed={given.seed}", *words])


if __name__ == "__main__":
    sys.exit(main())
