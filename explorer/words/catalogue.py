"""The sentences in other languages: one file a language, each text by what it is in English."""

import json
from functools import cache
from importlib import resources
from typing import Literal

from models.sentence import Sentence

Language = Literal["en", "zh_CN"]

CODES: dict[Language, str] = {"en": "en", "zh_CN": "zh-CN"}
"""As HTML calls them."""


class Words:
    """Says texts and sentences in a language; what has no translation stays English."""

    def __init__(self, language: Language = "en") -> None:
        self.language: Language = language

    def __call__(self, text: str) -> str:
        if self.language == "en":
            return text
        texts = texts_of(self.language)
        if not isinstance(text, Sentence):
            return texts.get(text, text)
        try:
            template = texts[text.key]
            return template.format(*map(self._argument, text.arguments)) if text.arguments else template
        except (LookupError, ValueError, TypeError):
            # It comes from a file that another version, or anybody else, has written.
            return text

    def _argument(self, argument: object) -> object:
        return self(argument) if isinstance(argument, Sentence) else argument


@cache
def texts_of(language: Language) -> dict[str, str]:
    """Each sentence's template and each text in a language, by what it is in English."""
    file = resources.files("resources") / "words" / f"{language}.json"
    return json.loads(file.read_text(encoding="utf-8"))


ENGLISH = Words()
