"""Advice by its field: what is legal but rarely meant."""

from explorer.experiment.analysis import Analysis
from explorer.ui.subject_text import subject_text
from models.advice import advise
from models.rules import Issue


def advice_of(analysis: Analysis) -> tuple[Issue, ...]:
    """All advice for a network; none while it is not legal, when its issues have to be settled first."""
    return advise(analysis.summary) if analysis.summary is not None else ()


def notes_by_field(analysis: Analysis) -> dict[str, str]:
    """The first piece of advice for every field that has any."""
    notes: dict[str, str] = {}
    for advice in advice_of(analysis):
        notes.setdefault(advice.field, subject_text(advice.message))
    return notes
