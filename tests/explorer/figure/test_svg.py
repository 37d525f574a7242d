import re
from xml.etree import ElementTree

import pytest

from explorer.figure.network_layout import NetworkLayout
from explorer.figure.svg import svg_file, text_width
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize

SVG = "{http://www.w3.org/2000/svg}"


def drawn(name, unfolded=frozenset()):
    figure = NetworkLayout(text_width, str).figure(summarize(resolve(PRESETS[name])), unfolded=unfolded)
    return figure, ElementTree.fromstring(svg_file(figure, "<net>", lambda color, strength: f"{color} {strength}"))


def placed(element, x=0.0, y=0.0):
    """(element, x, y) of every element, moved as the groups around it are."""
    by_x, by_y = map(float, re.findall(r"-?[\d.]+", element.get("transform", "0 0")))
    yield element, x + by_x, y + by_y
    for child in element:
        yield from placed(child, x + by_x, y + by_y)


def texts(root):
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("name", ["resnet152", "densenet201", "digits_mixed", "tutorial_resnet18_conv_downsample"])
def test_that_a_network_is_drawn_whole_and_inside_its_frame(name):
    figure, root = drawn(name)
    width, height = figure.size
    rects = [(element, x, y) for element, x, y in placed(root) if element.tag == f"{SVG}rect"]
    assert len(rects) > len(figure.parts)
    for rect, x, y in rects:
        left, top = x + float(rect.get("x", 0)), y + float(rect.get("y", 0))
        assert left >= 0 and left + float(rect.get("width")) <= width + 0.01
        assert top >= 0 and top + float(rect.get("height")) <= height + 0.01
    assert {part.title for part in figure.parts} <= set(texts(root))
    assert root.find(f"{SVG}title").text == "<net>"


def test_that_words_and_numbers_of_a_line_are_one_text_in_any_font():
    assert "blocks 3 · width 64" in texts(drawn("resnet50")[1])


def test_that_an_unfolded_stage_has_every_block_and_its_number():
    folded, unfolded = drawn("resnet152")[1], drawn("resnet152", frozenset({2}))[1]
    assert {str(number) for number in range(1, 37)} <= set(texts(unfolded))
    assert len(list(unfolded.iter())) > len(list(folded.iter())) + 34 * 6
