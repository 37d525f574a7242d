"""The page as one HTML file that needs nothing else."""

from jinja2 import Environment, StrictUndefined

from explorer.reports.report_content import TEXT_COLUMNS, ReportContent
from explorer.reports.svg import as_png_uri, page_style, report_resource
from explorer.words.catalogue import CODES


def html_page(content: ReportContent) -> str:
    """Everything of it: style, drawings and images are in the text."""
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=StrictUndefined
    )
    return environment.from_string(report_resource("page.html")).render(
        content=content,
        words=content.words,
        translated=lambda header: map(content.words, header),
        language=CODES[content.words.language],
        style=page_style(),
        as_png_uri=as_png_uri,
        text_columns=TEXT_COLUMNS,
    )
