"""Every sentence that is said anywhere has a text in every language, and no language has one that nobody says."""

import ast
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from explorer.experiment import recipe
from explorer.experiment.examples import EXAMPLES
from explorer.experiment.recipe_presets import ALL_RECIPES
from explorer.runs.run_record import RunState
from explorer.words.catalogue import Language, Words
from models import config
from models.field import DeclaredField, declared_fields
from models.presets import ALL, PRESETS
from models.sentence import Sentence, joined, say, say_field
from models.spec import resolve
from models.summary import summarize

ROOT = Path(__file__).parents[3]
LANGUAGES = [language for language in get_args(Language) if language != "en"]
MAKERS = ("models/sentence.py", "explorer/words/sentence_json.py")
"""Where sentences are made of what is not known yet."""


def texts(language: str) -> dict[str, str]:
    return json.loads((ROOT / "resources" / "words" / f"{language}.json").read_text(encoding="utf-8"))


def nodes(*folders: str) -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path.relative_to(ROOT).as_posix(), node


def errors() -> set[str]:
    """The names of all errors whose message is a sentence."""
    classes = [node for _, node in nodes("models", "explorer") if isinstance(node, ast.ClassDef)]
    bases = {node.name: {base.id for base in node.bases if isinstance(base, ast.Name)} for node in classes}
    found, more = set(), {"SaidError"}
    while more - found:
        found |= more
        more = {name for name, its in bases.items() if its & found}
    return found


def said() -> set[str]:
    """The templates of all sentences in the code."""
    found, raised = set(), errors()
    for path, node in nodes("models", "explorer"):
        match node:
            case ast.Call(func=ast.Name("say"), args=[template, *_]):
                is_template = True
            case ast.Call(func=ast.Name("partial"), args=[ast.Name("say"), template, *_]):
                is_template = True
            case ast.Call(func=ast.Name("Sentence"), args=[_, template, *_]):
                is_template = True
            case ast.Call(func=ast.Name(name), args=[template, *_]) if name in raised:
                # Else it is a sentence already, like that of the error which led to it.
                is_template = isinstance(template, ast.Constant | ast.JoinedStr)
            case _:
                continue
        if isinstance(template, ast.Constant):
            found.add(template.value)
        else:
            assert not is_template or path in MAKERS, f"{path}, line {node.lineno}: not a template but what it gives"
    return found


def captions() -> set[str]:
    """The texts of figures and reports, which are asked for where they are written."""
    page = (ROOT / "resources" / "report" / "page.html").read_text(encoding="utf-8")
    found = set(re.findall(r'\bwords\("(.+?)"\)', page))
    for _, call in nodes("explorer/figure", "explorer/reports"):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in ("tr", "words"):
            found.update(part.value for part in literals(call.args[0]))
    return found


def literals(node: ast.AST) -> list[ast.Constant]:
    """Texts that an expression may be."""
    options = (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,)
    return [part for part in options if isinstance(part, ast.Constant)]


def data() -> set[str]:
    """What networks and experiments hold as data: fields, what they mean, presets and recipes."""
    found: list[str] = []
    for module in (config, recipe):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, config.Value):
                for name in value.model_fields:
                    found += [say_field(name).key, DeclaredField(value, name).help]
                for field in declared_fields(value):
                    labels = (field.spec.label, *field.spec.choices.values())
                    found += [label.key if isinstance(label, Sentence) else label for label in labels]
    for preset in ALL:
        # Names stay what they are; what is made for this program is called in words.
        found += [preset.group, preset.note, *([preset.title] if preset.group in ("Starters", "Tutorials") else [])]
    for named in (*ALL_RECIPES, *EXAMPLES):
        found += [named.title, named.note]
    blocks = (block for network in PRESETS.values() for block in summarize(resolve(network)).blocks)
    kinds = {block.kind.replace("_", " ") for block in blocks if block.stage is not None}
    return {*found, *kinds, *get_args(RunState)} - {""}


def headers() -> set[str]:
    """Texts of reports that are written in one place and asked for in another."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "explorer" / "reports").glob("*.py"))
    return {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def holes(template: str) -> list[tuple[str, str]]:
    """(which argument, how it is written) of each, in the arguments' order."""
    parts = [(name, spec or "") for _, name, spec, _ in Formatter().parse(template) if name is not None]
    return sorted((name or str(place), spec) for place, (name, spec) in enumerate(parts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_text_that_is_said_is_there_in_every_language(language):
    """Whoever adds one writes its translation into resources/words/."""
    assert sorted((said() | captions() | data()) - texts(language).keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_no_language_has_a_text_that_nobody_says(language):
    assert sorted(texts(language).keys() - (said() | captions() | data() | headers())) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_translation_has_the_holes_of_its_sentence(language):
    assert [key for key, text in texts(language).items() if holes(key) != holes(text)] == []


def test_that_a_sentence_is_said_with_its_numbers_and_the_sentences_in_it():
    reason = say(
        "an identity shortcut cannot follow a change of shape ({}); use zero_pad or projection", say("stride {}", 2)
    )

    assert reason == "an identity shortcut cannot follow a change of shape (stride 2); use zero_pad or projection"
    assert Words("en")(reason) == reason
    assert Words("zh_CN")(reason) == "恒等捷径不能跟随形状的改变（步幅 2）；请用补零或投影"


def test_that_names_in_a_sentence_stay_what_they_are():
    assert Words("zh_CN")("test") != "test"
    assert Words("zh_CN")(say("Downloading {}", "test")) == "正在下载 test"


def test_that_a_sentence_keeps_what_it_is_through_errors_and_pipes():
    sentence = joined([say("stride {}", 2), say("the data has {:,} classes, the network {:,}", 1000, 10)])
    through = pickle.loads(pickle.dumps(str(ValueError(sentence))))

    assert isinstance(through, Sentence)
    assert through == "stride 2; the data has 1,000 classes, the network 10"
    assert Words("zh_CN")(through) == Words("zh_CN")(sentence) == "步幅 2；数据有 1,000 个类别，网络有 10 个"


def test_that_what_has_no_translation_or_other_parts_stays_as_it_is():
    unknown = Sentence("3 apples", "{:,} apples", 3)
    torn = Sentence("the data has 2 classes, the network 3", "the data has {:,} classes, the network {:,}", "2")

    for text in ("a sentence that nobody knows", unknown, torn):
        assert Words("zh_CN")(text) == text
