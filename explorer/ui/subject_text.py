"""What the networks and the experiment say of themselves, in the language of the window.

`models/` and `explorer/experiment/` know no Qt: they speak English. Their sentences are looked up when they are shown;
those with numbers in them are recognised by their pattern.
"""

import re
from functools import cache, lru_cache

from PySide6.QtCore import QCoreApplication

from explorer.ui.subject_patterns import PATTERNS

CONTEXT = "Subject"
HOLE = re.compile(r"\{\d\}")


@lru_cache(maxsize=4096)
def subject_text(text: str) -> str:
    """The sentence in the language of the window, or as it is where there is no translation.

    Kept until `LanguageSwitch` shows another language: tables ask for the same few texts at every edit.
    """
    said = QCoreApplication.translate(CONTEXT, text)
    if said != text or not _is_translating():
        return said
    for pattern, matcher in _matchers():
        found = matcher.fullmatch(text)
        translated = found and QCoreApplication.translate(CONTEXT, pattern)
        if translated and translated != pattern:
            return translated.format(*(subject_text(part) for part in found.groups()))
    return text


def _is_translating() -> bool:
    """In English there is nothing to look for; making the patterns would hold up the first window."""
    return QCoreApplication.translate(CONTEXT, PATTERNS[0]) != PATTERNS[0]


@cache
def _matchers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    # The most particular first: "The weights of {0} do not fit" is also "The weights of {0}".
    patterns = sorted(PATTERNS, key=lambda pattern: -len(HOLE.sub("", pattern)))
    return tuple((pattern, re.compile("(.+)".join(map(re.escape, HOLE.split(pattern))))) for pattern in patterns)
