"""Device, processes, forward pass and errors of a training."""
