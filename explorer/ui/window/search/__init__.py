"""Ctrl+K: everything that the window can do, found by typing."""
