"""Holds every preset and all 500 random networks to what `tests/samples` kept of them; takes minutes.

Run it: python tests/proofs/samples.py
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "samples"))

import torch
from networks import describe, difference
from test_samples import config_of, entries

if __name__ == "__main__":
    torch.set_num_threads(1)
    wrong = 0
    for i, entry in enumerate(entries()):
        found = difference(entry, describe(config_of(entry)))
        wrong += bool(found)
        if found:
            print(f"{entry.get('preset') or f'random network in line {i + 1}'}: {found}")
    print(f"{i + 1} networks, {wrong} of them no longer what they were.")
    sys.exit(min(wrong, 1))
