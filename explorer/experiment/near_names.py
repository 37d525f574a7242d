"""What to say of a name that is not known: which known ones are near it."""

import difflib
from collections.abc import Iterable

from models.sentence import Sentence, say

MOST = 3
LONGEST = 80
"""Characters of a name that are looked at."""


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> Sentence:
    """The end of a sentence: `, did you mean "width" or "widths"?`, or `; otherwise.` where none is near.

    To be near a name with dots, its last part is enough.
    """
    wholes = {each.lower(): each for each in known}
    ends: dict[str, list[str]] = {}
    for whole, each in wholes.items():
        ends.setdefault(whole.rpartition(".")[2], []).append(each)
    typed = name[:LONGEST].lower()
    found = [wholes[near] for near in difflib.get_close_matches(typed, wholes)]
    found += [each for near in difflib.get_close_matches(typed, ends) for each in ends[near]]
    near = [f'"{each}"' for each in dict.fromkeys(found)][:MOST]
    if not near:
        return say("; {}.", otherwise)
    return say(", did you mean {}?", " or ".join([", ".join(near[:-1]), near[-1]] if len(near) > 1 else near))
