"""What leaves a run: weights in the formats that other programs read."""
