"""Files that a training leaves and continues from."""
