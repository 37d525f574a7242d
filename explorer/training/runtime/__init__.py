"""Devices, processes, compilation and errors of a training."""
