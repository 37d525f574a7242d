"""The language of the window: English as it is written in the code, or a translation by Qt's own files."""

from importlib import resources

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from explorer.ui.settings import WindowSettings
from explorer.words.catalogue import CODES, Language, Words

LANGUAGES = {"system": "", "en": "English", "zh_CN": "简体中文"}
"""The choices, each with its name in its own language."""
SETTING = "language"
FOLDER = resources.files("resources") / "translations"


class LanguageSwitch(QObject):
    """Installs the translation that a person chose, then emits `changed`."""

    changed = Signal()

    def __init__(self, application: QApplication, settings: WindowSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application, self._settings = application, settings
        self._translators: list[QTranslator] = []
        self._mode = settings.text(SETTING, "system", tuple(LANGUAGES))
        self._shown = "en"
        self._install(_language_of(self._mode))

    @property
    def mode(self) -> str:
        """One of LANGUAGES."""
        return self._mode

    @property
    def shown(self) -> str:
        """ "en" or "zh_CN"."""
        return self._shown

    def set_mode(self, mode: str) -> None:
        """Installs and remembers one of LANGUAGES."""
        self._mode = mode
        self._settings.remember(SETTING, mode)
        if _language_of(mode) != self._shown:
            self._install(_language_of(mode))
            self.changed.emit()

    def _install(self, language: str) -> None:
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self._translators = [] if language == "en" else self._load(language)
        for translator in self._translators:
            self._application.installTranslator(translator)
        self._shown = language
        self._application.setProperty(SETTING, language)

    def _load(self, language: str) -> list[QTranslator]:
        """Qt's texts, then the program's: Qt looks in the last one first."""
        files = (
            (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            (f"resdense_{language}", str(FOLDER)),
        )
        translators = []
        for name, folder in files:
            translator = QTranslator(self)
            if translator.load(name, folder):
                translators.append(translator)
        return translators


def shown_language() -> Language:
    """The language of the window, for texts that other layers make."""
    application = QApplication.instance()
    shown = application and application.property(SETTING)
    for language in CODES:
        if language == shown:
            return language
    return "en"


def in_words(text: object) -> str:
    """A text of a layer below the window, or the message of an error, in the language that is shown."""
    return Words(shown_language())(str(text))


def _language_of(mode: str) -> str:
    if mode != "system":
        return mode
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"
