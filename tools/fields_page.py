"""Writes docs/fields.md, what every field of an experiment's file declares: python3 tools/fields_page.py"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pydantic_core import to_jsonable_python

from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from models.config import (
    DenseStage,
    HeadConfig,
    InitConfig,
    InputShape,
    NetworkConfig,
    ResidualStage,
    StemConfig,
    Value,
)
from models.field import DeclaredField, declared_fields

PAGE = Path(__file__).resolve().parents[1] / "docs" / "fields.md"
PLACES: dict[type[Value], str] = {
    NetworkConfig: "network",
    InputShape: "network.input",
    StemConfig: "network.stem",
    ResidualStage: "network.stages.N",
    DenseStage: "network.stages.N",
    HeadConfig: "network.head",
    InitConfig: "network.init",
    Recipe: "recipe",
    DataConfig: "recipe.data",
    Augmentation: "recipe.augmentation",
}
TYPES = {"integer": "whole number", "numbers": "list of numbers", "choice": "choice", "switch": "true or false"}
TOP = """# Fields

Every field of an experiment's file, by its path there. A recipe's field is also set on the command line, without the
first word: `resdense train resnet18 --set schedule=cosine --set data.test_fraction=0.1`. The window shows the label.

This page is written from the config classes by `python3 tools/fields_page.py`: change them, not the page.
"""


def page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([TOP, *(line for owner in PLACES for line in _section(owner))])


def _section(owner: type[Value]) -> Iterator[str]:
    yield f"## `{PLACES[owner]}`: {owner.__name__}\n"
    yield (owner.__doc__ or "").strip() + "\n"
    yield "| Field | Label | Type | Default | Values | Meaning |\n|---|---|---|---|---|---|"
    for field in declared_fields(owner):
        cells = (
            f"`{field.name}`",
            field.spec.label,
            _type(field),
            f"`{_json(field.info.default)}`",
            _values(field),
            field.help,
        )
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
