"""The page as Markdown, with its images as files."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from explorer.reports.report_content import TEXT_COLUMNS, ReportContent, ResultContent, Row
from explorer.reports.svg import Figure, as_png, standalone_style
from explorer.words.catalogue import Words

_MARKS = re.compile(r"[\\`*\[\]|~$]|\b_|_\b|^[#+-]")


def markdown_page(content: ReportContent, folder: str) -> tuple[str, dict[str, bytes]]:
    """The text, and the images by the names that they have in `folder`."""
    style, images, words = standalone_style(), {}, content.words

    def show(figure: Figure) -> str:
        name = f"{figure.name}.svg"
        images[name] = figure.standalone(style).encode()
        return _image(figure.title, folder, name)

    parts = [f"# {_plain(content.title)}", _plain(content.subtitle), _table(_figures(content), words)]
    parts += [f"## {words('Network')}", show(content.network_figure()), _table(content.stage_rows(), words)]
    parts += [f"## {words('Training')}", "\n".join(map(show, content.curves()))]
    parts += [f"### {words('Recipe')}", _recipe(content)]
    if content.results is not None:
        classes = _table(_plain_rows(content.results.class_rows()), words)
        parts += [f"## {words('Results')}", show(content.results.confusion_figure()), classes]
        parts += _mistakes(content.results, folder, images)
    if content.receipts:
        parts += [f"## {words('Exports')}", _table(_plain_rows(content.receipt_rows()), words)]
    if content.environment:
        parts += [f"## {words('Environment')}", _table([("Field", "Value"), *_plain_rows(content.environment)], words)]
    return "\n\n".join([*parts, words("Made by ResDense.")]) + "\n", images


def _figures(content: ReportContent) -> list[Row]:
    return [("Figure", "Value"), *((name, value) for value, name in content.figures())]


def _recipe(content: ReportContent) -> str:
    rows = [(f"**{name}**" if mark else name, _plain(value)) for name, value, mark in content.recipe_rows()]
    return _table([("Field", "Value"), *rows], content.words)


def _mistakes(results: ResultContent, folder: str, images: dict[str, bytes]) -> list[str]:
    rows = []
    for number, mistake in enumerate(results.mistakes(), start=1):
        name = f"mistake-{number:02}.png"
        images[name] = as_png(mistake.pixels)
        names = _plain(mistake.label), _plain(mistake.prediction)
        rows.append((_image(mistake.image, folder, name), *names, mistake.confidence))
    if not rows:
        return []
    header = ("Image", "Class", "Predicted class", "Confidence")
    title = f"### {results.words('The most confident mistakes')}"
    return [title, _table([header, *rows], results.words)]


def _table(rows: Sequence[Row], words: Words) -> str:
    header, *body = rows
    rule = "|".join(" --- " if name in TEXT_COLUMNS else " ---: " for name in header)
    lines = ("| " + " | ".join(row) + " |" for row in (map(words, header), *body))
    first, *rest = lines
    return "\n".join([first, f"|{rule}|", *rest])


def _image(title: str, folder: str, name: str) -> str:
    return f"![{_plain(title)}](<{_address(folder)}/{name}>)"


def _address(folder: str) -> str:
    """Legible where it can be: what would end the address or hide in it is written in hexadecimal."""
    return re.sub(r"[<>\\%\x00-\x1f]", lambda found: quote(found[0]), folder)


def _plain_rows(rows: Iterable[Row]) -> list[Row]:
    return [tuple(map(_plain, row)) for row in rows]


def _plain(text: str) -> str:
    """Text as itself: names come from others, and are neither tags, links nor marks."""
    without_tags = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(r"\\\g<0>", " ".join(without_tags.split()))
