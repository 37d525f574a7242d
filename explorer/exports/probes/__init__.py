"""Programs that read an export as a stranger would, each in a process of its own."""
