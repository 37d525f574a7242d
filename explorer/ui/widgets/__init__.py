"""Widgets that know nothing of networks."""
