"""Sentences in JSON: their parts stand beside the text, so that they can be translated when they are read back."""

from models.sentence import Sentence


def sentence_parts(sentence: Sentence) -> list[object]:
    """The text, the key and the arguments, which may be such lists themselves."""
    arguments = (sentence_parts(each) if isinstance(each, Sentence) else each for each in sentence.arguments)
    return [str.__str__(sentence), sentence.key, *arguments]


def restore_sentence(text: str, parts: object) -> str:
    """The sentence of this text and these `sentence_parts`; the plain text if the parts are not those of the text."""
    sentence = _sentence(parts)
    return sentence if isinstance(sentence, Sentence) and sentence == text else text


def _sentence(parts: object) -> object:
    match parts:
        case [str(text), str(key), *arguments]:
            return Sentence(text, key, *map(_sentence, arguments))
        case int() | float():
            return parts
    return str(parts)
