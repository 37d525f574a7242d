"""The baseline, and the network that is edited beside it."""
