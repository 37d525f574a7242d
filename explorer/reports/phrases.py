"""The words of a page: English as it stands in the code, or another language by a table, since servers have no Qt."""

import json
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["en", "zh_CN"]

CODES: dict[Language, str] = {"en": "en", "zh_CN": "zh-CN"}
"""As HTML calls them."""


class Phrases:
    """Gives phrases in a language; of what has no translation it is the English one."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._table = {} if language == "en" else _table(language)

    def __call__(self, phrase: str) -> str:
        return self._table.get(phrase, phrase)


@cache
def _table(language: Language) -> dict[str, str]:
    file = resources.files("resources") / "report" / f"phrases_{language}.json"
    return json.loads(file.read_text(encoding="utf-8"))


ENGLISH = Phrases("en")
