from explorer.atomic_file import FileWriteError, replaced_when_written, write_atomically, write_errors_named

__all__ = ["FileWriteError", "replaced_when_written", "write_atomically", "write_errors_named"]
