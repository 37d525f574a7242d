"""Runs: their table, actions and dialogs."""
