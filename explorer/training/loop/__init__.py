"""The training loop and its parts: steps, optimiser, progress and checkpoints."""
