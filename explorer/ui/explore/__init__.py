"""Sweeps, and networks found by their budget."""
