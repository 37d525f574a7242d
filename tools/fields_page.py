"""Writes docs/fields.md, what every field of an experiment's file declares: python3 tools/fields_page.py"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pydantic_core import to_jsonable_python

from explorer.experiment.recipe import Recipe
from models.config import DenseStage, NetworkConfig, ResidualStage, Value
from models.field import DeclaredField, declared_fields

PAGE = Path(__file__).resolve().parents[1] / "docs" / "fields.md"
TYPES = {"integer": "whole number", "numbers": "list of numbers", "choice": "choice", "switch": "true or false"}
TOP = """# Fields

Every field of an experiment's file, by its path there. A recipe's field is also set on the command line, without the
first word: `resdense train resnet18 --set schedule=cosine --set data.test_fraction=0.1`. The window shows the label.

This page is written from the config classes by `python3 tools/fields_page.py`: change them, not the page.
"""


def page() -> str:
    """The whole page, in Markdown."""
    network = NetworkConfig(stages=(ResidualStage(), DenseStage()))
    owners = *_owners(network, "network"), *_owners(Recipe(), "recipe")
    return "\n".join([TOP, *(line for owner, path in owners for line in _section(owner, path))])


def _owners(owner: Value, path: str) -> Iterator[tuple[Value, str]]:
    """A config with its usual values and those of its parts, each with its path in the file."""
    yield owner, path
    for name, part in owner:
        if isinstance(part, Value):
            yield from _owners(part, f"{path}.{name}")
        elif name == "stages":
            yield from ((stage, f"{path}.stages.N") for stage in part)


def _section(owner: Value, path: str) -> Iterator[str]:
    yield f"## `{path}`: {type(owner).__name__}\n"
    yield (owner.__doc__ or "").strip() + "\n"
    yield "| Field | Label | Type | Default | Values | Meaning |\n|---|---|---|---|---|---|"
    for field in declared_fields(type(owner)):
        default = f"`{_json(getattr(owner, field.name))}`"
        cells = f"`{field.name}`", field.spec.label, _type(field), default, _values(field), field.help
        yield f"| {' | '.join(cells)} |"
    yield ""


def _type(field: DeclaredField) -> str:
    optional = field.spec.switched_on is not None or None in field.spec.choices or field.info.default is None
    return TYPES.get(field.kind, field.kind) + (" or null" if optional else "")


def _values(field: DeclaredField) -> str:
    choices = (f"`{_json(value)}` {label}" for value, label in field.spec.choices.items())
    return "; ".join(choices) or str(field.spec.legal or "")


def _json(value: object) -> str:
    return json.dumps(to_jsonable_python(value))


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
