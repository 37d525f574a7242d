"""Settings of the window: geometry, splitters, theme. No work of a person is stored here."""

import os
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

FILE_NAME = "window.ini"


class WindowSettings:
    """An INI file in the person's configuration folder; what is missing or broken in it reads as the default."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or Path(platformdirs.user_config_dir("resdense", appauthor=False)) / FILE_NAME
        self._file = QSettings(os.fspath(path), QSettings.Format.IniFormat)

    def text(self, key: str, default: str, choices: tuple[str, ...] | None = None) -> str:
        """The remembered text, or the default where there is none or it is not one of `choices`."""
        value = self._value(key)
        if not isinstance(value, str) or (choices is not None and value not in choices):
            return default
        return value

    def state(self, key: str) -> QByteArray | None:
        """What a widget's saveGeometry or saveState gave."""
        value = self._value(key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def remember(self, key: str, value: str | QByteArray) -> None:
        self._file.setValue(key, value)

    def _value(self, key: str) -> Any:
        # A half-written @ByteArray or @Variant makes PySide raise instead of giving the default.
        try:
            return self._file.value(key)
        except (ValueError, TypeError, SystemError, EOFError):
            return None
