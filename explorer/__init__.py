"""The explorer: what is edited, trained, recorded and exported, and the shells around it."""

import os

__version__ = "0.1.0"
"""Also of the distribution, which reads it here."""

# Torch's threads sleep while they wait for each other, and do not spin: with another busy process on the machine,
# training with a thread for every core is else up to twenty times slower. Torch reads this when it is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
