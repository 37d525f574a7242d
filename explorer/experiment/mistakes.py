"""What is wrong with a value, in plain sentences: pydantic's errors, field by field, and names that are not known."""

import difflib
import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from models.sentence import Sentence, say

EXPECTED = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "string_type": "a text",
    "tuple_type": "a list",
    "model_type": "an object",
    "dict_type": "an object",
}
LONGEST_QUOTE = 40
MOST_SENTENCES = 20
"""Of more mistakes than these the others are only counted."""


def describe_mistakes(model: type[BaseModel], error: ValidationError) -> tuple[str, ...]:
    """A sentence for each of the first mistakes that validating `model` found, and one that counts the others:
    `stages.1.growth_rate: expected a whole number, found "12".`"""
    schema, mistakes = model.model_json_schema(), error.errors(include_url=False)
    sentences = [_sentence(schema, mistake) for mistake in mistakes[:MOST_SENTENCES]]
    left_out = len(mistakes) - len(sentences)
    return (*sentences, say("{:,} more mistakes follow.", left_out)) if left_out else tuple(sentences)


def _sentence(schema: dict, mistake: Any) -> str:
    path, node = _locate(schema, mistake["loc"])
    match mistake["type"]:
        case "extra_forbidden":
            known = _locate(schema, mistake["loc"][:-1])[1].get("properties", {})
            advice = did_you_mean(path[-1], list(known), say("known here are {}", _listed(list(known), "and")))
            return say("{}: unknown key{}", _dotted(path), advice)
        case "missing":
            return say("{}: is missing.", _dotted(path))
        case "union_tag_not_found":
            return say("{}: is missing, expected {}.", _dotted([*path, _tag(node)]), _listed(_kinds(node)))
        case "union_tag_invalid":
            found = quoted(mistake["input"][_tag(node)])
            return say("{}: expected {}, found {}.", _dotted([*path, _tag(node)]), _listed(_kinds(node)), found)
    if mistake["type"] not in EXPECTED and mistake["type"] != "literal_error":
        return f"{_dotted(path)}: {mistake['msg']}."
    return say("{}: expected {}, found {}.", _dotted(path), _expected(node, mistake["type"]), quoted(mistake["input"]))


def _expected(node: dict, mistake_type: str) -> str:
    if mistake_type == "literal_error":
        expected = _listed(node.get("enum") or [node["const"]])
    else:
        expected = EXPECTED[mistake_type]
    nullable = any(option.get("type") == "null" for option in node.get("anyOf", ()))
    return f"{expected} or null" if nullable else expected


def _locate(schema: dict, location: tuple) -> tuple[list, dict]:
    """The path as the file has it, without pydantic's names of union members, and the JSON Schema there."""
    path, node = [], schema
    for part in location:
        if part in _kinds(node):
            node = _dereference(schema, {"$ref": node["discriminator"]["mapping"][part]})
            continue
        path.append(part)
        node = node.get("items", {}) if isinstance(part, int) else node.get("properties", {}).get(part, {})
        node = _dereference(schema, node)
    return path, node


def _dereference(schema: dict, node: dict) -> dict:
    if "$ref" not in node:
        return node
    return schema["$defs"][node["$ref"].rpartition("/")[2]]


def _kinds(node: dict) -> list[str]:
    return sorted(node.get("discriminator", {}).get("mapping", ()), reverse=True)


def _tag(node: dict) -> str:
    return node["discriminator"]["propertyName"]


def _dotted(path: list) -> str:
    return ".".join(map(_step, path)) or "the file"


def _step(part: str | int) -> str:
    if isinstance(part, str) and part.isidentifier() and len(part) <= LONGEST_QUOTE:
        return part
    return quoted(part)


def _listed(names: list[str], word: str = "or") -> str:
    texts = [quoted(name) for name in names]
    return f" {word} ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def quoted(value: object) -> str:
    """A value as a sentence names it, however long it is."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "..."


MOST_NAMES = 3
LONGEST_NAME = 80
"""Characters of a name that are looked at."""


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> Sentence:
    """The end of a sentence: `, did you mean "width" or "widths"?`, or `; otherwise.` where none is near.

    To be near a name with dots, its last part is enough.
    """
    wholes = {each.lower(): each for each in known}
    ends: dict[str, list[str]] = {}
    for whole, each in wholes.items():
        ends.setdefault(whole.rpartition(".")[2], []).append(each)
    typed = name[:LONGEST_NAME].lower()
    found = [wholes[near] for near in difflib.get_close_matches(typed, wholes)]
    found += [each for near in difflib.get_close_matches(typed, ends) for each in ends[near]]
    near = [f'"{each}"' for each in dict.fromkeys(found)][:MOST_NAMES]
    if not near:
        return say("; {}.", otherwise)
    return say(", did you mean {}?", " or ".join([", ".join(near[:-1]), near[-1]] if len(near) > 1 else near))
