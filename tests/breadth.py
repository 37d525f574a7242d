"""How broad random tests draw: the same few cases in the suite, and as many as `tests/proofs/breadth.py` is told."""

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("RESDENSE_BREADTH", "1"))


def draw(examples: int) -> settings:
    """Of a property test: so many examples, always the same; in a proof `TIMES` as many, of its seed."""
    return settings(
        max_examples=TIMES * examples,
        derandomize=TIMES == 1,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
