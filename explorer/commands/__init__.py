"""The terminal's commands, one module each, with `run(arguments) -> int`, which returns the exit status."""
