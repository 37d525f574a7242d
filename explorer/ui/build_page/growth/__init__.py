"""The chart of what the network costs along its depth."""
