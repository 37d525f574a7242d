"""Sentences in JSON: how they were made is kept beside the text, which anything else reads as it is."""

from models.sentence import Sentence


def parts_of(sentence: Sentence) -> list[object]:
    """The text, the key and the arguments, which may be such lists themselves."""
    arguments = (parts_of(each) if isinstance(each, Sentence) else each for each in sentence.arguments)
    return [str.__str__(sentence), sentence.key, *arguments]


def as_said(text: str, parts: object) -> str:
    """The text as the sentence that it was when `parts_of` gave these; as it is where they are of none, or another."""
    sentence = _sentence(parts)
    return sentence if isinstance(sentence, Sentence) and sentence == text else text


def _sentence(parts: object) -> object:
    match parts:
        case [str(text), str(key), *arguments]:
            return Sentence(text, key, *map(_sentence, arguments))
        case int() | float():
            return parts
    return str(parts)
