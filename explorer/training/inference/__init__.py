"""Evaluation of trained networks, and prediction for any images."""
