"""The page as one HTML file that needs nothing else."""

from collections.abc import Sequence
from html import escape

from explorer.reports.colours import page_style
from explorer.reports.raster import as_png_uri
from explorer.reports.report_content import MOST_CLASSES, ReportContent, Row
from explorer.words.catalogue import CODES, Words

TEXT_COLUMNS = ("Stage", "Blocks", "Class", "Mostly mistaken for", "File", "Form", "Proof", "SHA-256")
ABOUT = (
    "{} images ({}), {} mistakes. In the matrix a row is a true class, a column what its images are taken for, a "
    "number a share of the row in per cent."
)


def html_page(content: ReportContent) -> str:
    """Everything of it: style, drawings and images are in the text."""
    sections = [
        _network(content),
        _training(content),
        _results(content) if content.result is not None else "",
        _exports(content) if content.receipts else "",
        _environment(content) if content.environment else "",
    ]
    title, words = escape(content.title), content.words
    return (
        f'<!DOCTYPE html>\n<html lang="{CODES[words.language]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{page_style()}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p class="subtitle">{escape(content.subtitle)}</p>\n{_figures(content)}\n'
        + "\n".join(filter(None, sections))
        + f"\n<footer>{words('Made by ResDense.')}</footer>\n</main>\n</body>\n</html>\n"
    )


def _figures(content: ReportContent) -> str:
    tiles = (
        f'<div class="figure"><b>{escape(value)}</b><span>{escape(name)}</span></div>'
        for value, name in content.figures()
    )
    return f'<div class="figures">{"".join(tiles)}</div>'


def _network(content: ReportContent) -> str:
    image = f'<div class="scroll">{content.network_figure().inline()}</div>'
    return _section(content.words("Network"), f"{image}\n{_table(content.stage_rows(), content.words, has_total=True)}")


def _training(content: ReportContent) -> str:
    curves = "".join(f"<div>{curve.inline()}</div>" for curve in content.curves())
    recipe, note = content.words("Recipe"), content.words("What differs from the usual recipe stands out.")
    return _section(
        content.words("Training"),
        f'<div class="pair">{curves}</div>\n<h3>{recipe}</h3>\n{_pairs(content.recipe_rows())}'
        f'<p class="note">{note}</p>',
    )


def _results(content: ReportContent) -> str:
    result = content.result
    about = content.words(ABOUT).format(f"{result.num_images:,}", content.data_text(), f"{len(result.mistakes()):,}")
    matrix = f"<div>{content.confusion_figure().inline()}</div>"
    classes = f'<div class="scroll">{_table(content.class_rows(), content.words)}{_left_out(content)}</div>'
    return _section(
        content.words("Results"),
        f'<div class="pair">{matrix}{classes}</div>\n<p class="note">{escape(about)}</p>\n{_mistakes(content)}',
        kind="long",
    )


def _left_out(content: ReportContent) -> str:
    more = len(content.result.classes) - MOST_CLASSES
    note = content.words("{} classes that are recognised better are left out.").format(f"{more:,}")
    return f'<p class="note">{note}</p>' if more > 0 else ""


def _mistakes(content: ReportContent) -> str:
    positions = content.mistakes()
    if not positions:
        return ""
    tiles = "".join(_mistake(content, position) for position in positions)
    return f'<h3>{content.words("The most confident mistakes")}</h3>\n<ul class="mistakes">{tiles}</ul>'


def _mistake(content: ReportContent, position: int) -> str:
    result = content.result
    label = escape(result.classes[result.labels[position]])
    prediction = escape(result.classes[result.predictions[position]])
    name, share = escape(result.image_name(position)), f"{100 * float(result.confidences[position]):.1f} %"
    image = f'<img src="{as_png_uri(result.thumbnail(position))}" alt="{label}">'
    return f'<li title="{name}">{image}{label} → <em>{prediction}</em><br><small>{share}</small></li>'


def _exports(content: ReportContent) -> str:
    rows = [("File", "Form", "Size", "Proof", "SHA-256")]
    rows += [(receipt.file, receipt.form, receipt.size, receipt.proof, receipt.digest) for receipt in content.receipts]
    return _section(content.words("Exports"), f'<div class="scroll">{_table(rows, content.words)}</div>')


def _environment(content: ReportContent) -> str:
    return _section(content.words("Environment"), _pairs([(*row, "") for row in content.environment]))


def _section(title: str, body: str, kind: str = "") -> str:
    return f"<section{f' class={kind}' if kind else ''}>\n<h2>{escape(title)}</h2>\n{body}\n</section>"


def _pairs(rows: Sequence[Row]) -> str:
    """(name, value, mark)."""
    cells = (f'<div class="{mark}"><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>' for name, value, mark in rows)
    return f'<dl class="pairs">{"".join(cells)}</dl>'


def _table(rows: Sequence[Row], words: Words, *, has_total: bool = False) -> str:
    header, *body = rows
    kinds = ["" if name in TEXT_COLUMNS else ' class="number"' for name in header]

    def cells(tag: str, row: Row) -> str:
        return "".join(f"<{tag}{kind}>{escape(cell)}</{tag}>" for kind, cell in zip(kinds, row, strict=True))

    lines = [f"<tr>{cells('td', row)}</tr>" for row in body]
    if has_total:
        lines[-1] = lines[-1].replace("<tr>", '<tr class="total">', 1)
    titles = cells("th", tuple(map(words, header)))
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
