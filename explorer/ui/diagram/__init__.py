"""The picture of a network: folds and captions (words), figures (geometry), items and view (Qt)."""
