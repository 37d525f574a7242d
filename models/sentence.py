"""Sentences for people: English text that remembers its template and arguments, so that it can be translated."""

from collections.abc import Iterable
from functools import partial, reduce


class Sentence(str):
    """The finished English sentence, with the template that its translation is looked up by and the arguments of both.

    It is a plain string if printed, saved or compared. Template and arguments survive `str()`, errors and pickling, but
    not formatting into another string: build that one with `say` too.
    """

    key: str
    arguments: tuple[object, ...]
    """Texts, numbers and other sentences."""

    def __new__(cls, text: str, key: str, *arguments: object) -> "Sentence":
        sentence = super().__new__(cls, text)
        sentence.key, sentence.arguments = key, arguments
        return sentence

    def __reduce__(self) -> tuple[type["Sentence"], tuple[object, ...]]:
        return Sentence, (str.__str__(self), self.key, *self.arguments)

    def __str__(self) -> "Sentence":
        return self


def say(template: str, *arguments: object) -> Sentence:
    """A sentence whose holes are filled by `arguments`, as `str.format` fills them. A sentence among these, and an
    error with one, is translated with it; a plain text, like a name or a path, stays what it is."""
    known = tuple(part if isinstance(part, int | float) else str(part) for part in arguments)
    return Sentence(template.format(*known) if known else template, template, *known)


def say_field(name: str) -> Sentence:
    """A field of a config as people read it: "growth rate"."""
    return Sentence(name.replace("_", " "), f"field {name}")


def joined(parts: Iterable[str]) -> str:
    """Sentences as one, with semicolons between them; of one it is that one."""
    return reduce(partial(say, "{}; {}"), parts)


class SaidError(ValueError):
    """An error whose message is one sentence for people, given as to `say`, or made already."""

    def __init__(self, template: str, *arguments: object) -> None:
        super().__init__(template if isinstance(template, Sentence) else say(template, *arguments))
