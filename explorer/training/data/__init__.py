"""Images: found, read, held in memory, augmented and put into batches."""
