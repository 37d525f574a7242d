"""The explorer: what is edited, trained, recorded and exported, and the shells around it."""

import os

__version__ = "0.2.0"
"""Also of the distribution, which reads it here."""

# Torch's threads soon sleep while they wait for each other: with another busy process on the machine, training with a
# thread for every core is else up to twenty times slower. Not at once: where steps are small, two threads that sleep at
# every wait take twice as long as one. Torch reads this when it is imported; a value that is set already wins.
if "OMP_WAIT_POLICY" not in os.environ:
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
    os.environ.setdefault("GOMP_SPINCOUNT", "2000")
