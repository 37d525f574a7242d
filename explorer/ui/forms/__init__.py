"""Fields of a config as controls."""
