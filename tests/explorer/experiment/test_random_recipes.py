"""Any recipe that the rules allow, drawn from its fields' own types and ranges, and any value in any field."""

import json
import math
import re
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import ExperimentFileError, read_experiment, write_experiment
from explorer.experiment.field_path import AssignmentError, assign, get_field, leaf_paths, with_field
from explorer.experiment.recipe import Augmentation, DataConfig, Recipe
from explorer.experiment.recipe_rules import check_recipe
from models.config import Value
from models.field import Range, ranges_of
from models.presets import PRESETS
from tests.breadth import draw

SHARES = st.floats(0, 1, exclude_min=True, exclude_max=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WHOLE = st.integers(-(10**15), 10**15)
"""Longer ones are too large for a file, whatever their field."""
A_CHANNEL = st.sampled_from([1, 3]).flatmap(lambda channels: st.tuples(*[SHARES] * channels))
BY_RULES = {
    "milestones": st.lists(SHARES, unique=True, max_size=4).map(sorted).map(tuple),
    "mean": st.none() | A_CHANNEL,
    "std": st.none() | A_CHANNEL,
    "frozen_stages": st.lists(st.integers(0, 60), unique=True, max_size=4).map(tuple),
    "start_from": st.none() | TEXTS.filter(str.strip),
}
PATHS = tuple(leaf_paths(Recipe()))
OWNERS = {Recipe: "", DataConfig: "data.", Augmentation: "augmentation."}
RANGED = [
    (owner + name, legal)
    for kind, owner in OWNERS.items()
    for name, legal in ranges_of(kind).items()
    if name not in BY_RULES
]
EXPERIMENT = Experiment(name="net", network=PRESETS["digits_resnet"])


def in_range(hint: Any, legal: Range) -> st.SearchStrategy:
    if hint is int:
        return st.integers(math.ceil(legal.start) + legal.open_start, math.floor(legal.end) - legal.open_end)
    return st.floats(legal.start, legal.end, exclude_min=legal.open_start, exclude_max=legal.open_end)


def values_of(hint: Any, legal: Range | None) -> st.SearchStrategy:
    """Legal values of a field whose type is an annotation."""
    if get_origin(hint) is UnionType:
        return st.one_of(*(st.none() if part is type(None) else values_of(part, legal) for part in get_args(hint)))
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if hint in (bool, str):
        return st.booleans() if hint is bool else TEXTS
    return in_range(hint, legal)


def values(kind: type[Value], **parts: st.SearchStrategy) -> st.SearchStrategy:
    """Of a type whose fields each hold what they may."""
    hints = get_type_hints(kind).items()
    fields = {name: hint for name, hint in hints if name in kind.model_fields and name not in parts}
    drawn = {n: BY_RULES[n] if n in BY_RULES else values_of(hint, ranges_of(kind).get(n)) for n, hint in fields.items()}
    return st.builds(kind, **drawn, **parts)


def together(recipe: Recipe) -> Recipe:
    """The recipe without what its fields do not allow each other."""
    changes = {"accumulate": min(recipe.accumulate, recipe.batch_size // 2)}
    if recipe.momentum == 0:
        changes["nesterov"] = False
    if recipe.data.name == "folder" and not recipe.data.path:
        changes["data"] = recipe.data.model_copy(update={"path": "pictures"})
    return recipe.model_copy(update=changes)


RECIPES = values(Recipe, data=values(DataConfig), augmentation=values(Augmentation)).map(together)


@draw(60)
@given(RECIPES)
def test_that_a_legal_recipe_comes_back_from_a_file_and_from_the_command_line(recipe):
    assert check_recipe(recipe) == ()
    experiment = EXPERIMENT.model_copy(update={"recipe": recipe})
    assert read_experiment(write_experiment(experiment)) == experiment
    said = Recipe()
    for path in PATHS:
        said = assign(said, f"{path} = {json.dumps(get_field(recipe, path))}")
    assert said == recipe


@draw(60)
@given(RECIPES, st.sampled_from(RANGED), st.data())
def test_that_a_number_out_of_its_range_is_one_sentence_that_names_field_and_range(recipe, ranged, data):
    path, legal = ranged
    whole = isinstance(get_field(Recipe(), path), int) or path in ("steps", "patience")
    numbers = WHOLE if whole else st.floats()
    number = data.draw(numbers.filter(lambda number: not legal.holds(number)))
    # A rule of several fields may follow.
    issue = next(issue for issue in check_recipe(with_field(recipe, path, number)) if issue.field == path)
    assert str(legal) in issue.message and "\n" not in issue.message


JSON = st.recursive(
    st.none() | st.booleans() | WHOLE | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)
ODD = (
    st.sampled_from(["NaN", "-Infinity", "1e999", "1" + 400 * "0", "1" + 5000 * "0", "[" * 5000, '"', "\\ud800"])
    | TEXTS
)


@draw(60)
@given(st.sampled_from(PATHS), JSON)
def test_that_any_value_is_taken_or_refused_in_sentences_that_name_the_field(path, value):
    """On the command line and in a file alike."""
    content = json.loads(write_experiment(EXPERIMENT))
    *owner, name = path.split(".")
    (content["recipe"][owner[0]] if owner else content["recipe"])[name] = value
    try:
        taken = assign(Recipe(), f"{path}={json.dumps(value)}")
    except AssignmentError as refused:
        with pytest.raises(ExperimentFileError) as also:
            read_experiment(json.dumps(content))
        assert str(refused).split("\n") == list(also.value.problems)
        assert all(re.match(rf"recipe\.{path}\b.*: .*\.$", problem) for problem in also.value.problems)
    else:
        assert read_experiment(json.dumps(content)).recipe == taken
        assert {issue.field for issue in check_recipe(taken)} <= {path, "nesterov", "data.path"}


@draw(100)
@given(st.sampled_from(PATHS), ODD)
def test_that_any_text_on_the_command_line_is_taken_or_refused_in_a_sentence(path, text):
    try:
        taken = assign(Recipe(), f"{path}={text}")
    except AssignmentError as refused:
        assert str(refused).startswith(f"recipe.{path}: expected ")
    else:
        assert all("\n" not in issue.message for issue in check_recipe(taken))
